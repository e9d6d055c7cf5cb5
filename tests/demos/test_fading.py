"""The demo of lesson 03: contributions against distance, at every position of its slider."""

import numpy as np
import pytest

from helpers.demos.bptt import SCALES, fading
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart


def fade(scale):
    """Contributions that fall or grow by a constant factor a step."""
    return (0.5 * scale) ** np.arange(20)


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.75, 2.0, 3.0])
def test_every_position_is_readable(scale):
    fig, alt = fading(fade)(recurrent_scale=scale)
    assert_texts_are_apart(fig)
    check_alt(alt)
    assert f"times {scale:g}" in alt


def test_the_claim_is_measured():
    fig, _ = fading(fade)(recurrent_scale=1.0)
    assert "counts 0.00098 times the last" in fig.get_suptitle().replace("\n", " ")


def test_nothing_lies_beyond_the_axis():
    for scale in SCALES[:2]:
        (ax,) = fading(fade)(recurrent_scale=scale)[0].axes
        low, high = ax.get_ylim()
        assert low <= fade(scale).min() and fade(scale).max() <= high


def test_the_axis_stays_while_the_slider_moves():
    limits = {fading(fade)(recurrent_scale=scale)[0].axes[0].get_ylim() for scale in (0.5, 1.0, 3.0)}
    assert len(limits) == 1

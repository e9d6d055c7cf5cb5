"""The demo of lesson 02: a pulse, and what becomes of it, at every position of its slider."""

import numpy as np
import pytest

from helpers.demos.forward_pass import LONG, fate, pulse
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart


def waves(scale, T):
    """States of 16 units that shrink or grow to ±1, by a factor a step."""
    return np.tanh(np.linspace(-0.6, 0.6, 16)[:, None] * min(scale, 1.2) ** np.arange(T))


@pytest.mark.parametrize("scale", [0.2, 0.9, 1.0, 1.2, 4.0])
def test_every_position_is_readable(scale):
    fig, alt = pulse(waves)(scale=scale)
    assert_texts_are_apart(fig)
    check_alt(alt)
    assert f"Scale {scale:.1f}" in alt


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        (0.2, "has died before step 40"),
        (0.9, "2% is left"),
        (1.0, "also after 2,000 steps"),
        (4.0, "beyond ±0.9"),
    ],
)
def test_it_says_what_becomes_of_the_pulse(scale, told):
    assert told in fate(waves(scale, LONG))

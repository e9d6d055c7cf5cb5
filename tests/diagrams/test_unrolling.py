"""The unrolled cell: every frame is readable, and its numbers are the library's."""

import numpy as np
import pytest

from helpers.diagrams.unrolling import BA, FIRST, SYMBOLS, UNROLLING_STEPS, WAA, WAX, network, unrolling
from helpers.layers import rnn
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart, assert_texts_fit_their_shapes, no_warnings


@pytest.mark.parametrize("step", range(UNROLLING_STEPS))
def test_a_frame(step):
    with no_warnings():
        fig, alt = unrolling(step)
        assert_texts_are_apart(fig)
        assert_texts_fit_their_shapes(fig)
    check_alt(alt)


def test_no_two_frames_say_the_same():
    assert len({unrolling(step)[1] for step in range(UNROLLING_STEPS)}) == UNROLLING_STEPS


def test_the_numbers_are_those_of_the_library():
    params = {"Waa": WAA, "Wax": WAX, "ba": BA[:, None]}
    x = np.eye(3)[:, list(SYMBOLS)].T[:, :, None]
    a, _, _ = rnn.forward(params, x, FIRST[:, None])
    np.testing.assert_allclose(network()[0][1:], a[:, :, 0], rtol=1e-12)


@pytest.mark.parametrize("step", [-1, UNROLLING_STEPS, 1.5, "0"])
def test_a_frame_that_does_not_exist_is_refused(step):
    with pytest.raises(ValueError, match="step must be"):
        unrolling(step)

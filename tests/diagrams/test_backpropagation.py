"""The picture of backpropagation through time: every frame is readable, and its numbers are the library's."""

import numpy as np
import pytest

from helpers.diagrams._small_network import INPUTS, NETWORK, TARGETS, network_numbers
from helpers.diagrams.backpropagation import BPTT_STEPS, bptt
from helpers.layers import dense, rnn
from helpers.losses import binary_cross_entropy
from helpers.plotting.style import check_alt
from tests.plotting.layout import assert_texts_are_apart, assert_texts_fit_their_shapes, no_warnings


@pytest.mark.parametrize("step", range(BPTT_STEPS))
def test_a_frame(step):
    with no_warnings():
        fig, alt = bptt(step)
        assert_texts_are_apart(fig)
        assert_texts_fit_their_shapes(fig)
    check_alt(alt)


def test_no_two_frames_say_the_same():
    assert len({bptt(step)[1] for step in range(BPTT_STEPS)}) == BPTT_STEPS


def test_the_numbers_are_those_of_the_library():
    params = {key: np.array([[value]]) for key, value in NETWORK.items()}
    x, y = np.reshape(INPUTS, (3, 1, 1)), np.reshape(TARGETS, (3, 1, 1)).astype(float)
    a, _, cache = rnn.forward(params, x)
    z_y, head = dense.forward(params, a)
    loss, dz_y = binary_cross_entropy(z_y, y)
    own, grads_y = dense.backward(params, head, dz_y)
    dx, da0, grads_a = rnn.backward(params, cache, own)
    n = network_numbers()
    for drawn, right in [
        (n.a, [0, *a.ravel()]),
        (n.z_y, z_y.ravel()),
        (n.loss.mean(), loss),
        (n.dz_y, dz_y.ravel()),
        (n.own, own.ravel()),
        (n.dz, dx.ravel() / NETWORK["Wax"]),
        (n.handed[0], da0.item()),
        (n.da[:2], n.own[:2] + n.handed[1:3]),
    ]:
        np.testing.assert_allclose(drawn, right, rtol=1e-12)
    for key, right in (grads_a | grads_y).items():
        np.testing.assert_allclose(n.grads[key], right.item(), rtol=1e-12)


@pytest.mark.parametrize("step", [-1, BPTT_STEPS, 1.5, "0"])
def test_a_frame_that_does_not_exist_is_refused(step):
    with pytest.raises(ValueError, match="step must be"):
        bptt(step)

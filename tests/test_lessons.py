"""The textbook form, as the lessons write it, gives the numbers of the fast form in helpers/layers."""

import numpy as np
import pytest

from helpers.layers import dense, rnn
from tests.lesson import definitions

FORWARD = definitions("02_forward_pass", "rnn_cell_forward", "rnn_forward", "rnn_output")
BACKWARD = definitions("03_bptt", "rnn_cell_backward", "rnn_backward", "output_backward")
SIZES = [
    (3, 5, 4, 2, 7),
    (2, 3, 6, 1, 9),
    (6, 2, 3, 5, 1),
    (4, 7, 2, 130, 11),
]  # n_x, n_a, n_y, m, T; four blocks


def drawn(n_x, n_a, n_y, m, T):
    rng = np.random.default_rng(0)
    params = rnn.init(rng, n_x, n_a) | dense.init(rng, n_a, n_y)
    params |= {"ba": rng.standard_normal((n_a, 1)), "by": rng.standard_normal((n_y, 1))}
    x, a0 = rng.standard_normal((T, n_x, m)), rng.standard_normal((n_a, m))
    return params, x, a0, rng.standard_normal((T, n_a, m)), rng.standard_normal((T, n_y, m))


def close(one, two):
    np.testing.assert_allclose(one, two, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("sizes", SIZES)
def test_lesson_02(sizes):
    params, x, a0, *_ = drawn(*sizes)
    a, state, _ = rnn.forward(params, x, a0)
    close(FORWARD.rnn_forward(params, x, a0), a)
    close(FORWARD.rnn_cell_forward(params, x[0], a0), rnn.step(params, x[0], a0)[0])
    close(FORWARD.rnn_forward(params, x, a0)[-1], state)
    scores = np.exp(dense.forward(params, state)[0])
    close(FORWARD.rnn_output(params, state), scores / scores.sum(axis=0))


@pytest.mark.parametrize("sizes", SIZES)
def test_lesson_03(sizes):
    params, x, a0, da, dz = drawn(*sizes)
    a, _, cache = rnn.forward(params, x, a0)
    dx, da0, grads = rnn.backward(params, cache, da)
    textbook_dx, textbook_da0, textbook_grads = BACKWARD.rnn_backward(params, x, a, a0, da)
    close(textbook_dx, dx)
    close(textbook_da0, da0)
    assert textbook_grads.keys() == grads.keys()
    for key in grads:
        close(textbook_grads[key], grads[key])
    da, grads = dense.backward(params, dense.forward(params, a)[1], dz)
    textbook_da, textbook_grads = BACKWARD.output_backward(params, a, dz)
    close(textbook_da, da)
    for key in grads:
        close(textbook_grads[key], grads[key])


@pytest.mark.parametrize("sizes", SIZES)
def test_one_cell_backward(sizes):
    params, x, a0, da, _ = drawn(*sizes)
    _, _, cache = rnn.forward(params, x[:1], a0)
    dx, da0, grads = rnn.backward(params, cache, da[:1])
    a_next = FORWARD.rnn_cell_forward(params, x[0], a0)
    da_prev, dx_t, cell_grads = BACKWARD.rnn_cell_backward(params, da[0], a_next, a0, x[0])
    close(da_prev, da0)
    close(dx_t, dx[0])
    for key in grads:
        close(cell_grads[key], grads[key])


def test_a_function_that_is_missing_is_named():
    with pytest.raises(LookupError, match="02_forward_pass does not define no_such_function"):
        definitions("02_forward_pass", "rnn_forward", "no_such_function")

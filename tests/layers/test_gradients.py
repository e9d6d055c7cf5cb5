"""Every gradient of the layers, alone and with the losses on top, against finite differences in float64."""

import numpy as np
import pytest

from helpers.layers import _scan, dense, rnn
from helpers.losses import binary_cross_entropy, softmax_cross_entropy
from helpers.text import mask_from_lengths
from helpers.training.gradient_check import numerical_gradient, relative_error

LIMIT = 1e-6
SEEDS = range(24)


def sizes(seed):
    """Draw pairwise different n_x, n_a, n_y from 2 ... 7; every fifth seed has m = 1, every sixth T = 1."""
    rng = np.random.default_rng(seed)
    n_x, n_a, n_y, m, T = (int(n) for n in rng.permutation(np.arange(2, 8))[:5])
    m = 1 if seed % 5 == 0 else m
    T = 1 if seed % 6 == 0 else T
    lengths = np.append(rng.integers(1, T + 1, size=m - 1), T)
    return rng, n_x, n_a, n_y, m, T, rng.permutation(lengths) if seed % 2 else None


def drawn(rng, n_x, n_a, n_y):
    params = rnn.init(rng, n_x, n_a) | dense.init(rng, n_a, n_y)
    return params | {"ba": rng.standard_normal((n_a, 1)), "by": rng.standard_normal((n_y, 1))}


def assert_gradients(f, values, gradients, epsilon=1e-6):
    """Hold each gradient against finite differences of f, a function of the dict `values`."""
    for key, gradient in gradients.items():
        numerical = numerical_gradient(lambda v, key=key: f(values | {key: v}), values[key], epsilon)
        assert relative_error(gradient, numerical) <= LIMIT, key


def away_from_kinks(params, x, state, lengths):
    """Say whether no real z of a ReLU network lies where a difference quotient could step over zero."""
    smallest = np.inf
    for t, x_t in enumerate(x):
        z = params["Waa"] @ state + params["Wax"] @ x_t + params["ba"]
        state = np.maximum(z, 0)
        smallest = min(smallest, np.abs(z[:, lengths > t] if lengths is not None else z).min())
    return smallest > 1e-4


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("seed", SEEDS)
def test_rnn(seed, activation):
    rng, n_x, n_a, n_y, m, T, lengths = sizes(seed)
    while True:
        params = drawn(rng, n_x, n_a, n_y)
        x, state = rng.standard_normal((T, n_x, m)), rng.standard_normal((n_a, m))
        if activation == "tanh" or away_from_kinks(params, x, state, lengths):
            break
    da, dstate = rng.standard_normal((T, n_a, m)), rng.standard_normal((n_a, m))

    def total(v):
        a, last, _ = rnn.forward(v, v["x"], v["state"], lengths, keep=False, activation=activation)
        return (a * da).sum() + (last * dstate).sum()

    _, _, cache = rnn.forward(params, x, state, lengths, activation=activation)
    dx, dstate0, grads = rnn.backward(params, cache, da, dstate)
    values = params | {"x": x, "state": state}
    assert_gradients(total, values, grads | {"x": dx, "state": dstate0})


@pytest.mark.parametrize("seed", SEEDS)
def test_dense(seed):
    rng, _, n_a, n_y, m, T, _ = sizes(seed)
    params = dense.init(rng, n_a, n_y) | {"by": rng.standard_normal((n_y, 1))}
    a = rng.standard_normal((T, n_a, m) if seed % 2 else (n_a, m))
    z, cache = dense.forward(params, a)
    dz = rng.standard_normal(z.shape)
    da, grads = dense.backward(params, cache, dz)
    assert_gradients(
        lambda v: (dense.forward(v, v["a"], keep=False)[0] * dz).sum(), params | {"a": a}, grads | {"a": da}
    )


@pytest.mark.parametrize("loss", [softmax_cross_entropy, binary_cross_entropy])
@pytest.mark.parametrize("seed", SEEDS)
def test_losses_on_the_whole_network(seed, loss):
    rng, n_x, n_a, n_y, m, T, lengths = sizes(seed)
    params, x = drawn(rng, n_x, n_a, n_y), rng.standard_normal((T, n_x, m))
    classes, labels = rng.integers(n_y, size=(T, m)), rng.integers(2, size=(T, n_y, m)).astype(float)
    y = classes if loss is softmax_cross_entropy else labels
    mask = None if lengths is None else mask_from_lengths(lengths, T)

    def total(v):
        a, _, _ = rnn.forward(v, v["x"], lengths=lengths)
        return loss(dense.forward(v, a)[0], y, mask)[0]

    a, _, rnn_cache = rnn.forward(params, x, lengths=lengths)
    z, dense_cache = dense.forward(params, a)
    da, dense_grads = dense.backward(params, dense_cache, loss(z, y, mask)[1])
    dx, _, rnn_grads = rnn.backward(params, rnn_cache, da)
    assert_gradients(total, params | {"x": x}, rnn_grads | dense_grads | {"x": dx})


def test_many_blocks():
    """More steps than one block holds, so that sums run over several of them."""
    rng = np.random.default_rng(0)
    m, T = 40, 2 * _scan.COLUMNS // 40 + 3
    params, x = rnn.init(rng, 2, 3), rng.standard_normal((T, 2, m))
    lengths = rng.integers(1, T + 1, size=m)
    da, dstate = rng.standard_normal((T, 3, m)), rng.standard_normal((3, m))

    def total(v):
        a, last, _ = rnn.forward(v, x, v["state"], lengths, keep=False)
        return (a * da).sum() + (last * dstate).sum()

    state = rng.standard_normal((3, m))
    _, _, cache = rnn.forward(params, x, state, lengths)
    _, dstate0, grads = rnn.backward(params, cache, da, dstate)
    assert_gradients(total, params | {"state": state}, grads | {"state": dstate0})

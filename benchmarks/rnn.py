"""Forward and backward of the simple recurrent layer: the course's, the lessons' textbook loop, PyTorch's."""

import numpy as np

from benchmarks.timing import medians
from helpers.layers import rnn
from tests.lesson import definitions

try:
    import torch
except ImportError:
    torch = None

SIZES = [(27, 64, 1, 30), (27, 100, 32, 50), (64, 128, 32, 64), (128, 256, 64, 100), (256, 512, 64, 100)]
TARGETS = {((27, 64, 1, 30), "float32"): 3.5, ((27, 100, 32, 50), "float32"): 1.4}  # textbook / course


def report():
    """Print the ratios for every size and dtype; return 1 when a target is missed."""
    print(
        f"{'n_x, n_a, m, T':<20}{'dtype':<10}{'course ms':>10}{'textbook/course':>17}{'course/PyTorch':>16}"
    )
    missed = 0
    for dtype in ("float32", "float64"):
        for sizes in SIZES:
            times = medians(agreeing(implementations(sizes, dtype)))
            ratio, target = times["textbook"] / times["course"], TARGETS.get((sizes, dtype))
            pytorch = f"{times['course'] / times['PyTorch']:.2f}" if torch else "-"
            line = (
                f"{str(sizes)[1:-1]:<20}{dtype:<10}{1000 * times['course']:>10.2f}{ratio:>17.2f}{pytorch:>16}"
            )
            print(
                line + (f"  target {target} {'reached' if ratio >= target else 'MISSED'}" if target else "")
            )
            missed |= target is not None and ratio < target
    return int(missed)


def implementations(sizes, dtype):
    """Return {name: function without arguments, which gives a, dx, da0, dWax, dWaa, dba}."""
    n_x, n_a, m, T = sizes
    rng = np.random.default_rng(0)
    params = rnn.init(rng, n_x, n_a, dtype)
    x, a0, da = (rng.standard_normal(shape).astype(dtype) for shape in ((T, n_x, m), (n_a, m), (T, n_a, m)))
    calls = {"course": course(params, x, a0, da), "textbook": textbook(params, x, a0, da)}
    return calls | ({"PyTorch": pytorch(params, x, a0, da)} if torch else {})


def course(params, x, a0, da):
    """Return a function that runs the library's layer."""

    def call():
        a, _, cache = rnn.forward(params, x, a0)
        dx, da0, grads = rnn.backward(params, cache, da)
        return a, dx, da0, grads["Wax"], grads["Waa"], grads["ba"]

    return call


def textbook(params, x, a0, da):
    """Return a function that runs the loops of lessons 02 and 03, taken from their text."""
    forward = definitions("02_forward_pass", "rnn_cell_forward", "rnn_forward").rnn_forward
    backward = definitions("03_bptt", "rnn_cell_backward", "rnn_backward").rnn_backward

    def call():
        a = forward(params, x, a0).astype(x.dtype, copy=False)
        dx, da0, grads = backward(params, x, a, a0, da)
        return a, dx, da0, grads["Wax"], grads["Waa"], grads["ba"]

    return call


def pytorch(params, x, a0, da):
    """Return a function that runs torch.nn.RNN, in its own layout of rows."""
    torch.set_num_threads(1)
    x, a0, da = (torch.tensor(array.swapaxes(-1, -2).copy()) for array in (x, a0, da))
    x.requires_grad_()
    a0.requires_grad_()
    layer = torch.nn.RNN(x.shape[2], a0.shape[1], dtype=x.dtype)
    weights = [layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0]
    with torch.no_grad():
        for weight, key in zip(weights, ("Wax", "Waa", "ba"), strict=True):
            weight.copy_(torch.tensor(params[key].reshape(weight.shape)))
        layer.bias_hh_l0.zero_()

    def call():
        for leaf in (x, a0, *layer.parameters()):
            leaf.grad = None
        a, _ = layer(x, a0[None])
        a.backward(da)
        columns = (tensor.detach().numpy().swapaxes(-1, -2) for tensor in (a, x.grad, a0.grad))
        dWax, dWaa, dba = (weight.grad.numpy() for weight in weights)
        return *columns, dWax, dWaa, dba[:, None]

    return call


def agreeing(calls):
    """Return the calls, once all of them have given the same numbers."""
    expected = calls["course"]()
    limit = 1e-4 if expected[0].dtype == np.float32 else 1e-10
    for name, call in calls.items():
        for mine, theirs in zip(expected, call(), strict=True):
            if not np.linalg.norm(mine - theirs) <= limit * np.linalg.norm(mine):
                raise AssertionError(f"{name} gives other numbers than the course")
    return calls

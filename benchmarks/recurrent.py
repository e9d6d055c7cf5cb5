"""Forward and backward of rnn, gru and lstm: the course's, the textbook's, PyTorch's, a bound.

The GRU is the one that resets after the product, since PyTorch has no other.
"""

import math
import operator
import statistics
from itertools import product
from pathlib import Path

import numpy as np

from benchmarks import textbook
from benchmarks.agreement import agreeing
from benchmarks.pytorch import torch
from benchmarks.targets import judged
from benchmarks.timing import medians
from helpers.layers import gru, lstm, rnn
from helpers.plotting import INK, figure, house_style

LAYERS = {
    "RNN": (rnn, {}, 1),
    "GRU": (gru, {"reset": "after"}, 3),
    "LSTM": (lstm, {}, 4),
}  # options, products
SIZES = [(27, 64, 1, 30), (27, 100, 32, 50), (64, 128, 32, 64), (128, 256, 64, 100), (256, 512, 64, 100)]
RATIOS = {
    "textbook/course": ("textbook", "course"),
    "course/PyTorch": ("course", "PyTorch"),
    "course/bound": ("course", "bound"),
}
PICTURE, TICKS = Path("build") / "recurrent.png", (0.1, 0.2, 0.5, 1, 2, 5)


def report():
    """Print and draw the ratios of every layer, size and dtype; return 1 when a target is missed."""
    heads = "".join(f"{name:>17}" for name in RATIOS)
    print(f"{'n_x, n_a, m, T':<20}{'dtype':<9}{'layer':<6}{'course ms':>10}{heads}")
    rows = {}
    for dtype, sizes, name in product(("float32", "float64"), SIZES, LAYERS):
        times = medians(agreeing(implementations(name, sizes, dtype)))
        row = {ratio: times[one] / times[two] for ratio, (one, two) in RATIOS.items() if two in times}
        rows[name, sizes, dtype] = row
        cells = "".join(f"{row.get(ratio, math.nan):>17.2f}" for ratio in RATIOS)
        print(f"{str(sizes)[1:-1]:<20}{dtype:<9}{name:<6}{1000 * times['course']:>10.2f}{cells}", flush=True)
    draw(rows)
    return max([judged(*target) for target in targets(rows)])


def targets(rows):
    """Yield (what, value, comparison, limit) for each target."""

    def of(ratio, **only):
        fits = (zip(("name", "sizes", "dtype"), key, strict=True) for key in rows)
        kept = (key for key, named in zip(rows, fits, strict=True) if only.items() <= dict(named).items())
        return [rows[key][ratio] for key in kept if ratio in rows[key]]

    speed, first, second = "textbook/course", SIZES[0], SIZES[1]
    yield "textbook/course, geometric mean", statistics.geometric_mean(of(speed)), operator.ge, 1.4
    yield "textbook/course, smallest", min(of(speed)), operator.ge, 1.0
    yield "textbook/course, LSTM, m = 1, smallest", min(of(speed, name="LSTM", sizes=first)), operator.ge, 4.0
    for sizes, limit in ((first, 3.5), (second, 1.4)):
        what = f"textbook/course, RNN, {sizes}, float32"
        yield what, of(speed, name="RNN", sizes=sizes, dtype="float32")[0], operator.ge, limit
    large = [row["course/bound"] for (_, sizes, _), row in rows.items() if sizes[1] >= 100]
    yield "course/bound, n_a >= 100, largest", max(large), operator.le, 1.75
    if torch:
        yield (
            "course/PyTorch, geometric mean",
            statistics.geometric_mean(of("course/PyTorch")),
            operator.le,
            0.65,
        )
        yield "course/PyTorch, largest", max(of("course/PyTorch")), operator.le, 1.5


def draw(rows):
    """Draw the ratios of all settings, a panel for each ratio, and say where the picture is."""
    fig, axes = figure(9, 8.5, columns=len(RATIOS), sharey=True, title="Ratios of time, forward and backward")
    keys = sorted(rows, key=lambda key: list(LAYERS).index(key[0]))
    labels = [f"{name}, {', '.join(map(str, sizes))}, {dtype}" for name, sizes, dtype in keys]
    for axis, ratio in zip(axes, RATIOS, strict=True):
        axis.plot([rows[key].get(ratio, math.nan) for key in keys], range(len(keys)), "o", markevery=1)
        axis.axvline(1, color=INK, linewidth=1)
        axis.set(xscale="log", xlabel=ratio, yticks=range(len(keys)), yticklabels=labels)
        axis.set_xticks(TICKS, [f"{tick:g}" for tick in TICKS])
        axis.minorticks_off()
    axes[0].invert_yaxis()
    PICTURE.parent.mkdir(exist_ok=True)
    with house_style():
        fig.savefig(PICTURE)
    print(f"picture: {PICTURE}")


def implementations(name, sizes, dtype):
    """Return {name: function without arguments}; but for the bound they give a dict of numbers that agree."""
    n_x, n_a, m, T = sizes
    layer, options, products = LAYERS[name]
    rng = np.random.default_rng(0)
    params = layer.init(rng, n_x, n_a, dtype, **options)
    x, da = (rng.standard_normal(shape).astype(dtype) for shape in ((T, n_x, m), (T, n_a, m)))
    calls = {"course": course(layer, params, x, da), "bound": bound(products, x, da)}
    calls["textbook"] = getattr(textbook, name.lower())(params, x, da)
    return calls | ({"PyTorch": pytorch(name, params, x, da)} if torch else {})


def course(layer, params, x, da):
    """Return a function that runs the library's layer."""

    def call():
        a, _, cache = layer.forward(params, x)
        dx, _, grads = layer.backward(params, cache, da)
        return {"a": a, "dx": dx} | grads

    return call


def bound(products, x, da):
    """Return a function that does what no layer can save: the products alone, and tanh of all gates once."""
    (T, n_x, m), n_a = x.shape, da.shape[1]
    rng = np.random.default_rng(0)
    W = rng.standard_normal((products * n_a, n_a + n_x + 1)).astype(x.dtype) / n_a
    V = rng.standard_normal((T, W.shape[1], m)).astype(x.dtype)
    Z, da_t, dx = np.empty((T, len(W), m), x.dtype), np.empty_like(da[0]), np.empty_like(x)
    WaT, WxT = W[:, :n_a].T.copy(), W[:, n_a:-1].T.copy()
    v, z = np.ones((T * m, W.shape[1]), x.dtype), np.ones((len(W), T * m), x.dtype)

    def call():
        for v_t, z_t in zip(V, Z, strict=True):
            np.dot(W, v_t, out=z_t)
        np.tanh(Z, out=Z)
        for z_t in Z:
            np.dot(WaT, z_t, out=da_t)
        np.matmul(WxT, Z, out=dx)
        np.dot(z, v)

    return call


def pytorch(name, params, x, da):
    """Return a function that runs the layer of torch.nn with the same parameters, in its layout of rows."""
    x, da = (torch.tensor(array.swapaxes(-1, -2).copy()) for array in (x, da))
    x.requires_grad_()
    n_a = da.shape[2]
    layer = getattr(torch.nn, name)(x.shape[2], n_a, dtype=x.dtype)
    with torch.no_grad():
        for weight, value in zip(layer.parameters(), theirs(name, params, n_a), strict=True):
            weight.copy_(torch.tensor(value.reshape(weight.shape)))

    def call():
        for leaf in (x, *layer.parameters()):
            leaf.grad = None
        a, _ = layer(x)
        a.backward(da)
        return {"a": a.detach().numpy().swapaxes(1, 2), "dx": x.grad.numpy().swapaxes(1, 2)}

    return call


def theirs(name, params, n_a):
    """Return PyTorch's weight_ih, weight_hh, bias_ih and bias_hh; z of its GRU is 1 - Γu."""
    if name == "RNN":
        return params["Wax"], params["Waa"], params["ba"], 0 * params["ba"]
    p = params if name == "LSTM" else params | {"Wu": -params["Wu"], "bu": -params["bu"]}
    W, b = (
        np.concatenate([p[kind + gate] for gate in {"GRU": "ruc", "LSTM": "ufco"}[name]]) for kind in "Wb"
    )
    from_state = 0 * b
    if name == "GRU":
        from_state[-n_a:] = p["bca"]
    return W[:, n_a:], W[:, :n_a], b, from_state

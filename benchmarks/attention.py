"""Forward and backward of attention, against the same formulas in PyTorch.

PyTorch is given (T, m, n), as its own recurrent layers return, and (T, n, m), as the course's do.
"""

import operator

import numpy as np

from benchmarks.agreement import agreeing
from benchmarks.pytorch import torch
from benchmarks.targets import judged
from benchmarks.timing import medians
from helpers.layers import attention

T, M, N = 30, 64, 64
LIMITS = {"additive": 0.7, "dot": 0.5}


def report():
    """Print the ratios course/PyTorch; return 1 when a target is missed."""
    if torch is None:
        return 0
    missed = 0
    for dtype in ("float32", "float64"):
        for score, limit in LIMITS.items():
            times = medians(agreeing(implementations(score, dtype)))
            for layout in ("(T, m, n)", "(T, n, m)"):
                what = f"attention, {score}, {dtype}, course/PyTorch of {layout}"
                missed |= judged(what, times["course"] / times[layout], operator.le, limit)
    return missed


def implementations(score, dtype):
    """Return {name: function without arguments}: the course's, PyTorch's in two layouts; contexts agree."""
    rng = np.random.default_rng(0)
    h, s, dcontext = (rng.standard_normal((T, N, M)).astype(dtype) for _ in range(3))
    params = attention.init(rng, N, N, N, dtype) if score == "additive" else {}

    def course():
        context, _, cache = attention.forward(params, h, s, score=score)
        attention.backward(params, cache, dcontext)
        return {"context": context}

    rows = pytorch(score, params, *(v.swapaxes(1, 2) for v in (h, s, dcontext)), "imn")
    columns = pytorch(score, params, h, s, dcontext, "inm")
    return {"course": course, "(T, m, n)": rows, "(T, n, m)": columns}


def pytorch(score, params, h, s, dcontext, axes):
    """Return a function that runs forward and backward in PyTorch; axes, those of s, "imn" or "inm"."""
    h, s, dcontext = (torch.tensor(v.copy()) for v in (h, s, dcontext))
    weights = {key: torch.tensor(value) for key, value in params.items()}
    leaves = [h, s, *weights.values()]
    for leaf in leaves:
        leaf.requires_grad_()
    h_axes = axes.replace("i", "j")
    k_axes, both = axes.replace("n", "k"), f"ij{axes[1:].replace('n', 'k')}"

    def call():
        for leaf in leaves:
            leaf.grad = None
        if score == "dot":
            energies = torch.einsum(f"{axes},{h_axes}->ijm", s, h)
        else:
            queries = torch.einsum(f"{axes},kn->{k_axes}", s, weights["Wes"])
            keys = torch.einsum(f"{h_axes},kn->{k_axes.replace('i', 'j')}", h, weights["Weh"])
            z = torch.tanh(queries[:, None] + keys[None])
            energies = torch.einsum(f"{both},k->ijm", z, weights["ve"][:, 0])
        context = torch.einsum(f"ijm,{h_axes}->{axes}", torch.softmax(energies, 1), h)
        context.backward(dcontext)
        return {"context": torch.einsum(f"{axes}->inm", context.detach()).numpy()}

    return call

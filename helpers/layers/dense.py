"""The dense layer, a head on any other layer: z = Wya a + by, the same at every step.

Lesson: 02_forward_pass. It returns logits: the losses and `softmax` take it from there.
"""

import numpy as np

from helpers import validation
from helpers.layers import _cache, _random
from helpers.shapes import Shapes

LAYOUTS = {"Wya": "n_y n_a", "by": "n_y 1"}


def init(rng, n_a, n_y, dtype=np.float64):
    """Return random parameters: weights normal with deviation 1/sqrt(columns) (LeCun et al. 1998), bias zero.

    Parameters: rng, a generator; n_a, n_y, sizes of input and output; dtype, float32 or float64.
    Returns: dict with Wya (n_y, n_a), by (n_y, 1).
    """
    return _random.parameters(rng, LAYOUTS, dtype, n_a=n_a, n_y=n_y)


def forward(params, a, keep=True):
    """Return the logits z = Wya a + by, and the cache that `backward` needs.

    Parameters: params, see `init`; a (T, n_a, m) or (n_a, m); keep, whether to build the cache.
    Returns: z (T, n_y, m) or (n_y, m); cache, None without keep.
    Raises ValueError: a shape or dtype disagrees with params, a parameter is NaN or infinite. No argument is
    changed, none is kept.
    """
    layout = "n_a m" if getattr(a, "ndim", 3) == 2 else "T n_a m"
    shapes = Shapes().parameters(params, LAYOUTS).floats("a", a, layout)
    validation.flag("keep", keep)
    z = params["Wya"] @ a
    z += params["by"]
    return z, _cache.made("dense.forward", shapes, a.copy()) if keep else None


def backward(params, cache, dz):
    """Return the gradients: da = Wya^T dz, dWya = sum of dz a^T, dby = sum of dz, over steps and examples.

    Parameters: params, as in forward; cache, from forward; dz, shaped as z.
    Returns: da, shaped as a; grads, dict with Wya, by, not divided by m.
    Raises ValueError: cache is not from here, a shape or dtype disagrees. No argument is changed.
    Lesson: 03_bptt
    """
    _, size, dtype, (a,) = _cache.opened(cache, "dense.forward")
    T = "T " if a.ndim == 3 else ""
    Shapes(dtype, **size).parameters(params, LAYOUTS, finite=False).floats("dz", dz, f"{T}n_y m")
    others = (0, 2) if T else (1,)
    dWya = np.tensordot(dz, a, axes=(others, others))
    return params["Wya"].T @ dz, {"Wya": dWya, "by": dz.sum(axis=others)[:, None]}

"""The norm of gradients as one long vector, also where the square of an entry is no float."""

import math

import numpy as np

SAFE = 1e-28  # below this sum, squares of float32 may have vanished


def norm(arrays):
    """Return the norm of finite float arrays as two factors, `size` and `ratio`, of which it is the product.

    Formula: sqrt(sum of v^2 over all entries v) = size * ratio, ratio = sqrt(sum of (v / size)^2).
    The size is 1, or where squares would overflow or vanish the power of two below the largest entry: to
    divide by it is exact.
    """
    arrays = list(arrays)
    squares = sum(float(np.vdot(v, v)) for v in arrays)
    if SAFE < squares < math.inf:
        return 1.0, math.sqrt(squares)
    size = largest(arrays)
    if size == 0:
        return 1.0, 0.0
    parts = (v.astype(np.float64) / size for v in arrays)
    return size, math.sqrt(sum(float(np.vdot(v, v)) for v in parts))


def largest(arrays):
    """Return the power of two below the largest size of an entry in finite arrays; 0 if all are zero."""
    most = max((float(np.abs(v).max()) for v in arrays if v.size), default=0.0)
    return math.ldexp(0.5, math.frexp(most)[1]) if most else 0.0

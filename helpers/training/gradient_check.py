"""Gradients by finite differences: slow, general, and the judge of every backward pass. Lesson: 03_bptt."""

import math

import numpy as np

from helpers import validation
from helpers.training.norm import largest, norm
from helpers.training.progress import progress


def numerical_gradient(f, array, epsilon=1e-6):
    """Return the gradient of f at `array` by central differences.

    Formula: (f(v + epsilon) - f(v - epsilon)) / (2 epsilon), one entry of v at a time.
    Parameters: f, function (array) -> float; array, float64, any shape; epsilon, the step, in units of array.
    Returns: an array shaped as `array`; f is called twice an entry, with copies: array is not changed.
    Raises ValueError: array is not float64 (float32 is too coarse), NaN or infinite; epsilon is not above 0,
    or so small that an entry plus epsilon is the entry; f returns no number, NaN or infinity.
    Lesson: 03_bptt
    """
    _check(f, "array", array, epsilon)
    gradient = np.empty_like(array)
    for index in progress(np.ndindex(array.shape), "numerical gradient", array.size, delay=1):
        above, below = array.copy(), array.copy()
        above[index] += epsilon
        below[index] -= epsilon
        higher, lower = validation.result("f", f(above)), validation.result("f", f(below))
        gradient[index] = (higher - lower) / epsilon / 2
    validation.finite("the gradient of f", gradient)
    return gradient


def relative_error(a, n):
    """Return ||a - n|| / (||a|| + ||n||), a float from 0 to 1; 0 when both are zero.

    Parameters: a, n, two float arrays of one shape.
    Raises ValueError: one is no float array, NaN or infinite; the shapes differ: nothing is broadcast.
    Lesson: 03_bptt
    """
    for name, value in (("a", a), ("n", n)):
        validation.float_values(name, value)
        validation.finite(name, value)
    if a.shape != n.shape:
        raise ValueError(f"n must have shape {a.shape}, as a has, got {n.shape}")
    size = largest((a, n))
    if size == 0:
        return 0.0
    a, n = (v.astype(np.float64) / size for v in (a, n))  # so that neither norm nor difference overflows
    difference, first, second = (math.prod(norm([v])) for v in (a - n, a, n))
    return difference / (first + second)


def check_gradients(f, params, grads, epsilon=1e-6):
    """Hold every gradient against finite differences: print one line per parameter, return the worst error.

    Parameters: f, function (params) -> loss; params, dict of float64 arrays; grads, the gradients to
    judge, under the same keys; epsilon, see `numerical_gradient`.
    Returns: the largest relative error of an array, ||a - n|| / (||a|| + ||n||).
    Raises ValueError: keys, shapes or dtypes of params and grads differ, an array is not float64, NaN or
    infinite, or as `numerical_gradient`: NaN is no small error.  Lesson: 03_bptt
    """
    validation.arrays("params", params)
    validation.alike("grads", grads, params)
    for key, p in params.items():
        _check(f, f'params["{key}"]', p, epsilon)
    name, shape = max(map(len, params)), max(len(str(p.shape)) for p in params.values())
    worst = 0.0
    for key, p in params.items():
        numerical = numerical_gradient(lambda v, key=key: f(params | {key: v}), p, epsilon)
        error = relative_error(grads[key], numerical)
        worst = max(worst, error)
        print(f"{key:<{name}}  {p.shape!s:<{shape}}  relative error {error:.0e}")
    return worst


def _check(f, name, array, epsilon):
    """Raise ValueError unless f is a function, the array float64 and finite, and epsilon a step from it."""
    validation.function("f", f)
    validation.number("epsilon", epsilon)
    if not validation.is_array(array) or array.dtype != np.float64:
        got = array.dtype if validation.is_array(array) else type(array).__name__
        raise ValueError(f"{name} must be a float64 array, got {got}")
    validation.finite(name, array)
    lost = array[(array + epsilon == array) | (array - epsilon == array)]
    if lost.size:
        raise ValueError(f"epsilon must change each entry of {name}, got {epsilon!r} beside {lost[0]}")

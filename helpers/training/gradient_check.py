"""Gradients by finite differences: slow, general, and the judge of every backward pass. Lesson: 03_bptt."""

import numpy as np

from helpers import validation


def numerical_gradient(f, array, epsilon=1e-6):
    """Return the gradient of f at `array` by central differences.

    Formula: (f(v + epsilon) - f(v - epsilon)) / (2 epsilon), one entry of v at a time.
    Parameters: f, function (array) -> float; array, float64, any shape; epsilon, the step, in units of array.
    Returns: an array shaped as `array`; f is called twice an entry, with copies: array is not changed.
    Raises ValueError: array is not float64 (float32 is too coarse), epsilon is not above 0.  Lesson: 03_bptt
    """
    validation.number("epsilon", epsilon)
    if not isinstance(array, np.ndarray) or array.dtype != np.float64:
        got = array.dtype if isinstance(array, np.ndarray) else type(array).__name__
        raise ValueError(f"array must be a float64 array, got {got}")
    gradient = np.empty_like(array)
    for index in np.ndindex(array.shape):
        above, below = array.copy(), array.copy()
        above[index] += epsilon
        below[index] -= epsilon
        gradient[index] = (f(above) - f(below)) / (2 * epsilon)
    return gradient


def relative_error(a, n):
    """Return ||a - n|| / (||a|| + ||n||), a float from 0 to 1; 0 when both are zero.  Lesson: 03_bptt"""
    size = np.linalg.norm(a) + np.linalg.norm(n)
    return float(np.linalg.norm(a - n) / size) if size else 0.0


def check_gradients(f, params, grads, epsilon=1e-6):
    """Hold every gradient against finite differences: print one line per parameter, return the worst error.

    Parameters: f, function (params) -> loss; params, dict of float64 arrays; grads, the gradients to
    judge, under the same keys; epsilon, see `numerical_gradient`.
    Returns: the largest relative error of an array, ||a - n|| / (||a|| + ||n||).
    Raises ValueError: keys, shapes or dtypes of params and grads differ, an array is not float64.  Lesson:
    03_bptt
    """
    validation.gradients(params, grads)
    name, shape = max(map(len, params)), max(len(str(p.shape)) for p in params.values())
    worst = 0.0
    for key, p in params.items():
        numerical = numerical_gradient(lambda v, key=key: f(params | {key: v}), p, epsilon)
        error = relative_error(grads[key], numerical)
        worst = max(worst, error)
        print(f"{key:<{name}}  {p.shape!s:<{shape}}  relative error {error:.0e}")
    return worst

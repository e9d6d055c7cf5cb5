"""Optimisers as pure functions: parameters and gradients in, new parameters out. Lesson: 03_bptt.

`grid`: after the step each parameter is rounded to the nearest multiple of it. Processors differ in the
last bit of a product, and training multiplies such differences; rounding removes them at every step, so
that a training run gives the same numbers on every machine. `GRID`, 2**-20, is the course's: the notebook
A1_same_numbers measures why.
"""

import math

import numpy as np

from helpers import validation

GRID = 2.0**-20
MEANS = "mean", "square"  # what Adam keeps of the gradients
COARSEST = 64  # a grid lies between 2**-64 and 2**64, so that float32 holds it and its reciprocal


def sgd_step(params, grads, learning_rate, grid=None):
    """Return params - learning_rate * grads, as a new dict.

    Parameters: params, grads, dicts of float arrays under the same keys; learning_rate, above 0: any at which
    the parameters stay finite; grid, see above, a power of two from 2**-64 to 2**64, None for none.
    Raises ValueError: keys, shapes or dtypes of params and grads differ, an array is NaN or infinite, now or
    after the step, learning_rate is not above 0, grid is no such power of two.  Lesson: 03_bptt
    """
    _check(params, grads, learning_rate, grid)
    with np.errstate(over="ignore", invalid="ignore"):  # `_check_step` refuses what overflows
        new = {key: p - p.dtype.type(learning_rate) * grads[key] for key, p in params.items()}
    _check_step({"params": params, "grads": grads}, new, {}, learning_rate)
    return _rounded(new, grid)


def adam_init(params):
    """Return the state of Adam before the first step: a step count and, per parameter, two means.

    Raises ValueError: params is no dict of finite float arrays.
    """
    validation.arrays("params", params)
    return {
        "step": 0,
        "mean": {key: np.zeros_like(p) for key, p in params.items()},
        "square": {key: np.zeros_like(p) for key, p in params.items()},
    }


def adam_step(params, grads, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, grid=None):
    """Return params and state after one step of Adam, as new dicts.

    Formula: mean = beta1 mean + (1 - beta1) g; square = beta2 square + (1 - beta2) g^2;
    p = p - learning_rate mean' / (sqrt(square') + epsilon), where ' divides by 1 - beta^step.
    Parameters: params, grads, learning_rate and grid, as in `sgd_step`; state, from `adam_init` or the step
    before; beta1, beta2, at least 0 and below 1; epsilon, above 0.
    Raises ValueError: as `sgd_step`; epsilon is not above 0, a beta is not in [0, 1), state belongs to other
    parameters, the square of a gradient is too large for its dtype.
    Source: Kingma and Ba (2015).  Lesson: 03_bptt
    """
    _check(params, grads, learning_rate, grid)
    validation.number("epsilon", epsilon)
    validation.fraction("beta1", beta1, one=False)
    validation.fraction("beta2", beta2, one=False)
    _check_state(state, params)
    learning_rate, beta1, beta2, epsilon = map(float, (learning_rate, beta1, beta2, epsilon))
    step = int(state["step"]) + 1
    rate, unbias = learning_rate / (1 - beta1**step), 1 / math.sqrt(1 - beta2**step)
    new, means, squares = {}, {}, {}
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for key, p in params.items():
            g = grads[key]
            means[key] = beta1 * state["mean"][key] + (1 - beta1) * g
            squares[key] = beta2 * state["square"][key] + (1 - beta2) * (g * g)
            new[key] = p - rate * means[key] / (unbias * np.sqrt(squares[key]) + epsilon)
    given = {"params": params, "grads": grads} | {f'state["{name}"]': state[name] for name in MEANS}
    _check_step(given, new, squares, learning_rate)
    return _rounded(new, grid), {"step": step, "mean": means, "square": squares}


def _rounded(params, grid):
    """Return the parameters at the nearest multiples of grid, which are exact for a power of two."""
    if grid is None:
        return params
    return {key: np.rint(p / p.dtype.type(grid)) * p.dtype.type(grid) for key, p in params.items()}


def _check(params, grads, learning_rate, grid):
    """Raise ValueError unless gradients fit the parameters and the two numbers make sense."""
    validation.number("learning_rate", learning_rate)
    known = grid is None or (validation.is_number(grid) and 2.0**-COARSEST <= grid <= 2.0**COARSEST)
    if not known or (grid is not None and math.frexp(grid)[0] != 0.5):
        raise ValueError(f"grid must be a power of two, such as 2**-20, from 2**-64 to 2**64, got {grid!r}")
    validation.arrays("params", params, look=False)
    validation.alike("grads", grads, params, look=False)


def _check_state(state, params):
    """Raise ValueError unless the state of Adam belongs to the parameters."""
    if not isinstance(state, dict) or state.keys() != {"step", *MEANS}:
        raise ValueError(f"state must come from adam_init(params), got {validation.kind(state)}")
    validation.whole_number('state["step"]', state["step"], low=0)
    for name in MEANS:
        validation.alike(f'state["{name}"]', state[name], params, look=False)


def _check_step(given, new, squares, learning_rate):
    """Raise NotFinite when a step has come to NaN or infinity, and name what was given that led there.

    NaN and infinity spread from anything given to what is new: as long as all is well, only that is searched.
    """
    if all(map(validation.is_finite, (*new.values(), *squares.values()))):
        return
    for name, arrays in given.items():
        validation.arrays(name, arrays)
    for key, square in squares.items():
        if not validation.is_finite(square):
            largest = f"{np.abs(given['grads'][key]).max():.3g}"
            wanted = f"must have squares that are finite in {square.dtype}, got a largest entry of {largest}"
            raise validation.NotFinite(f'grads["{key}"] {wanted}')
    key, p = next((key, p) for key, p in new.items() if not validation.is_finite(p))
    wrong = f'got {learning_rate!r}, which takes params["{key}"] to {p[~np.isfinite(p)][0]}'
    raise validation.NotFinite(f"learning_rate must keep the parameters finite, {wrong}")

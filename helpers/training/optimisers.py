"""Optimisers as pure functions: parameters and gradients in, new parameters out. Lesson: 03_bptt.

`grid`: after the step each parameter is rounded to the nearest multiple of it. Processors differ in the
last bit of a product, and training multiplies such differences; rounding removes them at every step, so
that a training run gives the same numbers on every machine. `GRID`, 2**-20, is the course's: lesson 03
measures why.
"""

import math

import numpy as np

from helpers import validation

GRID = 2.0**-20


def sgd_step(params, grads, learning_rate, grid=None):
    """Return params - learning_rate * grads, as a new dict.

    Raises ValueError: keys, shapes or dtypes of params and grads differ, learning_rate is not above 0,
    grid is no power of two.  Lesson: 03_bptt
    """
    _check(params, grads, learning_rate, grid)
    return {key: _rounded(p - p.dtype.type(learning_rate) * grads[key], grid) for key, p in params.items()}


def adam_init(params):
    """Return the state of Adam before the first step: a step count and, per parameter, two means."""
    return {
        "step": 0,
        "mean": {key: np.zeros_like(p) for key, p in params.items()},
        "square": {key: np.zeros_like(p) for key, p in params.items()},
    }


def adam_step(params, grads, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, grid=None):
    """Return params and state after one step of Adam, as new dicts.

    Formula: mean = beta1 mean + (1 - beta1) g; square = beta2 square + (1 - beta2) g^2;
    p = p - learning_rate mean' / (sqrt(square') + epsilon), where ' divides by 1 - beta^step.
    Raises ValueError: keys, shapes or dtypes of params and grads differ, learning_rate or epsilon is not
    above 0, a beta is not in [0, 1), grid is no power of two, state belongs to other parameters.
    Source: Kingma and Ba (2015).  Lesson: 03_bptt
    """
    _check(params, grads, learning_rate, grid)
    validation.number("epsilon", epsilon)
    for name, beta in (("beta1", beta1), ("beta2", beta2)):
        if not 0 <= beta < 1:
            raise ValueError(f"{name} must be at least 0 and below 1, got {beta!r}")
    if state["mean"].keys() != params.keys():
        raise ValueError(f"state must come from adam_init(params), got one for {', '.join(state['mean'])}")
    step = state["step"] + 1
    rate, unbias = learning_rate / (1 - beta1**step), 1 / math.sqrt(1 - beta2**step)
    new, means, squares = {}, {}, {}
    for key, p in params.items():
        g = grads[key]
        means[key] = beta1 * state["mean"][key] + (1 - beta1) * g
        squares[key] = beta2 * state["square"][key] + (1 - beta2) * (g * g)
        new[key] = _rounded(p - rate * means[key] / (unbias * np.sqrt(squares[key]) + epsilon), grid)
    return new, {"step": step, "mean": means, "square": squares}


def _rounded(p, grid):
    """Return p rounded to the nearest multiple of grid, which is exact for a power of two."""
    return p if grid is None else np.rint(p / p.dtype.type(grid)) * p.dtype.type(grid)


def _check(params, grads, learning_rate, grid):
    """Raise ValueError unless gradients fit the parameters and the two numbers make sense."""
    validation.number("learning_rate", learning_rate)
    if grid is not None and not (isinstance(grid, int | float) and math.frexp(grid)[0] == 0.5):
        raise ValueError(f"grid must be a power of two, such as 2**-20, got {grid!r}")
    validation.gradients(params, grads)

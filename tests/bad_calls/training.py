"""The table of the room training."""

import itertools

import numpy as np

from helpers import training
from tests.bad_calls.kinds import (
    fitting,
    floats,
    function,
    generator,
    number,
    parameters,
    thing,
    whole,
    without,
)

PARAMS = {"W": np.linspace(-1, 1, 6).reshape(2, 3), "b": np.ones((2, 1))}
GRADS = {key: 0.5 * p for key, p in PARAMS.items()}


def total(params):
    return float(sum(np.square(p).sum() for p in params.values()))


def loss_and_grads(params, batch):
    return total(params), {key: 2 * p for key, p in params.items()}


def limit():
    good, bad = number(1.0, 0, -1, infinite=True)
    return good, bad | {"minus infinity": -np.inf}


GRID = number(2.0**-20, 0, -0.5, 0.3, 2.0**-65, 2.0**65, none=True)
STEP = {
    "params": parameters(PARAMS, dtypes=False),
    "grads": fitting(GRADS),
    "learning_rate": number(0.1, 0, -1),
}
STATE = thing(training.adam_init(PARAMS), {}, training.adam_init(GRADS | {"b": GRADS["W"]}), {"step": 0})

TABLE = {
    training.sgd_step: STEP | {"grid": GRID},
    training.adam_init: {"params": parameters(PARAMS, dtypes=False)},
    training.adam_step: STEP
    | {"state": STATE, "beta1": number(0.9, 1, 1.5, -0.1), "beta2": number(0.9, 1, 1.5, -0.1)}
    | {"epsilon": number(1e-8, 0, -1), "grid": GRID},
    training.clip_by_value: {"grads": parameters(GRADS, dtypes=False), "limit": limit()},
    training.clip_by_norm: {"grads": parameters(GRADS, dtypes=False), "limit": limit()},
    training.numerical_gradient: {
        "f": function(lambda v: float(v.sum())),
        "array": floats(PARAMS["W"], finite=True, shape=False),
        "epsilon": number(1e-6, 0, -1, 1e-20),
    },
    training.relative_error: {
        "a": floats(PARAMS["W"], finite=True, shape=False, dtypes=False),
        "n": floats(PARAMS["W"], finite=True, dtypes=False),
    },
    training.check_gradients: {
        "f": function(total),
        "params": parameters(PARAMS),
        "grads": fitting(GRADS),
        "epsilon": number(1e-6, 0, -1, 1e-20),
    },
    training.minibatches: {"rng": generator(np.random.default_rng(0)), "n": whole(9, low=3), "m": whole(3)},
    training.train: {
        "loss_and_grads": function(loss_and_grads),
        "params": parameters(PARAMS, dtypes=False),
        "batches": (itertools.repeat(0), {"None": None, "a number": 5, "too few": [0, 0], "none": []}),
        "steps": whole(3),
        "learning_rate": number(0.1, 0, -1),
        "limit": limit(),
        "grid": GRID,
        "dev_loss": (total, without(function(total)[1], "None")),
        "every": whole(2),
        "patience": whole(2, none=True),
        "stop": number(0.0, none=True),
    },
    training.progress: {
        "iterable": (range(3), {"None": None, "a number": 5, "True": True}),
        "name": ("training", {"None": None, "a list": ["a"], "a number": 5}),
        "total": whole(3, low=0, none=True),
        "delay": number(0.0, -1),
    },
}

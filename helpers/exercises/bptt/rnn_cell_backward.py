"""The check of `rnn_cell_backward(params, da_next, a_next, a_prev, x_t) -> da_prev, dx_t, grads`."""

import numpy as np

from helpers.exercises.bptt._through_time import cell_params, each_gradient
from helpers.exercises.check import Case, Check
from helpers.training.gradient_check import numerical_gradient


def rnn_cell_backward(params, da_next, a_next, a_prev, x_t):
    dz = da_next * (1 - a_next**2)
    da_prev = params["Waa"].T @ dz
    dx_t = params["Wax"].T @ dz
    grads = {"Wax": dz @ x_t.T, "Waa": dz @ a_prev.T, "ba": dz.sum(axis=1, keepdims=True)}
    return da_prev, dx_t, grads


def draw_cell(n_x, n_a, m, *zeros):
    def draw(rng):
        params = cell_params(rng, n_x, n_a, *zeros)
        x_t, a_prev = rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))
        a_next = np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])
        return params, 9 * rng.standard_normal((n_a, m)), a_next, a_prev, x_t

    return draw


def cell_numerically(params, da_next, a_next, a_prev, x_t):
    def loss(params, a_prev, x_t):
        return (da_next * np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, x_t), a_prev, 1e-5),
        numerical_gradient(lambda v: loss(params, a_prev, v), x_t, 1e-5),
        each_gradient(lambda p: loss(p, a_prev, x_t), params),
    )


BACK = {
    "da_prev": "da_prev = Waaᵀ dz, with dz = da_next (1 - a_next²).",
    "dx_t": "dx_t = Waxᵀ dz, with dz = da_next (1 - a_next²).",
    'grads["Wax"]': "dWax = dz x_tᵀ, with dz = da_next (1 - a_next²).",
    'grads["Waa"]': "dWaa = dz a_prevᵀ, with dz = da_next (1 - a_next²).",
    'grads["ba"]': "dba = dz summed over the examples, with dz = da_next (1 - a_next²).",
}

CHECK = Check(
    returns={"da_prev": "unit, example", "dx_t": "row, example", "grads": ""},
    references=(rnn_cell_backward,),
    cases=(
        Case(
            "shape",
            draw_cell(3, 5, 2),
            "da_prev is (n_a, m), dx_t is (n_x, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_cell(3, 5, 2, "Wax", "Waa", "ba"),
            {
                "da_prev": "with all parameters zero, nothing flows to a_prev.",
                "dx_t": "with all parameters zero, nothing flows to x_t.",
                "grads": "with all parameters zero, the slope is 1: dWax = da_next x_tᵀ, dWaa = da_next "
                "a_prevᵀ, dba = da_next summed over the examples.",
            },
        ),
        Case("special case", draw_cell(1, 2, 1), BACK),
        Case("random case", draw_cell(4, 3, 6), BACK),
        Case(
            "gradient",
            draw_cell(2, 4, 3),
            "every gradient equals finite differences of sum(da_next · tanh(Waa a_prev + Wax x_t + ba)).",
            cell_numerically,
            1e-6,
        ),
    ),
    square=draw_cell(3, 3, 3),
)

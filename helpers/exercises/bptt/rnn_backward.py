"""The check of `rnn_backward(params, x, a, a0, da, lengths) -> dx, da0, grads`."""

import numpy as np

from helpers.exercises.bptt._through_time import LOOP_RULES, draw_backward, each_gradient, laws, states
from helpers.exercises.check import Case, Check, Rule, instead_of
from helpers.training.gradient_check import numerical_gradient


def rnn_backward(params, x, a, a0, da, lengths):
    dx, da_prev = np.zeros_like(x), np.zeros_like(a0)
    grads = {key: np.zeros_like(params[key]) for key in ("Wax", "Waa", "ba")}
    for t in reversed(range(len(x))):
        da_next = np.where(t < lengths, da[t] + da_prev, 0)
        dz = da_next * (1 - a[t] ** 2)
        dx[t] = params["Wax"].T @ dz
        da_prev = params["Waa"].T @ dz
        grads["Wax"] += dz @ x[t].T
        grads["Waa"] += dz @ (a[t - 1] if t > 0 else a0).T
        grads["ba"] += dz.sum(axis=1, keepdims=True)
    return dx, da_prev, grads


def masked_before(params, x, a, a0, da, lengths):
    da = np.where((np.arange(len(x))[:, None] < lengths)[:, None, :], da, 0)
    dx, da_prev = np.zeros_like(x), np.zeros_like(a0)
    grads = {key: np.zeros_like(params[key]) for key in ("Wax", "Waa", "ba")}
    for t in reversed(range(len(x))):
        dz = (da[t] + da_prev) * (1 - a[t] ** 2)
        dx[t] = params["Wax"].T @ dz
        da_prev = params["Waa"].T @ dz
        grads["Wax"] += dz @ x[t].T
        grads["Waa"] += dz @ (a[t - 1] if t > 0 else a0).T
        grads["ba"] += dz.sum(axis=1, keepdims=True)
    return dx, da_prev, grads


def backward_numerically(params, x, a, a0, da, lengths):
    def loss(params, x, a0):
        return (da * states(params, x, a0, lengths)).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, a0), x, 1e-5),
        numerical_gradient(lambda v: loss(params, x, v), a0, 1e-5),
        each_gradient(lambda p: loss(p, x, a0), params),
    )


BACK = laws("dz[t] = (da[t] + Waaᵀ dz[t+1]) (1 - a[t]²) at real steps, 0 at padding")

FORMS = "dx is (T_x, n_x, m), da0 is (n_a, m), grads has the keys and shapes of params."
ONE = "with one step, the answer is that of rnn_cell_backward(params, da[0], a[0], a0, x[0])."
BARE = {
    "dx": "with Waa = 0 no error crosses from step to step: dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
    "da0": "with Waa = 0 no error crosses from step to step: da0 is 0.",
    "grads": "with Waa = 0 no error crosses from step to step: dz[t] = da[t] (1 - a[t]²).",
}
DIFFERENCES = "every gradient equals finite differences of sum(da · a) over real steps."
OWN = "every step adds its own da[t]."

CHECK = Check(
    returns={"dx": "step, row, example", "da0": "unit, example", "grads": ""},
    references=(rnn_backward, masked_before),
    cases=(
        Case("shape", draw_backward(4, 3, 5, 2), FORMS),
        Case("special case", draw_backward(1, 3, 5, 2, padded=False), ONE),
        Case("special case", draw_backward(4, 2, 3, 5, "Waa", padded=False), BARE),
        Case("special case", draw_backward(4, 2, 3, 5, padded=False, only_last=True), BACK),
        Case("random case", draw_backward(5, 3, 4, 2, padded=False), BACK),
        Case("random case", draw_backward(5, 2, 3, 7), BACK),
        Case("gradient", draw_backward(4, 2, 3, 5), DIFFERENCES, backward_numerically, 1e-6),
    ),
    rules=(
        *LOOP_RULES,
        *instead_of(
            "da[t] + da_prev",
            {
                "np.where(t == lengths - 1, da[t], 0) + da_prev": f"only each last real da counts: {OWN}",
                "da[t] * (t == len(x) - 1) + da_prev": f"only the last da counts: {OWN}",
            },
        ),
        Rule(
            "np.where(t < lengths, da[t] + da_prev, 0)",
            "da[t] + da_prev",
            "the error at padding is not set to 0: only examples with t < lengths have a step t.",
        ),
        Rule(
            "da_next = np.where(t < lengths, da[t] + da_prev, 0)\n"
            "dz = da_next * (1 - a[t] ** 2)\n"
            'dx[t] = params["Wax"].T @ dz',
            "dz = (da[t] + da_prev) * (1 - a[t] ** 2)\n"
            'dx[t] = np.where(t < lengths, params["Wax"].T @ dz, 0)',
            "padding is taken off dx alone: its error must not reach the weights and da0 either.",
        ),
    ),
    square=draw_backward(3, 3, 3, 3),
)

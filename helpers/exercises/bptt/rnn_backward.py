"""The check of `rnn_backward(params, x, a, a0, da, lengths) -> dx, da0, grads`."""

import numpy as np

from helpers.exercises.bptt.rnn_cell_backward import cell_params, each_gradient
from helpers.exercises.check import Case, Check, instead_of
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


def states(params, x, a0, lengths):
    """Return all states, zero at padding: the forward pass, for drawing inputs and for finite differences."""
    a, a_next = np.zeros((len(x), *a0.shape)), a0
    for t, x_t in enumerate(x):
        a_next = np.tanh(params["Waa"] @ a_next + params["Wax"] @ x_t + params["ba"])
        a[t] = np.where(t < lengths, a_next, 0)
    return a


def draw_backward(T_x, n_x, n_a, m, *zeros, padded=True, only_last=False):
    def draw(rng):
        params = cell_params(rng, n_x, n_a, *zeros)
        lengths = rng.permutation(np.arange(m) % T_x + 1) if padded else np.full(m, T_x)
        x, a0 = rng.standard_normal((T_x, n_x, m)), rng.uniform(-1, 1, (n_a, m))
        da = rng.standard_normal((T_x, n_a, m))
        if only_last:
            da[:-1] = 0
        return params, x, states(params, x, a0, lengths), a0, da, lengths

    return draw


def backward_numerically(params, x, a, a0, da, lengths):
    def loss(params, x, a0):
        return (da * states(params, x, a0, lengths)).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, a0), x, 1e-5),
        numerical_gradient(lambda v: loss(params, x, v), a0, 1e-5),
        each_gradient(lambda p: loss(p, x, a0), params),
    )


A_PREV = "a[t - 1] if t > 0 else a0"
LOOP_RULES = (
    *instead_of(
        A_PREV,
        {
            "a[t - 1]": (
                "at t = 0 the state before is read as a[t - 1], which is a[-1], the last one: Python counts "
                "it from the end. The state before step 0 is a0."
            ),
            "a[t]": "dWaa is made of a[t], the state after the step: take a[t - 1], and a0 at t = 0.",
            "a[t - 1] if t > 0 else 0 * a0": "zeros stand where a0 belongs, the state before step 0.",
        },
    ),
    *instead_of(
        "1 - a[t] ** 2",
        {f"1 - ({A_PREV}) ** 2": "the slope is that of the state before: take it at a[t], after this tanh."},
    ),
)

FLOW = "dz[t] = (da[t] + Waaᵀ dz[t+1]) (1 - a[t]²) at real steps, 0 at padding"
BACK = {
    "dx": f"dx[t] = Waxᵀ dz[t], with {FLOW}.",
    "da0": f"da0 = Waaᵀ dz[0], with {FLOW}.",
    'grads["Wax"]': f"dWax is the sum over the steps of dz[t] x[t]ᵀ, with {FLOW}.",
    'grads["Waa"]': f"dWaa is the sum over the steps of dz[t] a[t-1]ᵀ, with {FLOW}.",
    'grads["ba"]': f"dba is the sum of dz[t] over steps and examples, with {FLOW}.",
}

CHECK = Check(
    returns={"dx": "step, row, example", "da0": "unit, example", "grads": ""},
    references=(rnn_backward, masked_before),
    cases=(
        Case(
            "shape",
            draw_backward(4, 3, 5, 2),
            "dx is (T_x, n_x, m), da0 is (n_a, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_backward(1, 3, 5, 2, padded=False),
            "with one step, the answer is that of rnn_cell_backward(params, da[0], a[0], a0, x[0]).",
        ),
        Case(
            "special case",
            draw_backward(4, 2, 3, 5, "Waa", padded=False),
            {
                "dx": "with Waa = 0 no error crosses from step to step: dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
                "da0": "with Waa = 0 no error crosses from step to step: da0 is 0.",
                "grads": "with Waa = 0 no error crosses from step to step: dz[t] = da[t] (1 - a[t]²).",
            },
        ),
        Case("special case", draw_backward(4, 2, 3, 5, padded=False, only_last=True), BACK),
        Case("random case", draw_backward(5, 3, 4, 2, padded=False), BACK),
        Case("random case", draw_backward(5, 2, 3, 7), BACK),
        Case(
            "gradient",
            draw_backward(4, 2, 3, 5),
            "every gradient equals finite differences of sum(da · a) over real steps.",
            backward_numerically,
            1e-6,
        ),
    ),
    rules=(
        *LOOP_RULES,
        *instead_of(
            "da[t] + da_prev",
            {
                "np.where(t == lengths - 1, da[t], 0) + da_prev": (
                    "da is used at each last real step only: every step adds its own da[t]."
                ),
                "da[t] * (t == len(x) - 1) + da_prev": (
                    "da is used at the last step only: every step adds its own da[t]."
                ),
            },
        ),
        *instead_of(
            "da_next = np.where(t < lengths, da[t] + da_prev, 0)\n"
            "dz = da_next * (1 - a[t] ** 2)\n"
            'dx[t] = params["Wax"].T @ dz',
            {
                "dz = (da[t] + da_prev) * (1 - a[t] ** 2)\n"
                'dx[t] = np.where(t < lengths, params["Wax"].T @ dz, 0)': (
                    "padding is taken off dx alone: its error must not reach the weights and da0 either."
                ),
            },
        ),
    ),
    square=draw_backward(3, 3, 3, 3),
)

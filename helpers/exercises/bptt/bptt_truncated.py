"""The check of `bptt_truncated(params, x, a, a0, da, k) -> dx, grads`."""

import numpy as np

from helpers.exercises.bptt._through_time import (
    A_PREV,
    LOOP_RULES,
    draw_backward,
    each_gradient,
    laws,
    states,
)
from helpers.exercises.check import Case, Check, Rule, instead_of
from helpers.training.gradient_check import numerical_gradient


def bptt_truncated(params, x, a, a0, da, k):
    dx, da_prev = np.zeros_like(x), np.zeros_like(a0)
    grads = {key: np.zeros_like(params[key]) for key in ("Wax", "Waa", "ba")}
    for t in reversed(range(len(x))):
        if (t + 1) % k == 0:
            da_prev = np.zeros_like(a0)
        dz = (da[t] + da_prev) * (1 - a[t] ** 2)
        dx[t] = params["Wax"].T @ dz
        da_prev = params["Waa"].T @ dz
        grads["Wax"] += dz @ x[t].T
        grads["Waa"] += dz @ (a[t - 1] if t > 0 else a0).T
        grads["ba"] += dz.sum(axis=1, keepdims=True)
    return dx, grads


def window_by_window(params, x, a, a0, da, k):
    dx = np.zeros_like(x)
    grads = {key: np.zeros_like(params[key]) for key in ("Wax", "Waa", "ba")}
    for first in range(0, len(x), k):
        da_prev = np.zeros_like(a0)
        for t in reversed(range(first, min(first + k, len(x)))):
            dz = (da[t] + da_prev) * (1 - a[t] ** 2)
            dx[t] = params["Wax"].T @ dz
            da_prev = params["Waa"].T @ dz
            grads["Wax"] += dz @ x[t].T
            grads["Waa"] += dz @ (a[t - 1] if t > 0 else a0).T
            grads["ba"] += dz.sum(axis=1, keepdims=True)
    return dx, grads


def draw_truncated(T_x, n_x, n_a, m, k):
    def draw(rng):
        *arguments, _ = draw_backward(T_x, n_x, n_a, m, padded=False)(rng)
        return *arguments, k

    return draw


def truncated_numerically(params, x, a, a0, da, k):
    """Sum the finite differences of the windows, each started from the state that the full pass had there."""

    def loss(params, x, first):
        start, rest = a[first - 1] if first else a0, slice(first, first + k)
        return (da[rest] * states(params, x[rest], start, np.full(x.shape[2], k))).sum()

    firsts = range(0, len(x), k)
    return (
        numerical_gradient(lambda v: sum(loss(params, v, first) for first in firsts), x, 1e-5),
        each_gradient(lambda p: sum(loss(p, x, first) for first in firsts), params),
    )


BACK = laws("dz[t] = (da[t] + Waaᵀ dz[t+1]) (1 - a[t]²), without dz[t+1] where t + 1 is a multiple of k")
BORDER = "(t + 1) % k == 0"
FIRST = f"step t ends a window when {BORDER}, so the first is steps 0 to k - 1."
STATE = "the state crosses a border, only the gradient does not. Use a[t - 1]."
FORMS = "dx is (T_x, n_x, m), grads has the keys and shapes of params."
WHOLE = "with k of at least T_x there is one window: all of backpropagation through time."
ALONE = "with k = 1 every step stands alone: dz[t] = da[t] (1 - a[t]²)."
DIFFERENCES = "every gradient equals finite differences of the windows, each begun at the state before it."

CHECK = Check(
    returns={"dx": "step, row, example", "grads": ""},
    references=(bptt_truncated, window_by_window),
    cases=(
        Case("shape", draw_truncated(5, 4, 3, 6, 2), FORMS),
        Case("special case", draw_truncated(4, 3, 5, 2, 6), WHOLE),
        Case("special case", draw_truncated(4, 2, 3, 5, 1), ALONE),
        Case("random case", draw_truncated(7, 3, 4, 5, 2), BACK),
        Case("random case", draw_truncated(10, 2, 3, 5, 4), BACK),
        Case("gradient", draw_truncated(5, 2, 3, 4, 2), DIFFERENCES, truncated_numerically, 1e-6),
    ),
    rules=(
        *LOOP_RULES,
        Rule(
            f"if {BORDER}:\n    da_prev = np.zeros_like(a0)",
            "pass",
            "the error crosses the borders: between two windows, what is carried becomes 0.",
        ),
        *instead_of(
            BORDER,
            {
                "(t + 2) % k == 0": f"the borders lie one step too early: {FIRST}",
                "t % k == 0": f"the borders lie one step too late: {FIRST}",
                "(len(x) - 1 - t) % k == 0": f"the windows are counted from the end: {FIRST}",
                "(t + 1) % (k + 1) == 0": f"the windows are one step too long: {FIRST}",
                "(t + 1) % -(-len(x) // k) == 0": "k is taken for the number of windows, not of steps.",
            },
        ),
        *instead_of(
            "da[t] + da_prev",
            {
                f"da[t] * ({BORDER} or t == len(x) - 1) + da_prev": "da is used at each window's end only.",
                "(da[t] if (t + 1) % k else 0) + da_prev": "da[t] is lost at the last step of each window.",
            },
        ),
        *instead_of(
            A_PREV,
            {
                "a[t - 1] if t % k else 0 * a0": f"the state before a window is taken as zero: {STATE}",
                "a[t - 1] if t % k else a0 if t == 0 else 0 * a0": f"windows start from zero: {STATE}",
                "a[t - 1] if t % k else a0": f"every window starts from a0: {STATE}",
            },
        ),
        Rule("range(0, len(x), k)", "range(0, len(x) - k + 1, k)", "a window shorter than k is left out."),
    ),
    square=draw_truncated(3, 3, 3, 3, 2),
)

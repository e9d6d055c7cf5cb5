"""The check of `bptt_truncated(params, x, a, a0, da, k) -> dx, grads`."""

import numpy as np

from helpers.exercises.bptt.rnn_backward import LOOP_MISTAKES, draw_backward, states
from helpers.exercises.bptt.rnn_cell_backward import cell_reference, each_gradient
from helpers.exercises.check import Case, Check
from helpers.training.gradient_check import numerical_gradient


def truncated_reference(params, x, a, a0, da, k, wrong=frozenset()):
    T_x = len(x)
    k = 1 if "each step alone" in wrong else -(-T_x // k) if "k windows" in wrong else k
    k += "windows of k + 1" in wrong
    if "short window runs over" in wrong and T_x % k:
        raise IndexError("index out of bounds")
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    if "sliding window" in wrong:
        return sliding(params, x, a, a0, da, k)
    carried, windows, anew = np.zeros_like(a0), -(-T_x // k), np.zeros_like(a)
    for first in range(0, T_x, k) if "states computed anew" in wrong else ():
        rest = slice(first, first + k)
        anew[rest] = states(params, x[rest], 0 * a0 if first else a0, np.full(x.shape[2], k))
    for t in reversed(range(T_x)):
        if "short window dropped" in wrong and t >= T_x // k * k:
            continue
        ends = {"borders one early": (t + 2) % k == 0, "borders one late": t % k == 0}
        ends |= {"counted from the end": (T_x - 1 - t) % k == 0, "never cut": False}
        end = next((cut for label, cut in ends.items() if label in wrong), (t + 1) % k == 0)
        if end:
            carried = np.zeros_like(a0)
            if "grads assigned" in wrong:
                grads = {key: np.zeros_like(p) for key, p in params.items()}
        a_prev = a[t - 1] if t or "a[-1] at the start" in wrong else a0
        if t % k == 0 and "state set to zero" in wrong:
            a_prev = np.zeros_like(a0)
        if t % k == 0 and "state set to a0" in wrong:
            a_prev = a0
        if "a_prev is a[t]" in wrong:
            a_prev = a[t]
        own = "only the last da" not in wrong or end or t == T_x - 1
        da_next = carried + (da[t] if own and not (end and "da dropped at borders" in wrong) else 0)
        a_next = a[t]
        if "states computed anew" in wrong:
            a_next, a_prev = anew[t], anew[t - 1] if t % k else 0 * a0 if t else a0
        carried, dx[t], step = cell_reference(params, da_next, a_next, a_prev, x[t], wrong)
        if "grads of the last window" not in wrong or t >= (windows - 1) * k:
            grads = {key: grads[key] + step[key] for key in grads}
        if "grads of one step" in wrong:
            grads = step
    return dx, {key: g / (windows if "mean over windows" in wrong else 1) for key, g in grads.items()}


def sliding(params, x, a, a0, da, k):
    """Return what comes out when the error of each step goes back k steps, wherever the borders lie."""
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    for last in range(len(x)):
        carried = da[last]
        for t in range(last, max(-1, last - k), -1):
            carried, dx_t, step = cell_reference(params, carried, a[t], a[t - 1] if t else a0, x[t])
            dx[t] += dx_t
            grads = {key: grads[key] + step[key] for key in grads}
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


CHECK = Check(
    name="bptt_truncated",
    call="bptt_truncated(params, x, a, a0, da, k)",
    returns=("dx", "grads"),
    reference=truncated_reference,
    cases=(
        Case(
            "shape",
            draw_truncated(5, 4, 3, 6, 2),
            "dx is (T_x, n_x, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_truncated(4, 3, 5, 2, 6),
            "with k of at least T_x there is one window: all of backpropagation through time.",
        ),
        Case(
            "special case",
            draw_truncated(4, 2, 3, 5, 1),
            "with k = 1 every step stands alone: dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
        ),
        Case(
            "random case",
            draw_truncated(7, 3, 4, 5, 2),
            "windows are steps 0…k-1, k…2k-1 and so on, the last may be shorter; no error crosses a border.",
        ),
        Case("random case", draw_truncated(10, 2, 3, 5, 4), "three windows: steps 0–3, 4–7, and 8–9."),
        Case(
            "gradient",
            draw_truncated(5, 2, 3, 4, 2),
            (
                "every gradient equals the finite differences of the windows, each started from the state at "
                "its border."
            ),
            truncated_numerically,
            1e-6,
        ),
    ),
    mistakes={
        "never cut": (
            "the error crosses the borders: this is full backpropagation through time. Between two windows, "
            "what is carried becomes 0."
        ),
        "each step alone": (
            "the error never goes back at all: inside a window it must reach the steps before."
        ),
        "borders one early": (
            "the borders lie one step too early: step t ends a window when (t + 1) % k == 0, so that the "
            "first window is steps 0 to k - 1."
        ),
        "borders one late": (
            "the borders lie one step too late: step t ends a window when (t + 1) % k == 0, so that the "
            "first window is steps 0 to k - 1."
        ),
        "counted from the end": (
            "the windows are counted from the end: the first window is steps 0 to k - 1, and a shorter one "
            "comes last."
        ),
        "windows of k + 1": (
            "the windows are one step too long: step t ends one when (t + 1) % k == 0, so that the first is "
            "steps 0 to k - 1."
        ),
        "only the last da": "da is used at the end of each window only: every step adds its own da[t].",
        "da dropped at borders": (
            "da[t] is lost at the last step of each window: what is cut there is only what comes from step "
            "t + 1."
        ),
        "k windows": "k is read as the number of windows: it is the number of steps in each.",
        "sliding window": (
            "the error of each step goes back k steps: here the windows are fixed, and an error stops at the "
            "border of its own window."
        ),
        "state set to zero": (
            "the state before a window is taken as zero: the state crosses a border, only the gradient does "
            "not. Use a[t - 1]."
        ),
        "states computed anew": (
            "the states are computed anew in each window after the first, from zero: use the given a, in "
            "which the state crosses the borders."
        ),
        "state set to a0": (
            "every window starts from a0: the state crosses a border, only the gradient does not. Use a[t - "
            "1]."
        ),
        "grads assigned": (
            "the gradients of the parameters are those of one window: sum them over all windows."
        ),
        "grads of the last window": (
            "the gradients of the parameters are those of the last window: sum them over all windows."
        ),
        "grads of one step": (
            "the gradients of the parameters are those of one step: sum them over all steps (+=)."
        ),
        "short window runs over": "the last window runs beyond the end: it stops at min(start + k, T_x).",
        "short window dropped": "the last window is left out when it is shorter than k: its steps count too.",
        "mean over windows": "the gradients are divided by the number of windows: here they are sums.",
    }
    | LOOP_MISTAKES,
    square=draw_truncated(3, 3, 3, 3, 2),
)

"""The check of `rnn_forward(params, x, a0, lengths) -> a, a_last`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of
from helpers.exercises.draw import rnn_params, without


def rnn_forward(params, x, a0, lengths):
    a = np.zeros((len(x), *a0.shape))
    a_prev = a0
    for t in range(len(x)):
        a_next = np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x[t] + params["ba"])
        a[t] = np.where(t < lengths, a_next, 0)
        a_prev = np.where(t < lengths, a_next, a_prev)
    return a, a_prev


def masked_afterwards(params, x, a0, lengths):
    a = np.zeros((len(x), *a0.shape))
    a_next = a0
    for t in range(len(x)):
        a_next = np.tanh(params["Waa"] @ a_next + params["Wax"] @ x[t] + params["ba"])
        a[t] = a_next
    a = np.where(np.arange(len(x))[:, None, None] < lengths, a, 0)
    a_last = a[lengths - 1, :, np.arange(x.shape[2])].T
    return a, a_last


def draw_forward(T_x, n_x, n_a, m, *zeros, padded=True, padding=None):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
        lengths = rng.permutation(np.arange(m) % T_x + 1) if padded else np.full(m, T_x)
        x, a0 = rng.standard_normal((T_x, n_x, m)), rng.uniform(-1, 1, (n_a, m))
        if padding is not None:
            x = np.where((np.arange(T_x)[:, None] >= lengths)[:, None, :], padding, x)
        return params, x, a0, lengths

    return draw


STEP = "a[t] = tanh(Waa a[t-1] + Wax x[t] + ba), from a0 on"
ZERO = {
    "a": f"{STEP}; zero from step lengths[i] on.",
    "a_last": "a_last[:, i] is the state after step lengths[i] - 1, the last real one.",
}

CHECK = Check(
    returns={"a": "step, unit, example", "a_last": "unit, example"},
    references=(rnn_forward, masked_afterwards),
    cases=(
        Case("shape", draw_forward(4, 3, 5, 2), "a is (T_x, n_a, m) and a_last is (n_a, m)."),
        Case(
            "special case",
            draw_forward(1, 3, 5, 2, padded=False),
            "with one step, a[0] = a_last = tanh(Waa a0 + Wax x[0] + ba).",
        ),
        Case("special case", draw_forward(4, 3, 5, 2, "Wax", "ba", padded=False), ZERO),
        Case("random case", draw_forward(5, 3, 4, 2, padded=False), ZERO),
        Case("random case", draw_forward(5, 2, 3, 7), ZERO),
        Case(
            "random case",
            draw_forward(4, 3, 2, 6, padding=np.nan),
            "the padding of x may hold anything, NaN included, and no NaN comes out.",
        ),
    ),
    rules=(
        *instead_of(
            "a[t] = np.where(t < lengths, a_next, 0)\na_prev = np.where(t < lengths, a_next, a_prev)",
            {
                "a[t] = a_prev = np.where(t < lengths, a_next, 0)": (
                    "a_last is what stands at the last step, 0 for a shorter sequence: keep the state of "
                    "each sequence's own last real step."
                ),
                "a[t] = a_prev = np.where(t < lengths, a_next, a_prev)": (
                    "beyond a sequence's length a repeats the last state: a must be 0 there."
                ),
                "a[t] = a_prev = a_next": (
                    "lengths is not used: beyond lengths[i], a[t, :, i] is 0, and a_last is the state before."
                ),
                "a[t] = a_prev\na_prev = a_next": "a[t] holds the state before step t, not the one after it.",
            },
        ),
        *instead_of(
            "a[lengths - 1, :, np.arange(x.shape[2])].T",
            {
                "a[lengths - 1]": (
                    "a[lengths - 1] takes whole steps: steps and examples go in pairs, "
                    "a[lengths - 1, :, np.arange(m)].T."
                ),
                "a_next": "a_last has gone on through the padding: stop at each sequence's last real step.",
            },
        ),
        *instead_of(
            "a_next = a0", {"a_next = np.zeros_like(a0)": "a0 is not used: the first step starts from it."}
        ),
    ),
    square=draw_forward(3, 3, 3, 3),
)

"""The check of `rnn_forward(params, x, a0, lengths) -> a, a_last`."""

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.draw import rnn_params, without
from helpers.exercises.listed import Check


def state_activation(z, wrong):
    if "sigmoid for tanh" in wrong:
        return 1 / (1 + np.exp(-z))
    if "relu for tanh" in wrong:
        return np.maximum(z, 0)
    return z if "no tanh" in wrong else np.tanh(z)


def forward_reference(params, x, a0, lengths, wrong=frozenset()):
    if "x[:, :, t]" in wrong:
        x = x.transpose(2, 0, 1)
    T_x, m = len(x), x.shape[2]
    a, a_prev = np.zeros((T_x, *a0.shape)), np.zeros_like(a0) if "a0 ignored" in wrong else a0
    a_last, last = a_prev, a0
    late, short = "length off by one" in wrong, "length one short" in wrong
    for t in reversed(range(T_x)) if "backwards" in wrong else range(T_x):
        real = (t < lengths + late - short) | ("lengths ignored" in wrong)
        x_t = x[max(t - 1, 0)] if "input one step late" in wrong else x[t]
        if wrong & {"padding cleared in x alone", "a_last with x cleared"}:
            x_t = np.where(real, x_t, 0)
        a_next = a0 if t == 0 and "a0 as first state" in wrong else next_state(params, x_t, a_prev, wrong)
        a[t] = a_prev if "stores the old state" in wrong else a_next
        a_last = np.where(real, a_next, a_last)
        if not wrong & {"padding not zeroed", "padding cleared in x alone"}:
            a[t] = np.where(real, a[t], a_last if "padding holds the state" in wrong else 0)
        if wrong & {"padding multiplied", "padding multiplied throughout"}:
            a[t] = a_next * real
        if "padding multiplied throughout" in wrong:
            a_last = a_last + 0 * np.where(real, 0, a_next)
        last = a_next
        if "state not carried" not in wrong:
            a_prev = a_next
    if "one array for all steps" in wrong:
        a = np.broadcast_to(a[-1], a.shape)
        a_last = a[-1]
    if "a_last of the last step" in wrong:
        a_last = a[-1]
    if wrong & {"a_last from the padding", "a_last with x cleared"}:
        a_last = last
    if "a[lengths - 1]" in wrong:
        a_last = a[lengths - 1]
    if "a[lengths]" in wrong:
        a_last = a[lengths, :, np.arange(m)].T
    if "a0 stored in a" in wrong:
        a = np.concatenate([a0[None], a])
    return a.transpose(1, 2, 0) if "x[:, :, t]" in wrong else a, a_last


def next_state(params, x_t, a_prev, wrong):
    z = params["Wax"] @ x_t
    if "no state" not in wrong:
        z = z + (params["Waa"].T if "Waa transposed" in wrong else params["Waa"]) @ a_prev
    a_next = state_activation(z if "no ba" in wrong else z + params["ba"], wrong)
    return a_next + a_prev if "old state added" in wrong else a_next


PADDING_MULTIPLIED = (
    "the padding is multiplied by 0, and 0 times NaN is NaN: replace it, np.where(t < lengths, a_next, …)."
)


def draw_forward(T_x, n_x, n_a, m, *zeros, padded=True):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
        lengths = rng.permutation(np.arange(m) % T_x + 1) if padded else np.full(m, T_x)
        return params, rng.standard_normal((T_x, n_x, m)), rng.uniform(-1, 1, (n_a, m)), lengths

    return draw


def draw_bad_padding(rng):
    params, x, a0, lengths = draw_forward(4, 3, 2, 6)(rng)
    padding = np.arange(len(x))[:, None] >= lengths
    return params, np.where(padding[:, None, :], np.nan, x), a0, lengths


CHECK = Check(
    name="rnn_forward",
    call="rnn_forward(params, x, a0, lengths)",
    returns=("a", "a_last"),
    reference=forward_reference,
    cases=(
        Case("shape", draw_forward(4, 3, 5, 2), "a is (T_x, n_a, m) and a_last is (n_a, m)."),
        Case(
            "special case",
            draw_forward(1, 3, 5, 2, padded=False),
            "with one step, a[0] = a_last = tanh(Waa a0 + Wax x[0] + ba).",
        ),
        Case(
            "special case",
            draw_forward(4, 3, 5, 2, "Wax", "ba", padded=False),
            "without input and bias, a[t] = tanh(Waa a[t-1]), from a0 on.",
        ),
        Case(
            "random case",
            draw_forward(5, 3, 4, 2, padded=False),
            "a[t] = tanh(Waa a[t-1] + Wax x[t] + ba), without padding.",
        ),
        Case(
            "random case",
            draw_forward(5, 2, 3, 7),
            (
                "with padding, a is zero from step lengths[i] on, and a_last[:, i] is the state of the last "
                "real step, lengths[i] - 1."
            ),
        ),
        Case(
            "random case",
            draw_bad_padding,
            "the padding of x may hold anything, NaN included, and no NaN comes out.",
        ),
    ),
    mistakes={
        "state not carried": (
            "every step starts from a0 again: the new state must become the next step's a_prev."
        ),
        "no state": "the state before is not used: add Waa a_prev. Without it nothing is remembered.",
        "old state added": "the old state itself is added to the new one: it enters through Waa alone.",
        "backwards": "the loop runs backwards: the first step comes first, and its state goes to the second.",
        "a0 as first state": "a[0] holds a0 and x[0] is never read: a[0] is the state after the first input.",
        "a0 stored in a": "a has one entry too many, a0: it holds the T_x states that come after it.",
        "one array for all steps": (
            "all entries of a are one and the same array, written anew at each step: make a new one, or "
            "store a copy."
        ),
        "x[:, :, t]": "time is taken as the last axis: it is the first one, so step t is x[t].",
        "a0 ignored": "a0 is not used: the first step starts from the given a0, not from zeros.",
        "stores the old state": (
            "a[t] holds the state before step t: store a_next, so that a[0] is the state after the first "
            "input."
        ),
        "input one step late": "step t reads x[t-1]: with a 0-based t, step t reads x[t].",
        "no tanh": "the activation is missing: a[t] = tanh(…).",
        "sigmoid for tanh": "the states come out of a sigmoid: their activation is tanh.",
        "relu for tanh": "the states come out of a ReLU: this exercise asks for tanh.",
        "no ba": "the bias ba is not added.",
        "Waa transposed": "Waa is transposed: the product is Waa @ a_prev.",
        "lengths ignored": (
            "lengths is not used: beyond lengths[i], a[t, :, i] is 0, and a_last is the state before. What x "
            "holds there tells nothing."
        ),
        "padding cleared in x alone": (
            "x is set to 0 at padding, but the state goes on from there: it is a[t, :, i] that must be 0."
        ),
        "padding not zeroed": (
            "a is not zero beyond a sequence's length: for t >= lengths[i], a[t, :, i] must be 0."
        ),
        "padding holds the state": (
            "beyond a sequence's length a repeats the last state: a must be 0 there (a_last keeps the state)."
        ),
        "a_last of the last step": (
            "a_last is what stands at the last step, and that is padding for a shorter sequence (0, where "
            "the carried state was set to 0): keep the state of each sequence's own last real step."
        ),
        "a_last from the padding": (
            "a_last has gone on through the padding: it must be the state at each sequence's own last real "
            "step."
        ),
        "a_last with x cleared": (
            "x is set to 0 at padding, but a_last goes on from there: it must be the state at each "
            "sequence's own last real step."
        ),
        "a[lengths]": (
            "a_last is taken at step lengths[i]: steps are counted from 0, so the last real one is "
            "lengths[i] - 1."
        ),
        "a[lengths - 1]": (
            "a[lengths - 1] takes whole steps: steps and examples go in pairs, "
            "a[lengths - 1, :, np.arange(m)].T."
        ),
        "padding multiplied": PADDING_MULTIPLIED,
        "padding multiplied throughout": PADDING_MULTIPLIED,
        "length off by one": (
            "the mask is one step too long: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "length one short": (
            "the mask is one step too short: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
    },
    square=draw_forward(3, 3, 3, 3),
)

"""The check of `rnn_backward(params, x, a, a0, da, lengths) -> dx, da0, grads`."""

import numpy as np

from helpers.exercises.bptt.rnn_cell_backward import SLOPES, cell_params, cell_reference, each_gradient
from helpers.exercises.check import Case, Check
from helpers.training.gradient_check import numerical_gradient


def backward_reference(params, x, a, a0, da, lengths, wrong=frozenset()):
    T_x = len(x)
    dx, grads = np.zeros_like(x), {key: np.zeros_like(p) for key, p in params.items()}
    carried, passed = np.zeros_like(a0), da[-1]
    for t in range(T_x) if "forward order" in wrong else reversed(range("first step skipped" in wrong, T_x)):
        start = np.zeros_like(a0) if "a0 ignored" in wrong else a0
        a_prev = a[t - 1] if t or "a[-1] at the start" in wrong else start
        if "a_prev is a[t]" in wrong:
            a_prev = a[t]
        da_next = da[t] + (0 if "not carried" in wrong else carried) * (1 + ("carried twice" in wrong))
        if "only the last da" in wrong:
            da_next = da[t] * (t + 1 == lengths) + carried
        x_t = x[t - 1] if "x of the step before" in wrong else x[t]
        if "passed on unchanged" in wrong:
            da_next = passed = da[t] + (passed if t < T_x - 1 else 0)
        shift = ("length one short" in wrong) - ("length off by one" in wrong)
        if "padding not ignored" not in wrong:
            real = t >= lengths if "mask turned round" in wrong else t < lengths - shift
            da_next = np.where(real, da_next, 0)
        if "carry past the slope" in wrong:
            da_next = da_next + np.where(t < lengths, carried * (1 / (1 - a[t] ** 2) - 1), 0)
        da_prev, dx[t], step = cell_reference(params, da_next, a[t], a_prev, x_t, wrong)
        carried = da_prev + (carried if "carry piles up" in wrong else 0)
        grads = step if "grads assigned" in wrong else {key: grads[key] + step[key] for key in grads}
        if "passed on unchanged" in wrong:
            passed = da_next
    divisor = T_x if "divided by T_x" in wrong else lengths.sum() if "divided by N" in wrong else 1
    return (
        dx,
        da_next if "da0 before the cell" in wrong else carried * ("da0 not filled" not in wrong),
        {k: g / divisor for k, g in grads.items()},
    )


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


LOOP_MISTAKES = {
    "a[-1] at the start": (
        "at t = 0 the state before is read as a[t - 1], which is a[-1], the last one: Python counts it from "
        "the end. The state before step 0 is a0."
    ),
    "a_prev is a[t]": (
        "a_prev is a[t], the state after the step: the state before step t is a[t - 1], and a0 for t = 0."
    ),
    "Waa not transposed": "Waa is not transposed: backwards the product is Waa.T @ dz.",
    "Wax not transposed": "Wax is not transposed: backwards the product is Wax.T @ dz.",
    "dba flat": "dba has lost its axis of length 1: use keepdims=True, so that it is (n_a, 1) as ba is.",
} | {label: sentence.replace("a_next", "a[t]") for label, sentence in SLOPES.items()}

CHECK = Check(
    name="rnn_backward",
    call="rnn_backward(params, x, a, a0, da, lengths)",
    returns=("dx", "da0", "grads"),
    reference=backward_reference,
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
            "with Waa = 0 no error crosses from step to step: da0 is 0 and dx[t] = Waxᵀ (da[t] (1 - a[t]²)).",
        ),
        Case(
            "special case",
            draw_backward(4, 2, 3, 5, padded=False, only_last=True),
            "with an error at the last step alone, every step before still gets its share, through Waaᵀ.",
        ),
        Case(
            "random case",
            draw_backward(5, 3, 4, 2, padded=False),
            "da_next = da[t] + what came from step t + 1, without padding.",
        ),
        Case(
            "random case",
            draw_backward(5, 2, 3, 7),
            (
                "from step lengths[i] on, da is ignored: dx is 0 there and the padding adds nothing to any "
                "gradient."
            ),
        ),
        Case(
            "gradient",
            draw_backward(4, 2, 3, 5),
            "every gradient equals finite differences of sum(da · a) over real steps.",
            backward_numerically,
            1e-6,
        ),
    ),
    mistakes={
        "not carried": (
            "no error comes from the step after: da_next is da[t] plus the da_prev that step t + 1 returned."
        ),
        "only the last da": (
            "da is used at the last real step only: every step adds its own da[t] to what comes from the "
            "step after."
        ),
        "passed on unchanged": (
            "da_next itself is handed to the step before: what goes back is da_prev, after the slope and "
            "Waaᵀ."
        ),
        "grads assigned": (
            "the gradients of the parameters are those of one step: sum them over all steps (+=), because "
            "the same weights served each of them."
        ),
        "forward order": (
            "the loop runs forwards: the error travels from the last step to the first, reversed(range(T_x))."
        ),
        "first step skipped": (
            "step 0 is left out: range(T_x - 1, 0, -1) ends before 0. Its state before is a0."
        ),
        "x of the step before": (
            "dWax is computed from x[t - 1]: the input of step t is x[t]; only the state comes from the step "
            "before."
        ),
        "carried twice": (
            "what came from step t + 1 is added twice: da_next is da[t], as it was given, plus da_prev once."
        ),
        "carry piles up": (
            "what is carried back is added up over the steps: each da_prev holds all that came from later "
            "steps already, so it replaces the one before."
        ),
        "carry past the slope": (
            "what came from step t + 1 is added after the slope: it belongs to da_next, dz = (da[t] + "
            "carried) (1 - a[t]²)."
        ),
        "a0 ignored": "a0 is not used: the state before step 0 is the given a0, not zeros.",
        "da0 before the cell": (
            "da0 is the gradient of the state after the first step: a0 is one cell further back, so da0 is "
            "the last da_prev."
        ),
        "da0 not filled": (
            "da0 is 0 throughout: it is never filled in. It is the da_prev that the step t = 0 hands back."
        ),
        "padding not ignored": (
            "the errors given at padding are used: from step lengths[i] on, da_next must be 0 (np.where(t < "
            "lengths, …, 0))."
        ),
        "mask turned round": (
            "the mask is turned round: it keeps the padding and drops the real steps. Real is t < lengths."
        ),
        "length off by one": (
            "the mask is one step too long: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "length one short": (
            "the mask is one step too short: steps 0 … lengths[i] - 1 are real, so test t < lengths."
        ),
        "divided by T_x": (
            "the gradients of the parameters are divided by T_x: here they are sums over the steps. The "
            "division belongs to the loss."
        ),
        "divided by N": (
            "the gradients of the parameters are divided by the number of real positions: here they are "
            "sums. The division belongs to the loss."
        ),
        "divided by m": (
            "the gradients of the parameters are divided by m: here they are sums over the examples. The "
            "division belongs to the loss."
        ),
    }
    | LOOP_MISTAKES,
    square=draw_backward(3, 3, 3, 3),
)

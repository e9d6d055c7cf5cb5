"""The check of `rnn_cell_forward(params, x_t, a_prev) -> a_next, y_hat_t`."""

import numpy as np

from helpers.exercises.check import Case, Check, Rule
from helpers.exercises.draw import rnn_params, without
from helpers.exercises.softmax import softmax_rules


def rnn_cell_forward(params, x_t, a_prev):
    a_next = np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])
    z = params["Wya"] @ a_next + params["by"]
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return a_next, e / e.sum(axis=0, keepdims=True)


def stacked(params, x_t, a_prev):
    Wa = np.concatenate([params["Waa"], params["Wax"]], axis=1)
    a_x = np.concatenate([a_prev, x_t])
    a_next = np.tanh(Wa @ a_x + params["ba"])
    z = params["Wya"] @ a_next + params["by"]
    e = np.exp(z - z.max(axis=0, keepdims=True))
    return a_next, e / e.sum(axis=0, keepdims=True)


def draw_cell(n_x, n_a, n_y, m, *zeros):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y), *zeros)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


def draw_large_scores(*zeros, apart=0):
    def draw(rng):
        params, x_t, a_prev = draw_cell(3, 2, 4, 6, *zeros)(rng)
        by = params["by"] + 1000 + apart * rng.permutation(4)[:, None]
        return params | {"by": by}, x_t, a_prev

    return draw


def draw_far_columns(rng):
    """Draw weights that put the scores of one example thousands above those of another."""
    params, x_t, a_prev = draw_cell(2, 3, 4, 5)(rng)
    params["Wya"][:, 0] += 3000
    params["Waa"][0], a_prev[0] = 4, np.linspace(-1, 1, 5)
    return params, x_t, a_prev


A_NEXT = "a_next = tanh(Waa a_prev + Wax x_t + ba)."
NO_STATE = "without state and bias, a_next is tanh(Wax x_t)."
NO_INPUT = "without input and bias, a_next is tanh(Waa a_prev)."
Y_HAT = "y_hat_t = softmax(Wya a_next + by), column by column."

CHECK = Check(
    returns={"a_next": "unit, example", "y_hat_t": "class, example"},
    references=(rnn_cell_forward, stacked),
    cases=(
        Case("shape", draw_cell(3, 5, 4, 2), "a_next is (n_a, m) and y_hat_t is (n_y, m)."),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Wax", "Waa", "Wya"),
            {
                "a_next": "with all weights zero, each column of a_next is tanh(ba).",
                "y_hat_t": "with all weights zero, each column of y_hat_t is softmax(by).",
            },
        ),
        Case("special case", draw_cell(3, 5, 4, 2, "Waa", "ba"), {"a_next": NO_STATE, "y_hat_t": Y_HAT}),
        Case("special case", draw_cell(3, 5, 4, 2, "Wax", "ba"), {"a_next": NO_INPUT, "y_hat_t": Y_HAT}),
        Case("random case", draw_cell(4, 3, 5, 6), {"a_next": A_NEXT, "y_hat_t": Y_HAT}),
        Case(
            "random case",
            draw_cell(5, 4, 3, 1),
            {"a_next": A_NEXT, "y_hat_t": "one example is a column: y_hat_t is (n_y, 1)."},
        ),
        Case(
            "random case",
            draw_large_scores(),
            {"a_next": A_NEXT, "y_hat_t": "with scores near 1000 y_hat_t still holds probabilities."},
        ),
        Case(
            "random case",
            draw_large_scores("Wya", apart=1000),
            {"a_next": A_NEXT, "y_hat_t": "with classes thousands apart y_hat_t holds probabilities."},
        ),
        Case(
            "random case",
            draw_far_columns,
            {"a_next": A_NEXT, "y_hat_t": "each column's own largest score is taken away."},
        ),
    ),
    rules=(
        *softmax_rules(axis=0),
        Rule(
            'params["Wya"] @ a_next',
            'params["Wya"] @ (params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])',
            "y_hat_t is computed before tanh: the output reads the new state, a_next.",
        ),
    ),
    square=draw_cell(3, 3, 3, 3),
)

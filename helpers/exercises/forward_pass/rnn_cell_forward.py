"""The check of `rnn_cell_forward(params, x_t, a_prev) -> a_next, y_hat_t`."""

import numpy as np

from helpers.exercises.check import Case, Check
from helpers.exercises.draw import rnn_params, without


def cell_reference(params, x_t, a_prev, wrong=frozenset()):
    Wax, Waa, ba, Wya, by = (params[name] for name in ("Wax", "Waa", "ba", "Wya", "by"))
    if "weights swapped" in wrong:
        Wax, Waa = Waa, Wax
    if "Waa transposed" in wrong:
        Waa = Waa.T
    if "Wax transposed" in wrong:
        Wax = Wax.T
    if "Wya transposed" in wrong:
        Wya = Wya.T
    if "biases flat" in wrong:
        ba, by = ba[:, 0], by[:, 0]
    if "biases exchanged" in wrong:
        ba, by = by, ba
    product = np.multiply if "elementwise products" in wrong else np.matmul
    product = exchanged if "factors exchanged" in wrong else product
    z = product(Wax, x_t)
    if "no state" not in wrong:
        state = a_prev + z if "Waa on the sum" in wrong else a_prev
        carried = Waa * a_prev if "elementwise state" in wrong else product(Waa, state)
        z = carried if "Waa on the sum" in wrong else z + carried
    if "no ba" not in wrong and "ba outside tanh" not in wrong:
        z = z + (2 * ba if "ba twice" in wrong else -ba if "ba subtracted" in wrong else ba)
    a_next = state_activation(z, wrong) + (ba if "ba outside tanh" in wrong else 0)
    a_next = a_next + (a_prev if "old state added" in wrong else 0)
    source = a_prev if "output from a_prev" in wrong else z if "output from z" in wrong else a_next
    return a_next, output_activation(product(Wya, source) + (0 if "no by" in wrong else by), wrong)


def exchanged(weights, column):
    return column @ weights


def state_activation(z, wrong):
    if "sigmoid for tanh" in wrong:
        return 1 / (1 + np.exp(-z))
    if "relu for tanh" in wrong:
        return np.maximum(z, 0)
    return z if "no tanh" in wrong else np.tanh(z)


def output_activation(o, wrong):
    if "sigmoid for softmax" in wrong:
        return 1 / (1 + np.exp(-o))
    if "no softmax" in wrong:
        return o
    axis = 1 if "softmax over examples" in wrong else None if "softmax over all" in wrong else 0
    largest = 0 if "exp overflows" in wrong else o.max(axis=axis, keepdims=True)
    if wrong & {"not normalised", "not normalised, shifted"}:
        return np.exp(o if "not normalised" in wrong else o - largest)
    e = o if "no exp" in wrong else np.exp(o - largest)
    y_hat_t = e / e.sum(axis=axis, keepdims=True)
    return np.log(y_hat_t) if "log taken" in wrong else y_hat_t


NOT_NORMALISED = "y_hat_t holds the exponentials: divide them by their sum down each column (axis 0)."


def draw_cell(n_x, n_a, n_y, m, *zeros):
    def draw(rng):
        params = without(rnn_params(rng, n_x, n_a, n_y), *zeros)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


def draw_large_scores(rng):
    params, x_t, a_prev = draw_cell(2, 3, 4, 5)(rng)
    return params | {"by": params["by"] + 1000}, x_t, a_prev


CHECK = Check(
    name="rnn_cell_forward",
    call="rnn_cell_forward(params, x_t, a_prev)",
    returns=("a_next", "y_hat_t"),
    reference=cell_reference,
    cases=(
        Case("shape", draw_cell(3, 5, 4, 2), "a_next is (n_a, m) and y_hat_t is (n_y, m)."),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Wax", "Waa", "Wya"),
            (
                "with all weights zero, each column of a_next is tanh(ba) and each column of y_hat_t is "
                "softmax(by)."
            ),
        ),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Waa", "ba"),
            "without state and bias, a_next is tanh(Wax x_t).",
        ),
        Case(
            "special case",
            draw_cell(3, 5, 4, 2, "Wax", "ba"),
            "without input and bias, a_next is tanh(Waa a_prev).",
        ),
        Case(
            "random case",
            draw_cell(4, 3, 5, 6),
            "a_next = tanh(Waa a_prev + Wax x_t + ba), y_hat_t = softmax(Wya a_next + by).",
        ),
        Case("random case", draw_large_scores, "with scores near 1000 y_hat_t still holds probabilities."),
    ),
    mistakes={
        "no tanh": "the activation is missing: a_next = tanh(Waa a_prev + Wax x_t + ba).",
        "sigmoid for tanh": "a_next comes out of a sigmoid; the state's activation is tanh.",
        "relu for tanh": "a_next comes out of a ReLU; this exercise asks for tanh.",
        "no ba": "the bias ba is not added before tanh.",
        "no state": "a_prev is not used: add Waa a_prev. Without it nothing is remembered.",
        "weights swapped": (
            "Wax and Waa are exchanged: the second letter is the source, so Wax multiplies x_t and Waa "
            "multiplies a_prev."
        ),
        "Waa transposed": "Waa is transposed: the product is Waa @ a_prev.",
        "Wax transposed": "Wax is transposed: the product is Wax @ x_t, (n_a, n_x) times (n_x, m).",
        "Wya transposed": "Wya is transposed: the product is Wya @ a_next, (n_y, n_a) times (n_a, m).",
        "elementwise state": "Waa is multiplied entry by entry (*): a matrix product is written @.",
        "elementwise products": (
            "the weights are multiplied entry by entry (*): a matrix product is written @."
        ),
        "factors exchanged": (
            "the factors stand in the wrong order: columns are multiplied from the left, Wax @ x_t."
        ),
        "ba outside tanh": "ba is added after tanh: it belongs inside, tanh(Waa a_prev + Wax x_t + ba).",
        "ba twice": "ba is added twice: one bias serves both products.",
        "ba subtracted": "ba is subtracted: it is added, tanh(Waa a_prev + Wax x_t + ba).",
        "Waa on the sum": "Waa multiplies Wax x_t as well: it multiplies a_prev alone.",
        "biases exchanged": "ba and by are exchanged: ba belongs to the state, by to the output.",
        "old state added": "a_prev itself is added to the new state: it enters through Waa alone.",
        "biases flat": (
            "the biases have lost their axis of length 1 and are added along the wrong axis: leave them "
            "(n_a, 1) and (n_y, 1)."
        ),
        "output from a_prev": "y_hat_t is computed from a_prev: the output reads the new state, a_next.",
        "output from z": "y_hat_t is computed before tanh: the output reads the new state, a_next.",
        "no by": "the bias by is not added before the softmax.",
        "no softmax": "the softmax is missing: y_hat_t holds scores, not probabilities.",
        "not normalised": NOT_NORMALISED,
        "not normalised, shifted": NOT_NORMALISED,
        "exp overflows": (
            "exp overflows for large scores: subtract each column's largest score first; the quotient stays."
        ),
        "no exp": "the scores are divided by their sum: the softmax takes exp of them first.",
        "log taken": "y_hat_t holds the logarithms of the probabilities: the logarithm belongs to the loss.",
        "sigmoid for softmax": "y_hat_t comes out of a sigmoid; one class out of n_y needs a softmax.",
        "softmax over examples": (
            "the softmax runs over the examples (axis 1): each column, one example, must sum to 1 (axis 0)."
        ),
        "softmax over all": (
            "the softmax divides by the sum over the whole array: each column, one example, must sum to 1 "
            "(axis=0, keepdims=True)."
        ),
    },
    square=draw_cell(3, 3, 3, 3),
)

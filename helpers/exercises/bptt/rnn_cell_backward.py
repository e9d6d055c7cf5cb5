"""The check of `rnn_cell_backward(params, da_next, a_next, a_prev, x_t) -> da_prev, dx_t, grads`."""

import numpy as np

from helpers.exercises.check import Case, Check
from helpers.exercises.draw import rnn_params, without
from helpers.training.gradient_check import numerical_gradient

CELL_KEYS = ("Wax", "Waa", "ba")


def slope_of_tanh(a_next, a_prev, wrong):
    if "slope of a_prev" in wrong:
        return 1 - a_prev**2
    if "slope not squared" in wrong:
        return 1 - a_next
    if "tanh twice" in wrong:
        return 1 - np.tanh(a_next) ** 2
    if "sigmoid slope" in wrong:
        return a_next * (1 - a_next)
    if "plus in the slope" in wrong:
        return 1 + a_next**2
    if "square of 1 - a" in wrong:
        return (1 - a_next) ** 2
    return np.ones_like(a_next) if "no slope" in wrong else 1 - a_next**2


def cell_reference(params, da_next, a_next, a_prev, x_t, wrong=frozenset()):
    Wax, Waa = params["Wax"], params["Waa"]
    if "da_prev and dx_t exchanged" in wrong:
        Wax, Waa = Waa, Wax
    slope = slope_of_tanh(a_next, a_prev, wrong)
    dz = slope @ da_next if "slope by matrix product" in wrong else da_next * slope
    dz = slope + da_next if "slope added" in wrong else dz
    back = da_next if "dz only in grads" in wrong else dz
    da_prev = (Waa if "Waa not transposed" in wrong else Waa.T) @ back
    dx_t = (Wax if "Wax not transposed" in wrong else Wax.T) @ back
    if "dz only for da_prev" in wrong:
        dz = da_next
    dWax = dz @ (x_t if "columns not transposed" in wrong else x_t.T)
    source = a_next if "dWaa from a_next" in wrong else a_prev
    dWaa = dz @ (source if "columns not transposed" in wrong else source.T)
    dba = dz.sum(axis=0 if "dba over units" in wrong else 1, keepdims="dba flat" not in wrong)
    dba = dz if "dba not summed" in wrong else dba
    if "dWax transposed" in wrong:
        dWax = dWax.T
    if "dWaa transposed" in wrong:
        dWaa = dWaa.T
    if "divided by m" in wrong:
        dWax, dWaa, dba = (g / x_t.shape[1] for g in (dWax, dWaa, dba))
    if "dba averaged" in wrong:
        dba = dba / x_t.shape[1]
    return da_prev, dx_t, {"Wax": dWax, "Waa": dWaa, "ba": dba}


def cell_params(rng, n_x, n_a, *zeros):
    params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
    return {key: params[key] for key in CELL_KEYS}


def draw_cell(n_x, n_a, m, *zeros):
    def draw(rng):
        params = cell_params(rng, n_x, n_a, *zeros)
        x_t, a_prev = rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))
        a_next = np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])
        return params, rng.standard_normal((n_a, m)), a_next, a_prev, x_t

    return draw


def cell_numerically(params, da_next, a_next, a_prev, x_t):
    def loss(params, a_prev, x_t):
        return (da_next * np.tanh(params["Waa"] @ a_prev + params["Wax"] @ x_t + params["ba"])).sum()

    return (
        numerical_gradient(lambda v: loss(params, v, x_t), a_prev, 1e-5),
        numerical_gradient(lambda v: loss(params, a_prev, v), x_t, 1e-5),
        each_gradient(lambda p: loss(p, a_prev, x_t), params),
    )


def each_gradient(loss, params):
    """Return the gradients of loss(params) by finite differences, under the same keys."""
    return {
        key: numerical_gradient(lambda v, key=key: loss(params | {key: v}), params[key], 1e-5)
        for key in params
    }


SLOPES = {
    "no slope": "the slope of tanh is missing: dz = da_next (1 - a_next²), entry by entry.",
    "slope of a_prev": (
        "the slope of tanh is taken at a_prev: dz = da_next (1 - a_next²), with the state that came out of "
        "this tanh."
    ),
    "slope not squared": "the slope is 1 - a_next: it must be 1 - a_next², with the square.",
    "square of 1 - a": "the slope is (1 - a_next)²: square a_next first, 1 - a_next².",
    "tanh twice": "tanh is taken of a_next again: a_next is tanh(z) already, so the slope is 1 - a_next².",
    "plus in the slope": "the slope is 1 + a_next²: it must be 1 - a_next².",
    "sigmoid slope": "the slope a (1 - a) is that of the sigmoid: tanh has 1 - a_next².",
}

CHECK = Check(
    name="rnn_cell_backward",
    call="rnn_cell_backward(params, da_next, a_next, a_prev, x_t)",
    returns=("da_prev", "dx_t", "grads"),
    reference=cell_reference,
    cases=(
        Case(
            "shape",
            draw_cell(3, 5, 2),
            "da_prev is (n_a, m), dx_t is (n_x, m), grads has the keys and shapes of params.",
        ),
        Case(
            "special case",
            draw_cell(3, 5, 2, "Wax", "Waa", "ba"),
            (
                "with all parameters zero, a_next is 0 and its slope 1: dWax = da_next x_tᵀ, dWaa = da_next "
                "a_prevᵀ, and nothing flows to x_t or a_prev."
            ),
        ),
        Case(
            "special case",
            draw_cell(1, 2, 1),
            "one input, two units, one example: dz has two numbers, dWax is dz times x_t.",
        ),
        Case(
            "random case",
            draw_cell(4, 3, 6),
            (
                "dz = da_next (1 - a_next²); da_prev = Waaᵀ dz, dx_t = Waxᵀ dz, dWaa = dz a_prevᵀ, dWax = dz "
                "x_tᵀ, dba = dz summed over the examples."
            ),
        ),
        Case(
            "gradient",
            draw_cell(2, 4, 3),
            "every gradient equals finite differences of sum(da_next · tanh(Waa a_prev + Wax x_t + ba)).",
            cell_numerically,
            1e-6,
        ),
    ),
    mistakes=SLOPES
    | {
        "dz only in grads": (
            "da_prev and dx_t are computed from da_next: all five gradients start from dz = da_next (1 - "
            "a_next²)."
        ),
        "dz only for da_prev": (
            "the gradients of the parameters are computed from da_next: all five gradients start from dz = "
            "da_next (1 - a_next²)."
        ),
        "Waa not transposed": "Waa is not transposed: backwards the product is Waa.T @ dz.",
        "Wax not transposed": (
            "Wax is not transposed: backwards the product is Wax.T @ dz, (n_x, n_a) times (n_a, m)."
        ),
        "da_prev and dx_t exchanged": (
            "da_prev and dx_t are exchanged: the error flows to a_prev through Waa and to x_t through Wax; "
            "da_prev is returned first."
        ),
        "slope added": "the slope is added: dz = da_next * (1 - a_next²) is a product, entry by entry.",
        "slope by matrix product": (
            "the slope is multiplied as a matrix (@): dz = da_next * (1 - a_next²) goes entry by entry."
        ),
        "columns not transposed": (
            "a transpose is missing in dWax and dWaa: they are dz @ x_t.T and dz @ a_prev.T, sums over the "
            "examples."
        ),
        "dWaa from a_next": (
            "dWaa is computed from a_next: Waa was multiplied by a_prev, so dWaa = dz @ a_prev.T."
        ),
        "dWaa transposed": "dWaa is transposed: it is dz @ a_prev.T, rows for the unit that receives.",
        "dWax transposed": "dWax is transposed: it is dz @ x_t.T, of shape (n_a, n_x).",
        "dba not summed": (
            "dba is not summed over the examples: one bias serves all of them, so dba = dz.sum(axis=1, "
            "keepdims=True)."
        ),
        "dba flat": "dba has lost its axis of length 1: use keepdims=True, so that it is (n_a, 1) as ba is.",
        "dba over units": "dba is summed over the units (axis 0): sum over the examples, axis 1.",
        "dba averaged": (
            "dba is a mean over the examples: it must be their sum. The division belongs to the loss."
        ),
        "divided by m": (
            "the gradients of the parameters are divided by m: here they are sums over the examples. The "
            "division belongs to the loss."
        ),
    },
    square=draw_cell(3, 3, 3),
)

"""What the exercises on backpropagation through time share: inputs, finite differences, rules."""

import numpy as np

from helpers.exercises.check import instead_of
from helpers.exercises.draw import rnn_params, without
from helpers.training.gradient_check import numerical_gradient


def cell_params(rng, n_x, n_a, *zeros):
    """Draw the parameters of the state, without those of the output."""
    params = without(rnn_params(rng, n_x, n_a, n_y=2), *zeros)
    return {key: params[key] for key in ("Wax", "Waa", "ba")}


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
        da = 9 * rng.standard_normal((T_x, n_a, m))  # so large that an error held in bounds shows
        if only_last:
            da[:-1] = 0
        return params, x, states(params, x, a0, lengths), a0, da, lengths

    return draw


def each_gradient(loss, params):
    """Return the gradients of loss(params) by finite differences, under the same keys."""
    return {
        key: numerical_gradient(lambda v, key=key: loss(params | {key: v}), params[key], 1e-5)
        for key in params
    }


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


def laws(flow):
    """Return the law of each result, for the flow that dz follows."""
    return {
        "dx": f"dx[t] = Waxᵀ dz[t], with {flow}.",
        "da0": f"da0 = Waaᵀ dz[0], with {flow}.",
        'grads["Wax"]': f"dWax is the sum over all steps of dz[t] x[t]ᵀ, with {flow}.",
        'grads["Waa"]': f"dWaa is the sum over all steps of dz[t] a[t-1]ᵀ, with {flow}.",
        'grads["ba"]': f"dba is the sum of dz[t] over all steps and examples, with {flow}.",
    }

"""The check of `stack_weights(params, x_t, a_prev) -> Wa, a_x`."""

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.draw import rnn_params
from helpers.exercises.listed import Check


def stack_reference(params, x_t, a_prev, wrong=frozenset()):
    Waa, Wax = params["Waa"], params["Wax"]
    if "new axis" in wrong:
        return np.stack([Waa, Wax]), np.stack([a_prev, x_t])
    if "added" in wrong:
        return Waa + Wax, a_prev + x_t
    if "blocks transposed" in wrong:
        Waa, Wax = Waa.T, Wax.T
    if "Waa transposed" in wrong:
        Waa = Waa.T
    blocks = [Wax, Waa] if "input first in Wa" in wrong else [Waa, Wax]
    vectors = [x_t, a_prev] if "input first in a_x" in wrong else [a_prev, x_t]
    if "bias stacked too" in wrong:
        blocks, vectors = [*blocks, params["ba"]], [*vectors, np.ones((1, x_t.shape[1]))]
    Wa = np.concatenate(blocks, axis=0 if "Wa stacked downwards" in wrong else 1)
    Wa = Wa.T if "Wa transposed" in wrong else Wa
    return Wa, np.concatenate(vectors, axis=1 if "a_x stacked sideways" in wrong else 0)


def draw_stack(n_x, n_a, m):
    def draw(rng):
        params = rnn_params(rng, n_x, n_a, n_y=2)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


CHECK = Check(
    name="stack_weights",
    call="stack_weights(params, x_t, a_prev)",
    returns=("Wa", "a_x"),
    reference=stack_reference,
    cases=(
        Case("shape", draw_stack(3, 5, 2), "Wa is (n_a, n_a + n_x) and a_x is (n_a + n_x, m)."),
        Case(
            "special case",
            draw_stack(1, 2, 1),
            "one input, two units, one example: Wa = [Waa | Wax], a_x = [a_prev; x_t].",
        ),
        Case(
            "random case",
            draw_stack(4, 3, 6),
            "Wa @ a_x equals Waa @ a_prev + Wax @ x_t, the state standing first in both.",
        ),
    ),
    mistakes={
        "input first in Wa": "Wa holds Wax first: the course stacks the state first, Wa = [Waa | Wax].",
        "input first in a_x": "a_x holds x_t first: the course stacks the state first, a_x = [a_prev; x_t].",
        "Wa stacked downwards": (
            "Waa and Wax are stacked one below the other: in Wa they stand side by side (axis 1)."
        ),
        "a_x stacked sideways": (
            "a_prev and x_t are stacked side by side: in a_x they stand one below the other (axis 0)."
        ),
        "Wa transposed": (
            "Wa comes out transposed, (n_a + n_x, n_a): Waa and Wax go in as they are, side by side (axis 1)."
        ),
        "blocks transposed": "Waa and Wax are transposed before they are stacked: they go in as they are.",
        "Waa transposed": "Waa is transposed before it is stacked: it goes in as it is.",
        "bias stacked too": (
            "ba stands in the stack as well: here Wa holds Waa and Wax alone, and ba is added afterwards."
        ),
        "new axis": "np.stack makes a new axis: np.concatenate joins along one that is there.",
        "added": "the matrices are added (+): they must stand side by side, np.concatenate([…], axis=1).",
    },
    square=draw_stack(3, 3, 3),
)

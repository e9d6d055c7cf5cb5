"""The check of `stack_weights(params, x_t, a_prev) -> Wa, a_x`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of
from helpers.exercises.draw import rnn_params


def stack_weights(params, x_t, a_prev):
    Wa = np.concatenate([params["Waa"], params["Wax"]], axis=1)
    a_x = np.concatenate([a_prev, x_t], axis=0)
    return Wa, a_x


def draw_stack(n_x, n_a, m):
    def draw(rng):
        params = rnn_params(rng, n_x, n_a, n_y=2)
        return params, rng.standard_normal((n_x, m)), rng.uniform(-1, 1, (n_a, m))

    return draw


LAW = {"Wa": "Wa = [Waa | Wax], the state first.", "a_x": "a_x = [a_prev; x_t], the state first."}
BIAS = "stands in the stack as well: here Wa holds Waa and Wax alone, and ba is added afterwards."

CHECK = Check(
    returns={"Wa": "row, column", "a_x": "row, example"},
    references=(stack_weights,),
    cases=(
        Case("shape", draw_stack(3, 5, 2), "Wa is (n_a, n_a + n_x) and a_x is (n_a + n_x, m)."),
        Case("special case", draw_stack(1, 2, 1), LAW),
        Case("random case", draw_stack(4, 3, 6), LAW),
    ),
    rules=(
        *instead_of(
            '[params["Waa"], params["Wax"]]',
            {
                '[params["Wax"], params["Waa"]]': "Wa holds Wax first: the state comes first, [Waa | Wax].",
                '[params["Waa"].T, params["Wax"]]': "Waa is transposed before it is stacked.",
                '[params["Waa"], params["Wax"], params["ba"]]': f"ba {BIAS}",
            },
        ),
        *instead_of(
            "[a_prev, x_t]",
            {
                "[x_t, a_prev]": "a_x holds x_t first: the state comes first, [a_prev; x_t].",
                "[a_prev, x_t, np.ones((1, x_t.shape[1]))]": f"a row of ones {BIAS}",
            },
        ),
        *instead_of(
            'np.concatenate([params["Waa"], params["Wax"]], axis=1)',
            {
                'np.concatenate([params["Waa"], params["Wax"]], axis=1).T': (
                    "Wa comes out transposed, (n_a + n_x, n_a): Waa and Wax go in as they are, side by side."
                ),
                'np.concatenate([params["Waa"].T, params["Wax"].T]).T.reshape(-1, len(a_prev))': (
                    "Wa is reshaped, which only cuts its numbers into rows of another length."
                ),
                'np.append(params["Waa"], params["Wax"]).reshape(len(a_prev), -1)': (
                    "Wa is made from a flat array: reshape cuts it into rows without regard to Waa and Wax. "
                    "Put them side by side, np.concatenate([…], axis=1)."
                ),
                'np.stack([params["Waa"], params["Wax"]])': (
                    "np.stack makes a new axis: np.concatenate joins along one that is there."
                ),
            },
        ),
    ),
    square=draw_stack(3, 3, 3),
)

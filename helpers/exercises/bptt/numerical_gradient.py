"""The check of `numerical_gradient(f, v, epsilon) -> dv`."""

import numpy as np

from helpers.exercises.check import Case, Check, Function, instead_of


def numerical_gradient(f, v, epsilon):
    dv = np.zeros_like(v)
    for index in np.ndindex(v.shape):
        above, below = v.copy(), v.copy()
        above[index] += epsilon
        below[index] -= epsilon
        dv[index] = (f(above) - f(below)) / (2 * epsilon)
    return dv


def draw_numerical(name, shape, epsilon):
    return lambda rng: (Function(name), rng.uniform(-1.5, 1.5, shape), epsilon)


def gradient_of_cubes(f, v, epsilon):
    """Return the gradient of sum_of_cubes from its formula."""
    dv = 3 * v**2
    dv[0] += v[-1]
    dv[-1] += v[0]
    return dv


STEP = "(f(above) - f(below)) / (2 * epsilon)"
CENTRAL = "its error falls with ε, that of the central one with ε². Take f(v + ε) - f(v - ε), over 2ε."
ONE_SIDE = "only one of the two points is moved, but they are taken to lie 2ε apart."
MOVED = "above, below = v.copy(), v.copy()\nabove[index] += epsilon\nbelow[index] -= epsilon"

LARGE = "with a large step: the central difference (f(v + ε) - f(v - ε)) / (2ε), with the ε that was given."
ENTRY = "dv[index] is the central difference for that entry, all others at rest."
AXES = "v may have any number of axes: np.ndindex(v.shape) runs over all entries."
CLOSE = "with a small ε, dv is close to the derivative from the formula."

CHECK = Check(
    returns={"dv": ""},
    references=(numerical_gradient,),
    cases=(
        Case("shape", draw_numerical("sum_of_cubes", (3, 4), 1e-3), "dv has the shape of v."),
        Case("special case", draw_numerical("sum_of_cubes", (3,), 0.125), LARGE),
        Case("random case", draw_numerical("smooth_maximum", (3, 4), 0.02), ENTRY),
        Case("random case", draw_numerical("smooth_maximum", (4, 2, 3), 0.01), AXES),
        Case("gradient", draw_numerical("sum_of_cubes", (3, 2), 1e-5), CLOSE, gradient_of_cubes, 1e-6),
    ),
    rules=(
        *instead_of(
            STEP,
            {
                "(f(above) - f(v)) / epsilon": f"this is the one-sided (f(v + ε) - f(v)) / ε: {CENTRAL}",
                "(f(v) - f(below)) / epsilon": f"this is the one-sided (f(v) - f(v - ε)) / ε: {CENTRAL}",
                "(f(above) - f(v)) / (2 * epsilon)": ONE_SIDE,
                "(f(v) - f(below)) / (2 * epsilon)": ONE_SIDE,
                "0.0": "v + ε and v - ε are the same array: `above = v` is a second name. Use v.copy().",
                "(f(above) - f(below)) / epsilon": "it is divided by ε: the two points lie 2ε apart.",
            },
        ),
        *instead_of(
            "np.ndindex(v.shape)",
            {"range(len(v))": "v[i] moves a whole row: move one entry alone, by np.ndindex(v.shape)."},
        ),
        *instead_of(
            MOVED,
            {
                "above, below = v + epsilon, v - epsilon": "all entries move at once: move one at a time.",
                MOVED.replace("epsilon", "2 * epsilon"): "the steps are 2ε to each side, over 2ε: step by ε.",
                MOVED.replace("epsilon", "epsilon / 2"): (
                    "the steps are ε / 2 to each side: then the points lie ε apart, not 2ε."
                ),
                f"v = v.copy()\n{MOVED}\nv[index] -= epsilon": (
                    "entries that were moved stay moved: all but one must be as in v."
                ),
            },
        ),
        *instead_of(
            "return dv",
            {"return dv.reshape(-1)": "dv has lost the shape of v: fill np.zeros_like(v)."},
        ),
        *instead_of(
            "dv = np.zeros_like(v)",
            {
                "epsilon = 1e-5\ndv = np.zeros_like(v)": "a step of its own is taken, not the given epsilon.",
            },
        ),
    ),
)

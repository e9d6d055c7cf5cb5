"""The check of `numerical_gradient(f, v, epsilon) -> dv`."""

import numpy as np

from helpers.exercises.check import Case, Check, Function
from helpers.exercises.functions import FUNCTIONS


def numerical_reference(f, v, epsilon, wrong=frozenset()):
    f = FUNCTIONS[f.name] if isinstance(f, Function) else f
    e = 1e-6 if "own epsilon" in wrong else epsilon
    dv, base = np.zeros_like(v), v
    for index in range(len(v)) if "whole rows" in wrong else np.ndindex(v.shape):
        above, below = base.copy(), base.copy()
        where = ... if "all entries at once" in wrong else index
        e_used = e / 2 if "half steps" in wrong else e
        above[where] += 0 if "backward difference" in wrong else e_used
        below[where] -= 0 if wrong & {"forward difference", "one-sided over 2 epsilon"} else e_used
        if "step not undone" in wrong:
            base = below
        sides = 1 if wrong & {"forward difference", "backward difference", "divided by epsilon"} else 2
        if "f gets a flat array" in wrong:
            above, below = above.reshape(-1), below.reshape(-1)
        difference = 0.0 if "no copy" in wrong else f(above) - f(below)
        divisor = (
            1 if "not divided" in wrong else sides / e if "multiplied by epsilon" in wrong else sides * e
        )
        dv[index] = difference / divisor
    if "wrong sign" in wrong:
        dv = -dv
    return dv.reshape(-1) if "flat" in wrong else dv


def draw_numerical(name, shape, epsilon):
    return lambda rng: (Function(name), rng.uniform(-1.5, 1.5, shape), epsilon)


def gradient_of_cubes(f, v, epsilon):
    """Return the gradient of sum_of_cubes from its formula."""
    dv = 3 * v**2
    dv[0] += v[-1]
    dv[-1] += v[0]
    return dv


CHECK = Check(
    name="numerical_gradient",
    call="numerical_gradient(f, v, epsilon)",
    returns=("dv",),
    reference=numerical_reference,
    cases=(
        Case("shape", draw_numerical("sum_of_cubes", (3, 4), 1e-3), "dv has the shape of v."),
        Case(
            "special case",
            draw_numerical("sum_of_cubes", (3,), 0.125),
            (
                "three numbers and a large step: the central difference (f(v + ε) - f(v - ε)) / (2ε), with "
                "the ε that was given."
            ),
        ),
        Case(
            "random case",
            draw_numerical("smooth_maximum", (3, 4), 0.02),
            "dv[index] is the central difference for that entry, all others at rest.",
        ),
        Case(
            "random case",
            draw_numerical("smooth_maximum", (4, 2, 3), 0.01),
            "v may have any number of axes: np.ndindex(v.shape) runs over all entries.",
        ),
        Case(
            "gradient",
            draw_numerical("sum_of_cubes", (3, 2), 1e-5),
            "with a small ε, dv is close to the derivative from the formula.",
            gradient_of_cubes,
            1e-6,
        ),
    ),
    mistakes={
        "forward difference": (
            "this is the one-sided difference (f(v + ε) - f(v)) / ε: its error falls with ε, that of the "
            "central one with ε². Take f(v + ε) - f(v - ε), over 2ε."
        ),
        "backward difference": (
            "this is the one-sided difference (f(v) - f(v - ε)) / ε: its error falls with ε, that of the "
            "central one with ε². Take f(v + ε) - f(v - ε), over 2ε."
        ),
        "one-sided over 2 epsilon": (
            "only one of the two points is moved away from v, but they are taken to lie 2ε apart: f(v + ε) - "
            "f(v - ε) needs both."
        ),
        "multiplied by epsilon": "/ 2 * ε divides by 2 and multiplies by ε: write / (2 * ε).",
        "divided by epsilon": "the difference is divided by ε: the two points lie 2ε apart.",
        "not divided": "the difference is not divided by 2ε, the distance of the two points.",
        "wrong sign": "the sign is turned: f at v + ε comes first, f at v - ε is subtracted.",
        "no copy": (
            "v + ε and v - ε are the same array: `above = v` makes a second name, not a copy. Use v.copy()."
        ),
        "step not undone": (
            "entries that were moved stay moved: when you come to the next entry, all others must be as in v."
        ),
        "all entries at once": (
            "all entries are moved at once: that gives one number, the sum of the derivatives. Move one "
            "entry at a time."
        ),
        "whole rows": (
            "v[i] moves a whole row when v has two axes or more: move one entry at a time, for index in "
            "np.ndindex(v.shape)."
        ),
        "f gets a flat array": (
            "f is called with a flat array: it must get an array with the shape of v, of which one entry is "
            "moved."
        ),
        "half steps": (
            "the steps are ε / 2 to each side: then the points lie ε apart, not 2ε. Take steps of ε."
        ),
        "own epsilon": "the ε in use is not the one that was given as argument.",
        "flat": "dv has lost the shape of v: fill an array made by np.zeros_like(v).",
    },
)

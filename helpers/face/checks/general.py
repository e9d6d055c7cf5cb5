"""Causes that can be told from the numbers alone, whatever the function: order, transpose, sign, factor, shift."""

from itertools import permutations

import numpy as np

from helpers.face.checks.values import form_problem, same


def general_cause(got, expected):
    """Return a sentence that names the cause, or None. got, expected: as from `values.parts`."""
    if not isinstance(got, dict) or not isinstance(expected, dict) or set(got) != set(expected):
        return None
    if len(expected) > 1 and (order := swapped(got, expected)):
        return f"the order of the returned values: return {', '.join(expected)} (yours come as {order})."
    for name, e in expected.items():
        g = got[name]
        if (
            same(g, e)
            or not isinstance(g, np.ndarray)
            or not isinstance(e, np.ndarray)
            or e.dtype.kind != "f"
        ):
            continue
        for test in (transposed, flattened, sign, factor, shift):
            if sentence := test(name, g, e):
                return sentence
    return None


def swapped(got, expected):
    """Return the order in which the right values come, where they come in a wrong one."""
    names = list(expected)
    if len(names) > 4:
        return None
    for agree in (same, same_form):
        for order in permutations(names):
            if all(agree(got[a], expected[b]) for a, b in zip(names, order, strict=True)):
                return None if list(order) == names else ", ".join(order)
    return None


def same_form(got, expected):
    """Tell whether two leaves agree in type and shape."""
    return form_problem("", got, expected) is None


def transposed(name, g, e):
    for axes in permutations(range(e.ndim)):
        if axes != tuple(range(e.ndim)) and g.ndim == e.ndim and same(g, e.transpose(axes)):
            return f"{name} holds the right numbers with its axes in another order: shape {e.shape} is asked."


def flattened(name, g, e):
    if g.size == e.size and g.shape != e.shape and same(g.reshape(-1), e.reshape(-1)):
        return f"{name} holds the right numbers in shape {g.shape}; shape {e.shape} is asked (keepdims=True keeps an axis of length 1)."


def sign(name, g, e):
    if g.shape == e.shape and same(g, -e):
        return f"{name} has the wrong sign in every entry."


def factor(name, g, e):
    if g.shape != e.shape or not np.isfinite(g).all() or not e.any():
        return None
    ratio = float(g.reshape(-1) @ e.reshape(-1) / (e.reshape(-1) @ e.reshape(-1)))
    if abs(ratio) > 1e-6 and same(g, ratio * e, 1e-6):
        return f"{name} is {ratio:.4g} times what it should be, in every entry: a factor is missing or counted twice."


def shift(name, g, e):
    if g.shape != e.shape or len(e) < 3:
        return None
    for late in (1, -1):
        inner = slice(1, None) if late == 1 else slice(None, -1)
        outer = slice(None, -1) if late == 1 else slice(1, None)
        if same(g[inner], e[outer]):
            return f"{name} is one step too {'late' if late == 1 else 'early'}: entry t holds what belongs to step t {'− 1' if late == 1 else '+ 1'}."

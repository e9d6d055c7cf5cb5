"""Causes that show whatever the function is: in an error, in the order, axes or numbers of a result."""

import re
from itertools import combinations, permutations

import numpy as np

from helpers.exercises.values import form_problem, roots, same


def error_cause(error):
    """Say what usually leads to this error of NumPy's."""
    if "matmul" in error or "not aligned" in error:
        return (
            "the factors of a matrix product do not fit: the left one must have as many columns as the right "
            "one has rows. Is a transpose missing, or too many, or are the factors in the wrong order?"
        )
    if "truth value" in error:
        return (
            "`if`, `and` and `or` take one truth value, and here there is one for each entry: np.where "
            "chooses entry by entry, & and | combine."
        )
    joins = any(name in error for name in ("concatenate(", "stack("))
    if joins and ("only integer scalar arrays" in error or "positional argument" in error):
        return "the arrays to be joined go in as one list: np.concatenate([A, B], axis=…)."
    message = error.partition("\n")[0]
    shapes = [re.findall(r"\d+", shape) for shape in re.findall(r"\(([\d, ]*)\)", message)]
    if "broadcast together" in error and len(shapes) >= 2:
        clash = [pair for pair in combinations(shapes, 2) if not fit(*pair)] or [shapes[:2]]
        shapes = min(clash, key=lambda pair: len(pair[0]) != len(pair[1]))
        if len(shapes[0]) != len(shapes[1]):
            return (
                "one array has fewer axes: keep one of length 1 in that place (keepdims=True, or [:, None])."
            )
        if sorted(shapes[0]) == sorted(shapes[1]):
            return "the arrays have the same axes in another order: exchange the axes of one of them."
        return (
            "+, -, * and comparisons such as < go entry by entry: the shapes must be equal, or 1 on an axis "
            "([:, None] makes a column). Are these the arrays that are meant, and is a matrix product among "
            "them, which is written @?"
        )
    if "non-broadcastable output" in error:
        return (
            "what is added with += has a larger shape than the array it is added to: is a sum over an axis "
            "missing (with keepdims=True)?"
        )
    if "broadcast input array" in error:
        return (
            "what is stored has another shape than the place it is stored in: a shorter piece goes into a "
            "part of it alone."
        )
    if "setting an array element with a sequence" in error:
        return (
            "np.array cannot hold sequences of unequal lengths: make np.zeros as large as the longest needs "
            "first, and fill it in piece by piece."
        )
    if "unhashable type: 'list'" in error:
        return (
            "a list can be neither counted nor a key: go into each list and take its items (a sentence is a "
            "list: count its tokens)."
        )
    if error.startswith("SystemExit"):
        return "sys.exit ends a whole program: a function hands its result back with return."
    if "KeyError" in error:
        return "there is no such key: compare it with the names in the task."
    if "NameError" in error:
        return "that name does not exist inside the function: it may use its arguments and NumPy alone."
    if "tuple index out of range" in error:
        return "a tuple has fewer entries than that: an array's shape has one for each of its axes."
    if "out of bounds" in error or "out of range" in error:
        return "an index runs beyond the end: an axis of length n has the indices 0 to n - 1."
    return None


def fit(one, two):
    """Tell whether two shapes broadcast together."""
    return all(a == b or "1" in (a, b) for a, b in zip(reversed(one), reversed(two), strict=False))


def remark(trial, random):
    """Return a sentence on how a trial's results are related to the right ones, or None.

    random: the trials that are no special case. Each that came to its end with something wrong must agree.
    """
    if not isinstance(trial.got, dict):
        return None
    wrong = [t for t in random if isinstance(t.got, dict) and not all(t.right().values())]
    agreed = [dict(remarks(t.got, t.expected)) for t in wrong]
    for key, sentence in remarks(trial.got, trial.expected):
        if agreed and all(key in found for found in agreed):
            return sentence
    return None


def remarks(got, expected):
    """Yield (key, sentence) for each way in which wrong results are related to the right ones."""
    if order := swapped(got, expected):
        yield "order", order
    if set(got) != set(expected):
        return
    for name, e in expected.items():
        g = got[name]
        if isinstance(g, list | tuple) and isinstance(e, np.ndarray) and len(g) == len(e):
            said = f"{name} is a {type(g).__name__} of what it should hold: np.array({name}) makes one array."
            yield (name, "list"), said
        if not (isinstance(g, np.ndarray) and isinstance(e, np.ndarray)) or same(g, e):
            continue
        for other in expected:
            if other != name and same(g, expected[other]):
                yield (name, other), f"{name} holds what belongs in {other}."
        if e.dtype.kind == g.dtype.kind == "f" and g.dtype != e.dtype and same(g.astype(e.dtype), e, 1e-3):
            yield (name, "dtype"), f"{name} holds the right numbers in {g.dtype}: leave them in {e.dtype}."
        elif e.dtype.kind == g.dtype.kind and g.dtype.kind in "fib" and np.isfinite(g).all():
            for test in TESTS:
                if sentence := test(name, g.astype(float), e.astype(float)):
                    yield (name, test), sentence


def swapped(got, expected):
    """Name the order in which the right values come, where they come in a wrong one."""
    names, g, e = list(roots(expected)), folded(got), folded(expected)
    if list(g) != names or len(names) > 4:
        return None
    for agree in (same, same_form):
        for order in permutations(names):
            if all(alike(g[a], e[b], agree) for a, b in zip(names, order, strict=True)):
                if list(order) == names:
                    return None
                come = ", ".join(order)
                return f"the order of the returned values: return {', '.join(names)} (yours come as {come})."
    return None


def folded(flat):
    """Return the parts as they were returned, dicts as dicts."""
    return {
        root: {key: flat[f'{root}["{key}"]'] for key in keys} if keys else flat[root]
        for root, keys in roots(flat).items()
    }


def alike(got, expected, agree):
    """Tell whether two parts, which may be dicts, agree."""
    if isinstance(got, dict) and isinstance(expected, dict):
        return set(got) == set(expected) and all(agree(got[key], expected[key]) for key in expected)
    return agree(got, expected)


def same_form(got, expected):
    """Tell whether two leaves agree in type and shape."""
    return form_problem("", got, expected) is None


def transposed(name, g, e):
    for axes in permutations(range(e.ndim)):
        if axes != tuple(range(e.ndim)) and g.ndim == e.ndim and same(g, e.transpose(axes)):
            return f"{name} holds the right numbers with its axes in another order: shape {e.shape} is asked."


def flattened(name, g, e):
    if g.size == e.size and g.shape != e.shape and same(g.reshape(-1), e.reshape(-1)):
        lost = [n for n in g.shape if n > 1] == [n for n in e.shape if n > 1]
        hint = " (keepdims=True keeps an axis of length 1)" if lost else ""
        return f"{name} holds the right numbers in shape {g.shape}; shape {e.shape} is asked{hint}."


def one_entry(name, g, e):
    if g.shape == e.shape[1:] and any(same(g, entry) for entry in e):
        return f"{name} is one entry alone: there must be {len(e)} of them along axis 0."


def too_long(name, g, e):
    if g.ndim == e.ndim and g.shape != e.shape and same(g[tuple(map(slice, e.shape))], e):
        return f"{name} is too large: its shape is {g.shape}, and its first {e.shape} entries are right."


def unsummed(name, g, e):
    for size in range(1, g.ndim + 1):
        for axes in combinations(range(g.ndim), size):
            total = g.sum(axis=axes)
            if g.shape != e.shape and total.size == e.size and same(total.reshape(e.shape), e):
                return (
                    f"{name} is not summed over axis {' and '.join(map(str, axes))}: its sum there is right."
                )


def unfilled(name, g, e):
    if g.shape != e.shape or g.size < 3 or not e.any():
        return None
    if not g.any():
        return f"{name} is 0 throughout: it is never filled in, or never added to."
    wrong = np.abs(g - e) > 1e-6 * np.abs(e).max()
    if wrong.any() and not g[wrong].any():
        return (
            f"{name} is 0 in {wrong.sum()} of {g.size} entries, right in the others: a part is not filled in."
        )


def sign(name, g, e):
    if g.shape == e.shape and same(g, -e):
        return f"{name} has the wrong sign in every entry."


def factor(name, g, e):
    if g.shape != e.shape or g.size == 1 or not e.any():
        return None
    ratio = float(g.reshape(-1) @ e.reshape(-1) / (e.reshape(-1) @ e.reshape(-1)))
    if abs(ratio) > 1e-6 and abs(ratio - 1) > 1e-3 and same(g, ratio * e, 1e-6):
        return (
            f"{name} is {ratio:.4g} times what it should be, in every entry: "
            "a factor is missing or counted twice."
        )


def reversed_(name, g, e):
    for axis in range(e.ndim):
        if g.shape == e.shape and same(g, np.flip(e, axis)):
            return f"{name} is in reverse order along axis {axis}: its first entry belongs at the end."


def shift(name, g, e):
    if g.shape != e.shape or len(e) < 3:
        return None
    if same(g[1:], e[:-1]):
        return f"{name} is one step too late: entry t holds what belongs to step t - 1."
    if same(g[:-1], e[1:]):
        return f"{name} is one step too early: entry t holds what belongs to step t + 1."


def rearranged(name, g, e):
    if g.shape != e.shape or len(np.unique(e)) <= 2:  # of two values, any order looks alike
        return None
    if same(np.sort(g, axis=None), np.sort(e, axis=None)):
        return f"{name} holds the right numbers in other places: is the order lost, or an axis reshaped?"


TESTS = (transposed, flattened, one_entry, too_long, unsummed, unfilled)
TESTS += (sign, factor, reversed_, shift, rearranged)

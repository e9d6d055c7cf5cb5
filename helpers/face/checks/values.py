"""Compare raw values: arrays, numbers, strings, lists, tuples and dicts of them. Nothing else is looked at."""

import numpy as np


def parts(value, names):
    """Return {name: array, number, list or str} of a returned value, or a sentence that says what is wrong."""
    if value is None:
        return "It returns None: is its last line a `return`?"
    if len(names) == 1:
        value = (value,)
    elif not isinstance(value, tuple | list) or len(value) != len(names):
        count = f"{len(value)} values" if isinstance(value, tuple | list) else f"one {kind(value)}"
        return f"It must return {len(names)} values ({', '.join(names)}), in this order; it returned {count}."
    flat = {}
    for name, part in zip(names, value, strict=True):
        if isinstance(part, dict):
            flat |= {f'{name}["{key}"]': entry for key, entry in part.items()}
        else:
            flat[name] = part
    return flat


def kind(value):
    """Name a value's type in the reader's words."""
    if isinstance(value, np.ndarray):
        family = {"b": "booleans", "i": "integers", "u": "integers", "f": "floats"}.get(
            value.dtype.kind, "objects"
        )
        return f"array of {family}"
    if isinstance(value, bool | np.bool_):
        return "bool"
    if isinstance(value, int | np.integer):
        return "integer"
    if isinstance(value, float | np.floating):
        return "float"
    return "nothing (None)" if value is None else type(value).__name__


def same(got, expected, tolerance=1e-7):
    """Tell whether two leaves are equal: kind, shape, and every entry to a relative tolerance."""
    return form_problem("", got, expected) is None and value_problem("", got, expected, tolerance) is None


def form_problem(name, got, expected):
    """Say how type or shape of one leaf differs from what is expected; None where they agree."""
    if kind(got) != kind(expected):
        if kind(expected) == "float" and isinstance(got, np.ndarray) and got.shape == ():
            return None
        return f"{name} must be of type {kind(expected)}, got {kind(got)}."
    if isinstance(expected, np.ndarray) and got.shape != expected.shape:
        return f"{name} must have shape {expected.shape}, got {got.shape}."
    if isinstance(expected, list) and len(got) != len(expected):
        return f"{name} must have {len(expected)} entries, got {len(got)}: {got!r:.120}."
    return None


def value_problem(name, got, expected, tolerance=1e-7):
    """Say where one leaf of the right form first differs; None where it agrees."""
    if isinstance(expected, list | str):
        for index, (g, e) in enumerate(zip(got, expected, strict=True)):
            if type(g) is not type(e) or g != e:
                return f"{name}[{index}] must be {e!r}, got {g!r}."
        return None
    got, expected = np.asarray(got), np.asarray(expected)
    if expected.dtype.kind in "biuU":
        if (got.dtype.kind == "U") != (expected.dtype.kind == "U"):
            return f"{name} must hold {expected.dtype.name}, got {got.dtype.name}."
        wrong = got != expected
    else:
        if not np.isfinite(got).all():
            return f"{name} holds NaN or infinity."
        scale = np.abs(expected).max(initial=1e-3)
        wrong = np.abs(got - expected) > tolerance * scale
    if not wrong.any():
        return None
    index = tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.ndim else ()
    where = f"[{', '.join(map(str, index))}]" if index else ""
    return f"{name}{where} must be {text(expected[index])}, got {text(got[index])}."


def text(number):
    """Print a number with four significant digits, the same on every machine."""
    return str(number) if np.asarray(number).dtype.kind in "biuU" else f"{float(number):.4g}"


def snapshot(value):
    """Copy arguments deeply, so that a change in place can be seen."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, tuple | list):
        return type(value)(snapshot(part) for part in value)
    return {key: snapshot(part) for key, part in value.items()} if isinstance(value, dict) else value


def unchanged(before, after):
    """Tell whether an argument still holds, bit for bit, what it held before the call."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        )
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, dict):
        return list(before) == list(after) and all(unchanged(before[k], after[k]) for k in before)
    return before == after

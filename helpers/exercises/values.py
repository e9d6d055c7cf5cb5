"""Compare raw values: arrays, numbers, strings, lists, tuples, dicts of them. Nothing else is looked at."""

from dataclasses import dataclass

import numpy as np

LARGEST = 10_000_000  # entries of an array: more than any answer has
LONGEST = 10_000  # entries of a list, tuple or dict, which are compared one by one
NUMBERS = frozenset(np.sctypeDict.values())


@dataclass(frozen=True)
class Foreign:
    """Stands for an object that is not looked into."""

    type: str


def raw(value, depth=5):
    """Copy a student's value into plain arrays, numbers, strings, lists, tuples and dicts.

    Subclasses of str, tuple, list and dict are read by the plain type's own methods, whatever they redefine.
    A subclass of ndarray (np.matrix, a masked array), any other object, or one too large or deep is Foreign.
    """
    plain = type(value)
    if isinstance(value, str):
        return str.__getitem__(value, slice(None))
    if plain is int and not -(2**63) <= value < 2**63:  # no number of NumPy's, and perhaps too long to print
        return Foreign("integer of more than 64 bits")
    if value is None or plain in (bool, int, float) or plain in NUMBERS:
        return value
    if plain is np.ndarray:
        if value.size > LARGEST:
            return Foreign(f"array of {value.size:,} entries")
        if value.ndim > 6:  # sums and orders of axes are tried all
            return Foreign(f"array of {value.ndim} axes")
        return Foreign("array of objects") if value.dtype.hasobject else np.array(value)
    for container in (tuple, list, dict):
        if isinstance(value, container) and depth:
            if (length := container.__len__(value)) > LONGEST:
                return Foreign(f"{container.__name__} of {length:,} entries")
            if container is dict:
                return {raw(k, 0): raw(v, depth - 1) for k, v in dict.items(value)}
            return container([raw(part, depth - 1) for part in container.__iter__(value)])
    return Foreign(plain.__name__)


def parts(value, names):
    """Return {name: array, number, list or str} of a returned value, or a sentence on what is wrong."""
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
        families = {"b": "booleans", "i": "integers", "u": "integers", "f": "floats", "U": "strings"}
        return f"array of {families.get(value.dtype.kind, value.dtype.name)}"
    if isinstance(value, bool | np.bool_):
        return "bool"
    if isinstance(value, int | np.integer):
        return "integer"
    if isinstance(value, float | np.floating):
        return "float"
    if isinstance(value, Foreign):
        return value.type
    return "nothing (None)" if value is None else type(value).__name__


def same(got, expected, tolerance=1e-7):
    """Tell whether two leaves are equal: kind, shape, and every entry to a relative tolerance."""
    if type(got) is type(expected) is np.ndarray and got.dtype.kind == expected.dtype.kind == "f":
        if got.shape != expected.shape or got.dtype != expected.dtype:
            return False
        with np.errstate(all="ignore"):
            difference = np.abs(got - expected).max(initial=0)
        if np.isfinite(difference):  # the quick way for most
            return bool(difference <= tolerance * np.abs(expected).max(initial=1e-3))
    return form_problem("", got, expected) is None and value_problem("", got, expected, tolerance) is None


def roots(flat):
    """Return {name: keys} of the parts from `parts`; no keys where a part is not a dict."""
    keys = {}
    for name in flat:
        root, _, key = name.partition("[")
        keys.setdefault(root, []).extend([key[1:-2]] if key else [])
    return keys


def names_problem(got, expected):
    """Say where a dict is missing, or has other keys than expected; None where all names agree."""
    if set(got) == set(expected):
        return None
    found = roots(got)
    for root, keys in roots(expected).items():
        if keys and set(found.get(root, ())) != set(keys):
            has = f"a dict with {', '.join(found[root])}" if found.get(root) else kind(got.get(root, {}))
            return f"{root} must be a dict with the keys {', '.join(keys)}; got {has}."
        if not keys and root not in got:
            return f"{root} must be of type {kind(expected[root])}, got dict."
    return None


def form_problem(name, got, expected):
    """Say how type or shape of one leaf differs from what is expected; None where they agree."""
    if kind(got) != kind(expected) or isinstance(got, Foreign) != isinstance(expected, Foreign):
        if isinstance(got, np.ndarray) and got.shape == ():  # a number, as NumPy may return it
            if kind(expected) == "float" or (kind(expected) == "integer" and got.dtype.kind in "iu"):
                return None
        return f"{name} must be of type {kind(expected)}, got {kind(got)}."
    if isinstance(expected, np.ndarray) and expected.dtype.kind == "f" and got.dtype != expected.dtype:
        return f"{name} must hold {expected.dtype.name}, got {got.dtype.name}."
    if isinstance(expected, np.ndarray) and got.shape != expected.shape:
        return f"{name} must have shape {expected.shape}, got {got.shape}."
    if isinstance(expected, list | tuple) and len(got) != len(expected):
        return f"{name} must have {len(expected)} entries, got {len(got)}: {got!r:.120}."
    return None


def value_problem(name, got, expected, tolerance=1e-7):
    """Say where one leaf of the right form first differs; None where it agrees."""
    if isinstance(expected, list | tuple):
        for index, (g, e) in enumerate(zip(got, expected, strict=True)):
            if not same(g, e):
                return f"{name}[{index}] must be {e!r}, got {g!r:.60}."
        return None
    if isinstance(expected, dict):
        right = set(got) == set(expected) and all(same(got[key], expected[key]) for key in expected)
        return None if right else f"{name} must be {expected!r}, got {got!r:.60}."
    if not isinstance(expected, np.ndarray | np.generic | int | float):
        return None if got == expected else f"{name} must be {expected!r}, got {got!r:.60}."
    got, expected = np.asarray(got), np.asarray(expected)
    if expected.dtype.kind not in "fc":
        if got.dtype.kind != expected.dtype.kind and {got.dtype.kind, expected.dtype.kind} != {"i", "u"}:
            return f"{name} must hold {expected.dtype.name}, got {got.dtype.name}."
        wrong = got != expected
    else:
        finite = np.isfinite(expected)
        if not np.array_equal(np.isfinite(got), finite):
            return f"{name} holds NaN or infinity."
        difference = np.where(finite, got, 0) - np.where(finite, expected, 0)
        wrong = np.abs(difference) > tolerance * np.abs(expected).max(initial=1e-3, where=finite)
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
            type(after) is np.ndarray
            and (before.dtype, before.shape) == (after.dtype, after.shape)
            and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        )
    if type(after) is not type(before):
        return False
    if isinstance(before, tuple | list):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if isinstance(before, dict):
        return list(before) == list(after) and all(unchanged(before[k], after[k]) for k in before)
    return before == after

"""Kinds of arguments: each function takes a good value and returns it with bad ones, {what is bad: value}.

What is bad is what users hand over: None, a list for an array, text, another dtype, another shape, NaN, a
number out of range, True for a number, one that is far too large.
"""

import numpy as np

HUGE = 10**30
OTHERS = {"None": None, "a list": [1.0], "a str": "nonsense", "a dict": {"a": 1}}


def without(bad, *labels):
    """Return bad values but for those that are right to take here."""
    return {label: value for label, value in bad.items() if label not in labels}


def whole(good, low=1, none=False, large=HUGE):
    """A whole number of at least `low`."""
    bad = OTHERS | {"a float": 2.5, "NaN": np.nan, "True": True, "an array": np.array([2, 3])}
    bad |= {"below": low - 1, "negative": -7, "huge": large}
    return good, without(bad, "None") if none else bad


def number(good, *more, none=False, infinite=False):
    """A number; more, those out of range."""
    bad = OTHERS | {"NaN": np.nan, "True": True, "complex": 1j, "an array": np.ones(2)}
    bad |= {} if infinite else {"infinity": np.inf, "minus infinity": -np.inf, "huge": 10**400}
    return good, (without(bad, "None") if none else bad) | {f"{value}": value for value in more}


def generator(good):
    return good, OTHERS | {"a seed": 0, "the global one": np.random, "a legacy one": np.random.RandomState(0)}


def dtype(good=np.float64):
    return good, OTHERS | {
        "int": int,
        "float16": np.float16,
        "complex": complex,
        "a number": 5,
        "swapped": ">f8",
    }


def choice(good, none=False):
    bad = OTHERS | {"a number": 5, "True": True, "an array": np.ones(2)}
    return good, without(bad, "None") if none else bad


def flag(good=True):
    return good, without(OTHERS, "a dict") | {"a number": 5, "an array": np.ones(2)}


def function(good):
    return good, OTHERS | {"a number": 5}


def floats(good, finite=False, shape=True, none=False, dtypes=True):
    """A float array; finite, whether NaN is bad; shape, whether other axes; dtypes, the other float."""
    bad = OTHERS | {"as a list": good.tolist(), "a number": 0.5, "int64": np.ones(good.shape, int)}
    bad |= {
        "float16": good.astype(np.float16),
        "bool": good > 0,
        "objects": good.astype(object),
        "masked": np.ma.array(good),
    }
    if finite:
        bad |= {label: spoilt(good, label) for label in ("nan", "inf", "-inf")}
    if shape:
        bad |= {"an axis more": good[None, None], "an axis less": good[0, 0], "empty": good[..., :0]}
    if dtypes:
        bad["the other float"] = good.astype(np.float32 if good.dtype == np.float64 else np.float64)
    return good, without(bad, "None") if none else bad


def spoilt(array, value):
    """Return the array with its last entry NaN or infinite."""
    array = array.copy()
    array.reshape(-1)[-1] = float(value)
    return array


def integers(good, low, high, none=False):
    """An array of integers from low to high."""
    bad = OTHERS | {"as a list": good.tolist(), "a number": 1, "floats": good.astype(float), "bool": good > 0}
    bad |= {"an axis more": good[None, None], "empty": good[..., :0], "NaN": np.full(good.shape, np.nan)}
    bad |= {"masked": np.ma.array(good)}
    bad |= {"below": np.full_like(good, low - 1), "above": np.full_like(good, high + 1)}
    return good, without(bad, "None") if none else bad


def parameters(good, dtypes=True, none=False, empty=True):
    """A dict of float arrays; empty, whether {} is bad; dtypes, whether all have one dtype."""
    key = next(reversed(good))
    other = np.float32 if good[key].dtype == np.float64 else np.float64
    values = {"a list": good[key].tolist(), "None": None, "text": "a", "int64": np.ones(good[key].shape, int)}
    values |= {"masked": np.ma.array(good[key])}
    values |= {"float16": good[key].astype(np.float16), "nan": spoilt(good[key], "nan")}
    values |= {"inf": spoilt(good[key], "inf")} | (
        {"the other float": good[key].astype(other)} if dtypes else {}
    )
    bad = {label: value for label, value in OTHERS.items() if label != "a dict"}
    bad |= {f"{key} {label}": good | {key: value} for label, value in values.items()}
    bad |= {"a number as key": {5: good[key]}} | ({"none": {}} if empty else {})
    return good, without(bad, "None") if none else bad


def fitting(good, dtypes=True):
    """A dict of float arrays that has to fit another: keys and shapes too."""
    good, bad = parameters(good, dtypes)
    key = next(reversed(good))
    lost = {name: value for name, value in good.items() if name != key}
    shapes = {"an axis more": good[key][None], "a row more": np.concatenate([good[key], good[key][:1]])}
    return good, bad | {"a key lost": lost} | {label: good | {key: value} for label, value in shapes.items()}


def thing(good, *more, none=False):
    """Anything that is none of the others; more, further bad values."""
    bad = OTHERS | {"a number": 5} | {f"{value!r:.40}": value for value in more}
    return good, without(bad, "None") if none else bad

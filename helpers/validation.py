"""Validation of arguments: every public function of the library refuses bad input with these checks.

Those of arrays whose sizes have to agree are in `shapes`.
"""

import math

import numpy as np

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))
ARRAYS = np.ndarray, np.memmap  # of the others, to ask for one by name would load a module
STRINGS = frozenset({str})
MOST = 2**31 - 1  # no size, count or number of steps is larger
LARGEST = float(np.finfo(np.float64).max)


class NotFinite(ValueError):
    """A value that NaN or infinity has reached: a bad argument, or a training run that has diverged."""


def is_array(value):
    """Tell whether `value` is a plain array: a matrix multiplies otherwise, a mask would be ignored."""
    return type(value) in ARRAYS


def kind(value):
    """Return what a value is, for a message: the dtype of an array, else the type."""
    return f"an array of {value.dtype}" if is_array(value) else type(value).__name__


def dictionary(name, value):
    """Check that `value` is a dict whose keys are strings."""
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a dict of arrays, got {kind(value)}")
    if not STRINGS.issuperset(map(type, value)):
        wrong = next(key for key in value if type(key) is not str)
        raise ValueError(f"{name} must have keys of type str, got {wrong!r}")


def float_values(name, value):
    """Check that `value` is an array of float32 or float64, of any shape."""
    if not is_array(value) or value.dtype not in FLOATS:
        raise ValueError(f"{name} must be a NumPy array of float32 or float64, got {kind(value)}")


def is_finite(value):
    """Tell whether a float array holds neither NaN nor infinity."""
    # The sum of squares is quicker than a look at each, and is not finite where one value is not.
    return math.isfinite(np.vdot(value, value)) or bool(np.isfinite(value).all())


def finite(name, value):
    """Check that a float array is finite; say of the first entry that is NaN or infinite where it is."""
    if is_finite(value):
        return
    place = tuple(map(int, np.argwhere(~np.isfinite(value))[0]))
    raise NotFinite(f"{name} must be finite, got {value[place]} at {list(place)}")


def arrays(name, values, look=True):
    """Check that `values` is a dict of float arrays under names, at least one; look, for NaN and infinity."""
    dictionary(name, values)
    if not values:
        raise ValueError(f"{name} must be a dict with at least one array, got none")
    for key, value in values.items():
        float_values(f'{name}["{key}"]', value)
        if look:
            finite(f'{name}["{key}"]', value)


def alike(name, values, params, look=True):
    """Check that `values` has the keys of params and, under each, an array like its; look, for NaN."""
    if not isinstance(values, dict) or params.keys() != values.keys():
        got = (", ".join(map(str, values)) or "none") if isinstance(values, dict) else kind(values)
        raise ValueError(f"{name} must have the keys {', '.join(params)}, got {got}")
    for key, p in params.items():
        value = values[key]
        if not is_array(value) or value.shape != p.shape or value.dtype != p.dtype:
            wanted = f'shape {p.shape} and dtype {p.dtype}, as params["{key}"] has'
            array = is_array(value)
            got = f"{value.shape} and {value.dtype}" if array else type(value).__name__
            raise ValueError(f'{name}["{key}"] must have {wanted}, got {got}')
        if look:
            finite(f'{name}["{key}"]', value)


def whole_number(name, value, low=1, high=MOST):
    """Check that `value` is an integer, at least `low` and at most `high`."""
    ok = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not ok or value < low:
        raise ValueError(f"{name} must be a whole number of at least {low}, got {value!r}")
    if value > high:
        raise ValueError(f"{name} must be a whole number of at most {high}, got {value!r}")


def is_number(value):
    """Tell whether `value` is a real number, of Python or NumPy: infinity and NaN are, True is not."""
    return isinstance(value, int | float | np.floating | np.integer) and not isinstance(value, bool)


def number(name, value, above=0.0, finite=True):
    """Check that `value` is a number above a limit, which may be -math.inf; finite, whether it must be."""
    # A whole number of Python can be too large for a float.
    if not (is_number(value) and above < value and (-math.inf < value < math.inf or not finite)):
        limit = "" if above == -math.inf else f" above {above:g}"
        raise ValueError(f"{name} must be a {'finite ' if finite else ''}number{limit}, got {value!r}")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError(f"{name} must be at most {LARGEST:.3g} in size, got {value!r}")


def fraction(name, value, zero=True, one=True):
    """Check that `value` is a number from 0 to 1; zero, one, whether the ends belong to it."""
    low = is_number(value) and (0 <= value if zero else 0 < value)
    if not (low and (value <= 1 if one else value < 1)):
        ends = f"{'at least' if zero else 'above'} 0 and {'at most' if one else 'below'} 1"
        raise ValueError(f"{name} must be {ends}, got {value!r}")


def result(name, value):
    """Return `value`, which a function of the caller has returned, as a float; refuse all but finite ones."""
    if not is_number(value):
        raise ValueError(f"{name} must return a number, got {kind(value)}")
    if not math.isfinite(value):
        raise NotFinite(f"{name} must return a finite number, got {value}")
    return float(value)


def flag(name, value):
    """Check that `value` is True or False."""
    if value is not True and value is not False and not isinstance(value, np.bool_):
        raise ValueError(f"{name} must be True or False, got {value!r}")


def function(name, value):
    """Check that `value` can be called."""
    if not callable(value):
        raise ValueError(f"{name} must be a function, got {kind(value)}")


def choice(name, value, choices):
    """Check that `value` is one of `choices`."""
    if not (value is None or isinstance(value, str)) or value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}, got {value!r}")


def generator(rng):
    """Check that `rng` is a random generator: the global one of NumPy is never used."""
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng must come from np.random.default_rng(seed), got {type(rng).__name__}")


def float_type(dtype):
    """Return `dtype` as a NumPy dtype; raise ValueError unless it is float32 or float64."""
    try:
        found = np.dtype(dtype)
    except (TypeError, ValueError):
        found = None
    if dtype is None or found is None or found not in FLOATS:  # NumPy takes None for float64
        raise ValueError(f"dtype must be float32 or float64, got {found or repr(dtype)}")
    return found

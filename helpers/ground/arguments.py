"""Validation of arguments: every public function of the library refuses bad input with these few checks.

A layout such as "T_x n_x m" names the axes of an array. `sizes` collects what each name stands for as arrays are
checked one after the other, so that a later array which disagrees is told which earlier one it disagrees with.
"""

import math
import operator

import numpy as np

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))


def float_array(name, value, layout, sizes):
    """Check that `value` is a float array with this layout, and note its sizes.

    Parameters: name, for the message; value; layout, names of the axes ("1" for an axis of length one);
    sizes, a dict {axis name: (size, name of the array that fixed it, shape of that array)}, with the dtype
    under "dtype". New names are added to `sizes`: this argument is changed in place.
    Raises ValueError: not an array, not float32 or float64, another dtype than the arrays before, another
    number of axes, a size that disagrees, or an empty axis.
    """
    if not isinstance(value, np.ndarray):
        raise ValueError(f"{name} must be a NumPy array of floats, got {type(value).__name__}")
    dtype, owner = sizes.setdefault("dtype", (value.dtype, name))
    if value.dtype != dtype or value.dtype not in FLOATS:
        wanted = "float32 or float64" if dtype not in FLOATS else f"{dtype}, as {owner} is"
        raise ValueError(f"{name} must be {wanted}, got {value.dtype}")
    shape, labels = value.shape, layout.split()
    fits = len(shape) == len(labels)
    if fits:
        for label, size in zip(labels, shape, strict=True):
            known = 1 if label == "1" else sizes.setdefault(label, (size, name, shape))[0]
            fits = fits and size == known and size > 0
    if not fits:
        raise ValueError(_shape_message(name, shape, labels, sizes))


def _shape_message(name, shape, labels, sizes):
    """Say which shape was wanted, where each known size comes from, and what came."""
    known = []
    for label in dict.fromkeys(labels):
        size, owner, owner_shape = sizes.get(label, (None, name, None))
        if owner != name:
            known.append(f"{label} = {size} ({_origin(owner, owner_shape, size)})")
    wanted = ", ".join(labels) + ("," if len(labels) == 1 else "")
    message = f"{name} must have shape ({wanted})" + (" with " + " and ".join(known) if known else "")
    if 0 in shape:
        message += ", no axis empty"
    return f"{message}, got {shape}"


def _origin(owner, shape, size):
    """Say where a size was seen: as rows or columns of a parameter, else as the shape of an array."""
    if owner.startswith("params") and len(shape) == 2:
        return f"{owner} has {size} " + ("columns" if shape[1] == size != shape[0] else "rows")
    return f"{owner} has shape {shape}"


def parameters(params, layouts, finite=True):
    """Check the parameters of a layer and return their sizes, for `float_array`.

    Parameters: params, dict of arrays; layouts, {key: layout}; keys of other layers are ignored; finite,
    whether to look for NaN and infinity (one pass over every parameter).
    Raises ValueError: a key is missing, shapes disagree, dtypes differ or are no floats, a value is not finite.
    """
    sizes = {}
    for key, layout in layouts.items():
        if key not in params:
            raise ValueError(
                f"params must have the keys {', '.join(layouts)}, got {', '.join(params) or 'none'}"
            )
        float_array(f'params["{key}"]', params[key], layout, sizes)
        # A sum is three times as fast as looking at each value, and not finite when one value is not.
        if finite and not math.isfinite(params[key].sum()) and not np.isfinite(params[key]).all():
            raise ValueError(f'params["{key}"] must be finite, got NaN or infinity')
    return sizes


def integer_array(name, value, layout, sizes, low, high):
    """Check that `value` is an array of integers low <= value < high with this layout (see `float_array`)."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "iu":
        got = value.dtype if isinstance(value, np.ndarray) else type(value).__name__
        raise ValueError(f"{name} must be a NumPy array of integers, got {got}")
    labels = layout.split()
    for label, size in zip(labels, value.shape, strict=False):
        sizes.setdefault(label, (size, name, value.shape))
    if value.shape != tuple(sizes[label][0] for label in labels if label in sizes) or 0 in value.shape:
        raise ValueError(_shape_message(name, value.shape, labels, sizes))
    if value.min() < low or value.max() >= high:
        wrong = value[(value < low) | (value >= high)][0]
        raise ValueError(f"{name} must lie in {low} ... {high - 1}, got {wrong}")


def boolean_array(name, value, layout, sizes):
    """Check that `value` is an array of booleans with this layout, all of its sizes known (see `float_array`)."""
    if not isinstance(value, np.ndarray) or value.dtype != bool:
        got = value.dtype if isinstance(value, np.ndarray) else type(value).__name__
        raise ValueError(f"{name} must be a NumPy array of booleans, got {got}")
    labels = layout.split()
    if value.shape != tuple(sizes[label][0] for label in labels):
        raise ValueError(_shape_message(name, value.shape, labels, sizes))


def whole_number(name, value, low=1):
    """Check that `value` is an integer of at least `low`."""
    try:
        ok = not isinstance(value, bool) and operator.index(value) >= low
    except TypeError:
        ok = False
    if not ok:
        raise ValueError(f"{name} must be a whole number of at least {low}, got {value!r}")


def number(name, value, low=0.0, strictly=True):
    """Check that `value` is a finite number above `low` (or from `low` on, when not `strictly`)."""
    ok = isinstance(value, (int, float, np.floating, np.integer)) and not isinstance(value, bool)
    if not (ok and math.isfinite(value) and (value > low if strictly else value >= low)):
        raise ValueError(
            f"{name} must be a finite number {'above' if strictly else 'of at least'} {low}, got {value!r}"
        )


def choice(name, value, choices):
    """Check that `value` is one of `choices`."""
    if value not in choices:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, choices))}, got {value!r}")


def generator(rng):
    """Check that `rng` is a random generator: the global one of NumPy is never used."""
    if not isinstance(rng, np.random.Generator):
        raise ValueError(f"rng must come from np.random.default_rng(seed), got {type(rng).__name__}")


def float_type(dtype):
    """Return `dtype` as a NumPy dtype; raise ValueError unless it is float32 or float64."""
    if np.dtype(dtype) not in FLOATS:
        raise ValueError(f"dtype must be float32 or float64, got {np.dtype(dtype)}")
    return np.dtype(dtype)


def gradients(params, grads):
    """Check that grads has the keys of params and, under each, an array of the same shape and dtype."""
    if params.keys() != grads.keys():
        raise ValueError(f"grads must have the keys {', '.join(params)}, got {', '.join(grads) or 'none'}")
    for key, p in params.items():
        g = grads[key]
        if g.shape != p.shape or g.dtype != p.dtype:
            wanted = f'shape {p.shape} and dtype {p.dtype}, as params["{key}"] has'
            raise ValueError(f'grads["{key}"] must have {wanted}, got {g.shape} and {g.dtype}')

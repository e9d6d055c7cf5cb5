"""Shapes of arrays that have to agree: how the functions of the library check the arrays that they are given.

A layout such as "T_x n_x m" names the axes of an array. `Shapes` holds what each name stands for in one
call, so that an array which disagrees is told with which earlier one.
"""

import functools
import math

import numpy as np

from helpers.validation import NotFinite, dictionary, float_values, is_array, is_finite, kind

AXES = functools.cache(str.split)  # the axes of a layout: there are few layouts, and they are asked for often


class Shapes:
    """The sizes and the float type on which the arrays of one call agree, as they are checked one by one."""

    def __init__(self, dtype=None, **size):
        """Start from what is known already, such as n_y=5."""
        self.dtype, self.given = dtype, size
        self.size = {"1": 1, **size}
        self.seen = []

    def parameters(self, params, layouts, finite=True):
        """Check the parameters of a layer; return self.

        Parameters: params, dict of arrays, in which keys of other layers are ignored; layouts, {key: layout};
        finite, whether to look for NaN and infinity as well (one pass over the arrays).
        Raises ValueError: no dict, a key is missing, shapes or dtypes disagree, no floats, an axis is
        empty, not finite.
        """
        dictionary("params", params)
        if not layouts.keys() <= params.keys():
            have = ", ".join(params) or "none"
            raise ValueError(f"params must have the keys {', '.join(layouts)}, got {have}")
        self._take(zip(layouts, map(params.get, layouts), layouts.values(), strict=True), 'params["{}"]')
        for key in layouts:
            # The sum of squares is quicker than a look at each, and is not finite where one value is not.
            if finite and not math.isfinite(np.vdot(params[key], params[key])) and not is_finite(params[key]):
                raise NotFinite(f'params["{key}"] must be finite, got NaN or infinity')
        return self

    def _subtract(self, key, layout):
        """Note n_x, where the columns are "n_a+n_x" and n_a is known."""
        total = layout.split()[-1]
        first, second = total.split("+")
        least, columns = self.size[first] + 1, self.size[total]
        if columns < least:
            raise ValueError(f'params["{key}"] must have at least {least} columns ({total}), got {columns}')
        self.size[second] = columns - self.size[first]

    def floats(self, name, value, layout):
        """Check that `value` is a float array of this layout, and of the dtype of those before; return self.

        Raises ValueError: no array, not float32 or float64, another dtype, a shape that disagrees, an
        empty axis.
        """
        return self._take([(name, value, layout)])

    def _check_dtype(self, name, value):
        """Note the dtype of the first array; refuse what is no float array, and later any other dtype."""
        float_values(name, value)
        if self.dtype is None:
            self.dtype = value.dtype
        elif value.dtype != self.dtype:
            floats = (label.format(name) for name, label, _, array in self.seen if array.dtype == self.dtype)
            first = next(floats, "the cache")
            raise ValueError(f"{name} must be {self.dtype}, as {first} is, got {value.dtype}")

    def integers(self, name, value, layout, low=-math.inf, high=math.inf):
        """Check that `value` is an array of integers of this layout, low <= value <= high; return self.

        Raises ValueError: no array, no integers, a shape that disagrees, an empty axis, a value out of range.
        """
        if not is_array(value) or value.dtype.kind not in "iu":
            raise ValueError(f"{name} must be a NumPy array of integers, got {kind(value)}")
        self._take([(name, value, layout)], floats=False)
        if (low, high) == (-math.inf, math.inf):
            return self
        smallest, largest = value.min(), value.max()
        if not low <= smallest <= largest <= high:
            wrong = largest if smallest >= low else smallest
            wanted = f"at least {low}" if high == math.inf else f"in {low} ... {high}"
            raise ValueError(f"{name} must be {wanted}, got {wrong}")
        return self

    def booleans(self, name, value, layout):
        """Check that `value` is an array of booleans of this layout; return self."""
        if not is_array(value) or value.dtype != bool:
            raise ValueError(f"{name} must be a NumPy array of booleans, got {kind(value)}")
        return self._take([(name, value, layout)], floats=False)

    def _take(self, arrays, label="{}", floats=True):
        """Check arrays (name, value, layout): the dtype of floats, sizes; note the new ones; return self."""
        note = self.size.setdefault
        for name, value, layout in arrays:
            if floats and (type(value) is not np.ndarray or value.dtype is not self.dtype):
                self._check_dtype(label.format(name), value)
            axes, shape = AXES(layout), value.shape
            known = tuple(map(note, axes, shape))
            if known != shape or len(axes) != len(shape) or 0 in shape:
                raise ValueError(self._complaint(label.format(name), axes, shape))
            self.seen.append((name, label, axes, value))
            if "+" in layout and layout.partition("+")[2] not in self.size:
                self._subtract(name, layout)
        return self

    def _complaint(self, name, axes, shape):
        """Say which shape was wanted, where each known size comes from, and which shape came."""
        wanted = ", ".join(axes) + ("," if len(axes) == 1 else "")
        origins = [self._origin(axis) for axis in dict.fromkeys(axes) if axis != "1"]
        known = " and ".join(filter(None, origins))
        known = (f" with {known}" if known else "") + (", no axis empty" if 0 in shape else "")
        return f"{name} must have shape ({wanted}){known}, got {shape}"

    def _origin(self, axis):
        """Say which size an axis must have, and which array said so; nothing when it may have any."""
        if axis in self.given:
            return f"{axis} = {self.given[axis]}"
        for name, label, axes, value in self.seen:
            whole = next((whole for whole in axes if axis in whole.split("+")), None)
            if whole:
                has = f"shape {value.shape}"
                if label != "{}":  # a parameter, which is a matrix
                    has = f"{self.size[whole]} {'rows' if axes[0] == whole else 'columns'}"
                    has += "" if whole == axis else f", {whole}"
                return f"{axis} = {self.size[axis]} ({label.format(name)} has {has})"
        return ""

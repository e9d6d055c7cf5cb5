"""Padding fills the steps beyond a length. It is replaced by zeros, not multiplied, as 0 times NaN is NaN.

The functions here serve layers and losses, which check their arguments.  Lesson: 01_notation
"""

import numpy as np

from helpers import validation


def padding_of(lengths, block):
    """Return bool (steps, m), True beyond a length, for the steps of a slice; None for lengths of None."""
    return None if lengths is None else np.arange(block.start, block.stop)[:, None] >= lengths


def clear(values, padding):
    """Set values (steps, n, m), or (n, m), to zero where padding (steps, m), or (m,), is True: in place."""
    if padding is not None:
        values.swapaxes(-1, -2)[padding] = 0


def without_padding(values, padding):
    """Return values with zeros at padding, see `clear`: a copy, or the same array where padding is None."""
    if padding is not None:
        values = values.copy()
        clear(values, padding)
    return values


def check_finite(name, values, lengths=None):
    """Refuse NaN and infinity in values (T, n, m), but beyond lengths (m,), where they may be."""
    if not validation.is_finite(values):  # quick, as most often nothing is wrong
        validation.finite(name, without_padding(values, padding_of(lengths, slice(0, len(values)))))

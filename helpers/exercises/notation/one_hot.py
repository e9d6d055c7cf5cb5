"""The check of `one_hot(indices, n_v) -> x (T, n_v, m)`."""

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.listed import Check


def one_hot_reference(indices, n_v, wrong=frozenset()):
    T, m = indices.shape
    if "n_v from the data" in wrong:
        n_v = indices.max() + 1
    if "axes of indices swapped" in wrong:
        indices = indices.T
        T, m = m, T
    rows = indices - 1 if "one row too low" in wrong else indices
    if "one row too high" in wrong:
        rows = indices + 1
    if rows.max() >= n_v or ("ranges exchanged" in wrong and T != m):
        raise IndexError("index out of bounds")
    x = np.zeros((T, n_v, m))
    if "index arrays not crossed" in wrong:
        x[np.arange(T), indices, np.arange(m)] = 1.0
        return x
    if "class and example exchanged" in wrong:
        x[np.arange(T)[:, None], np.arange(m), indices] = 1.0
        return x
    np.put_along_axis(x, rows[:, None, :] % n_v, 1.0, axis=1)
    if "ones and zeros exchanged" in wrong:
        x = 1 - x
    if "every example marked" in wrong:
        x = np.repeat(x.max(axis=2, keepdims=True), m, axis=2)
    if "one column for all" in wrong:
        x = np.ones_like(x) * x.max(axis=(0, 2), keepdims=True)
    if "column not cleared" in wrong:
        flat = x.transpose(0, 2, 1).reshape(T * m, n_v)
        x = np.maximum.accumulate(flat).reshape(T, m, n_v).transpose(0, 2, 1)
    if "padding left zero" in wrong:
        x = x * (indices != 0)[:, None, :]
    if "the index in place of 1" in wrong:
        x = x * indices[:, None, :]
    if "first step left out" in wrong:
        x[0] = 0
    if "last step left out" in wrong:
        x[-1] = 0
    if "float32" in wrong:
        x = x.astype(np.float32)
    if "integers" in wrong:
        x = x.astype(int)
    if "booleans" in wrong:
        x = x.astype(bool)
    if "classes last" in wrong:
        return x.transpose(0, 2, 1)
    if "classes first" in wrong:
        return x.transpose(1, 0, 2)
    if "examples first" in wrong:
        return x.transpose(2, 0, 1)
    if "reshape" in wrong:
        return x.transpose(0, 2, 1).reshape(T, n_v, m)
    return x.transpose(0, 2, 1).reshape(T * m, n_v) if "flat" in wrong else x


def draw_indices(T, m, n_v, used=None):
    """Draw indices (T, m) below `used`, the largest and 0 among them."""

    def draw(rng):
        top = (used or n_v) - 1
        indices = rng.integers(1, top, size=(T, m))
        flat = rng.permutation(T * m)[:2]
        indices.reshape(-1)[flat] = [0, top]
        return indices, n_v

    return draw


CHECK = Check(
    name="one_hot",
    call="one_hot(indices, n_v)",
    returns=("x",),
    reference=one_hot_reference,
    cases=(
        Case("shape", draw_indices(4, 3, 6), "x is an array of floats (T, n_v, m)."),
        Case(
            "special case",
            lambda rng: (np.array([[1]]), 3),
            "one token with index 1 of 3 gives the column 0, 1, 0.",
        ),
        Case(
            "special case",
            draw_indices(5, 1, 9, used=4),
            "n_v decides the height, also where the largest indices do not occur.",
        ),
        Case("special case", draw_indices(3, 2, 400), "a vocabulary may have more than 256 entries."),
        Case(
            "random case",
            draw_indices(5, 2, 7),
            "x[t, indices[t, i], i] is 1; everything else is 0, so every column sums to 1.",
        ),
        Case("random case", draw_indices(7, 8, 5), "x.argmax(axis=1) gives the indices back."),
    ),
    mistakes={
        "classes last": (
            "the axes are (T, m, n_v), as np.eye(n_v)[indices] gives them: exchange the last two, "
            "transpose(0, 2, 1)."
        ),
        "reshape": (
            "reshape keeps the numbers in memory order and tears the columns apart: exchange axes with "
            "transpose."
        ),
        "classes first": "the axes are (n_v, T, m): time comes first, (T, n_v, m).",
        "examples first": "the axes are (m, T, n_v), batch first: here (T, n_v, m) is asked.",
        "flat": "all tokens stand in one matrix (T m, n_v): x has three axes, (T, n_v, m).",
        "integers": "x holds integers: it must hold floats (weights multiply it).",
        "booleans": "x holds booleans: it must hold floats, 0.0 and 1.0.",
        "float32": "x is float32: leave dtype out, NumPy makes float64.",
        "class and example exchanged": (
            "the index belongs on the middle axis: x[t, indices[t, i], i], not x[t, i, indices[t, i]]."
        ),
        "first step left out": "step 0 is left out: range(T) begins at 0.",
        "last step left out": "the last step is left out: range(T) ends at T - 1 by itself.",
        "n_v from the data": (
            "the height comes from the largest index that occurs: it is n_v, whatever occurs."
        ),
        "one row too low": "the 1 stands at index - 1: indices count from 0, index k marks row k.",
        "one row too high": "the 1 stands at index + 1: indices count from 0, index k marks row k.",
        "ones and zeros exchanged": "0 stands where 1 should, and 1 where 0 should.",
        "every example marked": (
            "at each step the 1 is set in the columns of all examples: row indices[t, i] belongs to column i "
            "alone."
        ),
        "one column for all": (
            "every column holds the ones of all tokens: the 1 is set at every step and in every example (t "
            "and i must go along with the index), or all columns are one and the same array (make a new one "
            "for each token)."
        ),
        "column not cleared": (
            "the ones of earlier tokens are still there: start each token from a new column of zeros."
        ),
        "index arrays not crossed": (
            "the three index arrays must broadcast to (T, m): make the steps a column, np.arange(T)[:, None]."
        ),
        "axes of indices swapped": "indices are read as (m, T): the first axis is time, indices[t, i].",
        "ranges exchanged": (
            "the ranges of t and i are exchanged: t runs over indices.shape[0], i over indices.shape[1]."
        ),
        "padding left zero": (
            "columns of index 0 are all zero: <PAD> has its own 1 in row 0; the mask takes it out later."
        ),
        "the index in place of 1": (
            "the column holds the index itself: the entry is 1, the index only says in which row."
        ),
    },
    square=draw_indices(4, 4, 4),
)

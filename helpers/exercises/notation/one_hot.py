"""The check of `one_hot(indices, n_v) -> x (T, n_v, m)`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of


def one_hot(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T):
        for i in range(m):
            x[t, indices[t, i], i] = 1
    return x


def from_the_identity(indices, n_v):
    rows = np.eye(n_v)[indices]
    return rows.transpose(0, 2, 1)


def draw_indices(T, m, n_v, used=None):
    """Draw indices (T, m) below `used`, the largest and 0 among them."""

    def draw(rng):
        top = (used or n_v) - 1
        indices = rng.integers(1, top, size=(T, m))
        flat = rng.permutation(T * m)[:2]
        indices.reshape(-1)[flat] = [0, top]
        return indices, n_v

    return draw


ONES = "x[t, indices[t, i], i] is 1; everything else is 0, so every column sums to 1."
ROWS = "np.eye(n_v)[indices]"
TURNED = "rows.transpose(0, 2, 1)"
SET = "x[t, indices[t, i], i] = 1"

CHECK = Check(
    returns={"x": "step, class, example"},
    references=(one_hot, from_the_identity),
    cases=(
        Case("shape", draw_indices(4, 3, 6), "x is an array of floats (T, n_v, m)."),
        Case("special case", lambda rng: (np.array([[1]]), 3), "index 1 of 3 gives the column 0, 1, 0."),
        Case("special case", draw_indices(5, 1, 9, used=4), "n_v decides the height, whatever occurs."),
        Case("special case", draw_indices(3, 2, 400), "a vocabulary may have more than 256 entries."),
        Case("random case", draw_indices(5, 2, 7), ONES),
        Case("random case", draw_indices(7, 8, 5), "x.argmax(axis=1) gives the indices back."),
    ),
    rules=(
        *instead_of(
            TURNED,
            {
                "rows": "the axes are (T, m, n_v): exchange the last two.",
                "rows.reshape(len(indices), n_v, -1)": (
                    "reshape only cuts the numbers in memory anew: exchange axes with transpose."
                ),
                "rows.reshape(-1, n_v)": "all tokens stand in one matrix (T m, n_v): x is (T, n_v, m).",
                "rows.transpose(2, 0, 1)": "the axes are (n_v, T, m): time comes first, (T, n_v, m).",
                "rows.transpose(1, 0, 2)": "the axes are (m, T, n_v), batch first: (T, n_v, m) is asked.",
            },
        ),
        *instead_of(
            ROWS,
            {
                "np.eye(indices.max() + 1)[indices]": (
                    "the height comes from the largest index that occurs: it is n_v, whatever occurs."
                ),
                "np.eye(n_v)[indices] * (indices != 0)[:, :, None]": (
                    "columns of index 0 are all zero: <PAD> has its own 1 in row 0."
                ),
                "1 - np.eye(n_v)[indices]": "0 stands where 1 should, and 1 where 0 should.",
                "np.eye(n_v)[indices - 1]": "the 1 stands one row too low, at index - 1: rows count from 0.",
                "np.eye(n_v)[indices].max(axis=1, keepdims=True) * np.ones((1, indices.shape[1], 1))": (
                    "at each step the 1 is set in the columns of all examples."
                ),
                "np.eye(n_v)[indices].max(axis=(0, 1)) * np.ones((*indices.shape, 1))": (
                    "every column holds the ones of all tokens: each token has a column of its own."
                ),
            },
        ),
        *instead_of(
            SET,
            {
                "x[t, indices[t, i], i] = indices[t, i]": "the index is written, not 1: it only says where.",
                "column = x[t, :, i - 1] if i else 0\nx[t, :, i] = column\nx[t, indices[t, i], i] = 1": (
                    "the ones of earlier examples are still there: start each from a new column of zeros."
                ),
                "x[t, i, indices[t, i]] = 1": "the index belongs on the middle axis, x[t, indices[t, i], i].",
                "x[t, indices[i, t], i] = 1": "indices are read as (m, T): time comes first, indices[t, i].",
            },
        ),
    ),
    square=draw_indices(4, 4, 4),
)

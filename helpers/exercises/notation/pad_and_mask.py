"""The check of `pad_and_mask(sequences) -> indices (T, m), mask (T, m)`."""

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.listed import Check


def pad_reference(sequences, wrong=frozenset()):
    lengths = np.array([len(sequence) for sequence in sequences])
    m, T = len(sequences), int(lengths.max())
    if "length of the first" in wrong:
        if T > lengths[0]:
            raise ValueError("could not broadcast input array")
        T = int(lengths[0])
    if "cut to the shortest" in wrong:
        T = int(lengths.min())
    if "one row too many" in wrong:
        T += 1
    indices, mask = np.zeros((T, m), dtype=int), np.arange(T)[:, None] < lengths
    for label, value in {"padded with -1": -1, "padded with <UNK>": 1, "padded with <EOS>": 2}.items():
        if label in wrong:
            indices[:] = value
    for i, sequence in enumerate(sequences):
        column, start = sequence[:T], max(T - len(sequence), 0) if "padded in front" in wrong else 0
        indices[start : start + len(column), i] = column
        if "last token repeated" in wrong:
            indices[len(column) :, i] = column[-1]
    if "padded in front" in wrong:
        mask = mask[::-1]
    if "mask from the values" in wrong:
        mask = indices != 0
    if "mask one too long" in wrong:
        mask = np.arange(T)[:, None] <= lengths
    if "mask one short" in wrong:
        mask = np.arange(T)[:, None] + 1 < lengths
    if "mask all True" in wrong:
        mask = np.ones_like(mask)
    if "steps not a column" in wrong:
        mask = np.arange(T) < lengths
    if "mask counts examples" in wrong:
        mask = np.arange(m)[:, None] < lengths
    if "mask turned round" in wrong:
        mask = ~mask
    if "mask as integers" in wrong:
        mask = mask.astype(int)
    if "mask as floats" in wrong:
        mask = mask.astype(float)
    if "indices as floats" in wrong:
        indices = indices.astype(float)
    if "batch first" in wrong:
        indices, mask = indices.T, mask.T
    if "no mask" in wrong:
        return indices
    return indices, lengths if "lengths for a mask" in wrong else mask


def draw_sequences(*lengths, low=1):
    """Draw sequences of indices below 30; with low=0 each holds a 0 among its real tokens."""

    def draw(rng):
        sequences = [rng.integers(3, 30, size=length) for length in lengths]
        for sequence in sequences if low == 0 else []:
            sequence[rng.integers(len(sequence))] = 0
        return (sequences,)

    return draw


CHECK = Check(
    name="pad_and_mask",
    call="pad_and_mask(sequences)",
    returns=("indices", "mask"),
    reference=pad_reference,
    cases=(
        Case("shape", draw_sequences(2, 5, 3), "indices are (T, m) integers, mask is (T, m) booleans."),
        Case(
            "special case", draw_sequences(4), "one sequence: nothing is padded, the mask is True throughout."
        ),
        Case(
            "special case",
            draw_sequences(4, 2, 3, low=0),
            "a real token may have index 0: the mask follows the lengths. Below each sequence stand zeros.",
        ),
        Case(
            "special case",
            lambda rng: ([np.array([300, 5, 256]), np.array([999])],),
            "an index may be larger than 255: it is stored as it is.",
        ),
        Case(
            "random case",
            draw_sequences(6, 1, 4, 5),
            "column i holds sequence i, then zeros; mask[t, i] is t < length of i.",
        ),
        Case(
            "random case",
            draw_sequences(3, 7, 2, 5, 1),
            "column i holds sequence i, then zeros; mask[t, i] is t < length of i.",
        ),
    ),
    mistakes={
        "batch first": "one sequence per row, (m, T): here each sequence is a column, (T, m).",
        "length of the first": "T is the length of the first sequence: it must be that of the longest.",
        "cut to the shortest": (
            "T is the length of the shortest sequence and the others are cut: T is that of the longest."
        ),
        "one row too many": "there is one row more than the longest sequence has tokens.",
        "padded in front": "the padding stands in front: the tokens come first, the padding after them.",
        "padded with -1": "the padding is -1: it must be 0, the index of <PAD>.",
        "padded with <UNK>": "the padding is 1, the index of <UNK>: it must be 0, that of <PAD>.",
        "padded with <EOS>": "the padding is 2, the index of <EOS>: it must be 0, that of <PAD>.",
        "last token repeated": (
            "the last token is repeated in the padding: the padding is 0, the index of <PAD>."
        ),
        "mask all True": "the mask is True throughout: it must be False at the padding, where t >= length.",
        "mask turned round": "the mask is True at the padding: it must be True at the real tokens.",
        "mask from the values": (
            "the mask comes from the values (!= 0): a real token may have index 0. Compare positions with "
            "lengths."
        ),
        "steps not a column": (
            "np.arange(T) < lengths compares two arrays of one axis each: make the steps a column, "
            "np.arange(T)[:, None]."
        ),
        "mask counts examples": "the mask has m rows: np.arange over T, the longest length.",
        "mask one too long": (
            "the mask is one step too long: steps 0 … length - 1 are real, so test t < length."
        ),
        "mask one short": (
            "the mask is one step too short: steps 0 … length - 1 are real, so test t < length."
        ),
        "mask as integers": "the mask holds integers 0 and 1: it must hold booleans (dtype=bool).",
        "mask as floats": "the mask holds floats: it must hold booleans (dtype=bool).",
        "indices as floats": "the indices are floats: np.zeros makes floats unless dtype=int is given.",
        "lengths for a mask": (
            "the lengths are returned in place of the mask: the mask is (T, m), True where t < length."
        ),
        "no mask": "the mask is not returned: return indices, mask.",
    },
)

"""The check of `pad_and_mask(sequences) -> indices (T, m), mask (T, m)`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of


def pad_and_mask(sequences):
    lengths = np.array([len(sequence) for sequence in sequences])
    T = lengths.max()
    indices = np.zeros((T, len(sequences)), dtype=int)
    for i, sequence in enumerate(sequences):
        indices[: len(sequence), i] = sequence
    mask = np.arange(T)[:, None] < lengths
    return indices, mask


def marked_in_the_loop(sequences):
    T = max(len(sequence) for sequence in sequences)
    indices = np.zeros((T, len(sequences)), dtype=int)
    mask = np.zeros((T, len(sequences)), dtype=bool)
    for i, sequence in enumerate(sequences):
        indices[: len(sequence), i] = sequence
        mask[: len(sequence), i] = True
    return indices, mask


def draw_sequences(*lengths, low=1):
    """Draw sequences of indices below 30; with low=0 each holds a 0 among its real tokens."""

    def draw(rng):
        sequences = [rng.integers(3, 30, size=length) for length in lengths]
        for sequence in sequences if low == 0 else []:
            sequence[rng.integers(len(sequence))] = 0
        return (sequences,)

    return draw


def draw_large(rng):
    return ([np.array([300, 5, 256]), np.array([999])],)


LAW = {
    "indices": "column i holds sequence i, then zeros.",
    "mask": "mask[t, i] is t < length of i, whatever the values are.",
}
PADDING = "it must be 0, the index of <PAD>."
MASK = "np.arange(T)[:, None] < lengths"
LENGTHS = "T = lengths.max()"
CUT = "T = lengths.min()\nsequences = [s[:T] for s in sequences]"
FILL = "indices[: len(sequence), i] = sequence"
ZEROS = "np.zeros((T, len(sequences)), dtype=int)"

CHECK = Check(
    returns={"indices": "step, example", "mask": "step, example"},
    references=(pad_and_mask, marked_in_the_loop),
    cases=(
        Case("shape", draw_sequences(2, 5, 3), "indices are (T, m) integers, mask is (T, m) booleans."),
        Case(
            "special case", draw_sequences(4), "one sequence: nothing is padded, the mask is True throughout."
        ),
        Case("special case", draw_sequences(4, 2, 3, low=0), LAW),
        Case("special case", draw_large, "an index may be larger than 255: it is stored as it is."),
        Case("random case", draw_sequences(6, 1, 4, 5), LAW),
        Case("random case", draw_sequences(3, 7, 2, 5, 1), LAW),
        Case("random case", draw_sequences(2, 3, 1, 2, 3), LAW),  # more sequences than steps
    ),
    rules=(
        *instead_of(
            MASK,
            {
                "indices != 0": ("the mask comes from the values (!= 0): a real token may have index 0."),
                "np.ones((T, len(sequences)), dtype=bool)": "the mask is True at the padding too.",
                "lengths": "the lengths are returned in place of the mask, (T, m), True where t < length.",
                "np.arange(len(lengths))[:, None] < lengths": "the mask has m rows: np.arange over T.",
            },
        ),
        *instead_of("indices, mask", {"indices.T, mask.T": "one sequence per row: here each is a column."}),
        *instead_of(LENGTHS, {CUT: "T is the shortest length, and the others are cut: T is the longest."}),
        *instead_of(
            FILL,
            {
                "indices[T - len(sequence) :, i] = sequence": "the padding stands in front of the tokens.",
                f"{FILL}\nindices[len(sequence) :, i] = sequence[-1]": (
                    f"the last token is repeated in the padding: {PADDING}"
                ),
            },
        ),
        *instead_of(
            ZEROS,
            {
                "np.full((T, len(sequences)), -1)": f"the padding is -1: {PADDING}",
                "np.ones((T, len(sequences)), dtype=int)": f"the padding is 1, the index of <UNK>: {PADDING}",
            },
        ),
    ),
)

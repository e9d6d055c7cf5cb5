"""From sentences to a batch, frame by frame: words, indices, padding, mask, the array, its one-hot slices.

    draw = batching(sentences)      lists of tokens; fig, alt = draw(step)

Frames 0 to 4, then one for each step of the longest sentence. Lesson: 01_notation
"""

import numpy as np

from helpers.diagrams.arrows import arrow
from helpers.diagrams.shapes import SMALL, canvas, grid, label
from helpers.text import build_vocabulary, encode, mask_from_lengths, one_hot, pad

WORDS, INDICES, PADDED, MASK, COLUMNS = range(5)
TITLES = (
    "Three sentences of unequal length do not fill a box.",
    "Each word becomes its index in the vocabulary.",
    "Padding: index 0, <PAD>, fills the shorter ones up.",
    "The mask says which cells are real.",
    "Each sentence becomes a column: time runs downwards.",
)
SMALL_CELL, CELL = (0.4, 0.36), (0.72, 0.45)


def batching(sentences):
    """Return `draw(step)`, which draws frame `step`, 0 to 4 + the longest length, with its alternative text.

    Raises ValueError: step is no such number.
    """
    vocabulary = build_vocabulary(sentences)
    indices, lengths = pad([encode(tokens, vocabulary) for tokens in sentences])
    mask = mask_from_lengths(lengths, len(indices))

    def draw(step=COLUMNS):
        if step not in range(COLUMNS + 1 + len(indices)):
            raise ValueError(f"step must be a whole number from 0 to {COLUMNS + len(indices)}, got {step!r}")
        t = step - COLUMNS - 1
        if step < COLUMNS:
            fig, ax = canvas(9, 4.35, TITLES[step])
            _lying(ax, step, sentences, indices, mask)
            return fig, f"{TITLES[step]} {_seen(step, sentences, mask)}"
        title = TITLES[COLUMNS] if t < 0 else f"One-hot: x[{t}] holds step {t + 1} of every sentence."
        fig, ax = canvas(9, 4.35, title)
        _standing(ax, indices, mask, t)
        if t < 0:
            return fig, f"{title} {indices.shape[0]} rows, {indices.shape[1]} columns, padding hatched."
        _slice(ax, indices[t], mask[t], vocabulary, t)
        rows = ", ".join(map(str, indices[t]))
        seen = f"Left the indices, an arrow from row {t + 1}. Right a matrix, a row for each word of the"
        return fig, f"{title} {seen} vocabulary, a column for each sentence; its ones are in the rows {rows}."

    return draw


def _lying(ax, step, sentences, indices, mask):
    """Draw the sentences as rows, time to the right: words, or indices with padding and mask as they come."""
    left, top = 1.0, 2.9
    for i, tokens in enumerate(sentences):
        long = len(indices) if step >= PADDED else len(tokens)
        texts = [tokens if step == WORDS else list(indices[:long, i])]
        looks = _looks(mask[None, :long, i])
        grid(ax, left, top - CELL[1] * i, 1, long, texts, CELL, *looks, size=13)
        label(ax, left - 0.12, top - CELL[1] * (i + 0.5), f"$i = {i + 1}$", SMALL, ha="right")
    for t in range(len(indices)):
        label(ax, left + CELL[0] * (t + 0.5), top + 0.2, f"$t = {t + 1}$", SMALL)
    if step == MASK:
        right = left + CELL[0] * len(indices) + 0.9
        grid(ax, right, top, *mask.T.shape, mask.T.astype(int), (0.5, CELL[1]), *_looks(mask.T), size=13)
        label(ax, right + 0.25 * len(indices), top + 0.2, "mask", SMALL)


def _standing(ax, indices, mask, t):
    """Draw the array (T_x, m), time downwards, and mark row t, if there is one."""
    left, top = 1.3, 3.3
    grid(ax, left, top, *indices.shape, indices, CELL, *_looks(mask), size=13)
    for i in range(indices.shape[1]):
        label(ax, left + CELL[0] * (i + 0.5), top + 0.2, f"$i = {i + 1}$", SMALL)
    for row in range(len(indices)):
        label(ax, left - 0.12, top - CELL[1] * (row + 0.5), f"$t = {row + 1}$", SMALL, ha="right")
    label(
        ax,
        left + CELL[0] * indices.shape[1] / 2,
        top - CELL[1] * len(indices) - 0.25,
        "indices (T_x, m)",
        SMALL,
    )
    if t >= 0:
        y = top - CELL[1] * (t + 0.5)
        right = left + CELL[0] * indices.shape[1]
        arrow(ax, (right + 0.08, y), (right + 1.2, y))


def _slice(ax, row, real, vocabulary, t):
    """Draw x[t], a one-hot column for each entry of `row`, the words of the vocabulary beside its rows."""
    left, top = 6.3, 4.0
    x = one_hot(row, len(vocabulary)).astype(int)
    kinds = [["input" if one and yes else "plain" for one, yes in zip(line, real, strict=True)] for line in x]
    hatched = (x == 1) & ~real
    cell = (SMALL_CELL[0], min(SMALL_CELL[1], 3.6 / len(vocabulary)))
    grid(ax, left, top, *x.shape, x, cell, kinds, hatched)
    for k, word in enumerate(vocabulary):
        label(ax, left - 0.12, top - cell[1] * (k + 0.5), f"{word}  {k}", SMALL, ha="right")
    label(ax, left + cell[0] * len(row) + 0.15, top - 1.8, f"x[{t}]", 13, ha="left")
    label(ax, left + cell[0] * len(row) + 0.15, top - 2.1, "(n_v, m)", SMALL, ha="left")


def _looks(mask):
    """Return the kinds of cells, and which are hatched: padding."""
    return np.where(mask, "input", "plain").tolist(), (~mask).tolist()


def _seen(step, sentences, mask):
    """Say what the rows of a frame show."""
    count, hatched = len(sentences), int((~mask).sum())
    rows = {
        WORDS: f"{count} rows of words, aligned on the left: {'; '.join(map(' '.join, sentences))}.",
        INDICES: f"{count} rows of indices in the place of the words, still of unequal length.",
        PADDED: f"{count} rows of {len(mask)} indices; {hatched} cells are hatched and hold 0.",
        MASK: f"Beside the rows the mask: 1 at each word, 0 at each of the {hatched} hatched cells.",
    }
    return rows[step]

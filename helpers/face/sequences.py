"""Diagrams of sequences as numbers: notation, one-hot columns, padding, stacked matrices, shared weights."""

from helpers.face.arrows import arrow, brace
from helpers.face.shapes import SMALL, box, canvas, circle, grid, label, symbol, tokens
from helpers.face.style import COLOURS

SENTENCE = "Harry Potter and Hermione Granger invented a new spell".split()
NAMES = (1, 1, 0, 1, 1, 0, 0, 0, 0)


def notation_figure(words=SENTENCE, labels=NAMES, title=None):
    """Draw a sentence word by word, with x at each step above it and y (is it part of a name?) below it."""
    gap, widths = 0.33, [0.1 * len(word) + 0.16 for word in words]
    right = 0.1 + sum(widths) + gap * (len(words) - 1)
    fig, ax = canvas(right + 0.1, 2.75, title)
    kinds = ["output" if one else "input" for one in labels]
    x = 0.1
    for t, (word, one, kind, width) in enumerate(zip(words, labels, kinds, widths, strict=True), start=1):
        (node,) = tokens(ax, x, 1.75, [word], kind=kind, width=width, size=12)
        label(ax, node.x, 2.3, symbol("x", t))
        arrow(ax, node, (node.x, 1.1))
        label(ax, node.x, 0.92, f"${one}$")
        label(ax, node.x, 0.6, symbol("y", t))
        x += width + gap
    brace(ax, 0.1, right, 0.4, f"$T_x = T_y = {len(words)}$")
    return fig


def one_hot_figure(words, vocabulary, title=None):
    """Draw words, their indices in the vocabulary (a list), and their one-hot columns.

    Of a long vocabulary only the rows in use, the first and the last are drawn; dots stand for the rest.
    """
    indices = [vocabulary.index(word) for word in words]
    rows = _rows(sorted({0, len(vocabulary) - 1, *indices}), len(vocabulary))
    cell, left = 0.34, 2.3
    height = cell * len(rows)
    fig, ax = canvas(left + 1.25 * len(words) + 0.1, height + 2.05, title)
    top = height + 0.35
    for i, row in enumerate(rows):
        y = top - cell * (i + 0.5)
        text = r"$\vdots$" if row is None else f"{vocabulary[row]}  {row:,}".replace("$", r"\$")
        label(ax, left - 0.15, y, text, 12, ha="right")
    for j, (word, index) in enumerate(zip(words, indices, strict=True)):
        x = left + 1.25 * j + 0.6
        node = box(ax, x, top + 1.4, word, 1.15, 0.4, "input", 12)
        number = label(ax, x, top + 0.65, f"{index:,}", 13)
        arrow(ax, node, (x, number.get_position()[1] + 0.13))
        arrow(ax, (x, top + 0.5), (x, top + 0.03))
        texts = [[r"$\vdots$" if row is None else int(row == index)] for row in rows]
        kinds = [["output" if row == index else "plain"] for row in rows]
        grid(ax, x - cell / 2, top, len(rows), 1, texts, (cell, cell), kinds)
    label(ax, left - 0.15, top + 1.4, "word", 12, ha="right")
    label(ax, left - 0.15, top + 0.65, "index", 12, ha="right")
    label(ax, left - 0.15, top + 0.22, "one-hot column", 12, ha="right")
    label(ax, 0.1, 0.17, f"{len(vocabulary):,} rows, one of them 1", SMALL, ha="left")
    return fig


def _rows(used, count):
    """Return the rows to draw, None for each run of rows left out (a run of one row is drawn)."""
    rows = []
    for row in used:
        if rows and row - rows[-1] == 2:
            rows.append(row - 1)
        elif rows and row - rows[-1] > 2:
            rows.append(None)
        rows.append(row)
    return rows


def padding_figure(sequences, pad="<PAD>", title=None):
    """Draw sequences of words padded to the longest, padded cells hatched, and beside them their mask."""
    longest, count = max(map(len, sequences)), len(sequences)
    widest = max(len(word) for words in sequences for word in [*words, pad])
    wide, small, high, left = 0.1 * widest + 0.16, 0.34, 0.42, 0.15
    second = left + wide * longest + 0.5
    fig, ax = canvas(second + small * longest + 0.15, high * count + 0.85, title)
    top = high * count + 0.4
    words = [[*sequence, *[pad] * (longest - len(sequence))] for sequence in sequences]
    real = [[t < len(sequence) for t in range(longest)] for sequence in sequences]
    hatched = [[not yes for yes in row] for row in real]
    kinds = [["input" if yes else "plain" for yes in row] for row in real]
    grid(ax, left, top, count, longest, words, (wide, high), kinds, hatched)
    numbers = [[int(yes) for yes in row] for row in real]
    grid(ax, second, top, count, longest, numbers, (small, high), kinds, hatched)
    for t in range(longest):
        label(ax, left + wide * (t + 0.5), top + 0.2, f"$t = {t + 1}$", SMALL)
    label(ax, second + small * longest / 2, top + 0.2, "mask", SMALL)
    padded = sum(map(sum, hatched))
    label(ax, left, 0.18, f"{padded} of {count * longest} cells are padding (hatched)", SMALL, ha="left")
    return fig


def stacked_matrices(n_a=100, n_x=10_000, title=None):
    """Draw W_a = [Waa | Wax] times [a_prev; x_t], with the sizes beside it; the sides are not to scale."""
    fig, ax = canvas(8.4, 3.9, title)
    a, x, y, high = 0.75, 2.5, 2.05, 0.75
    box(ax, 1.0 + a / 2, y, "$W_{aa}$", a, high, "state", sharp=True)
    box(ax, 1.0 + a + x / 2, y, "$W_{ax}$", x, high, "input", sharp=True)
    label(ax, 0.9, y, f"{n_a:,}", SMALL, ha="right")
    label(ax, 1.0 + a / 2, y + 0.55, f"{n_a:,}", SMALL)
    label(ax, 1.0 + a + x / 2, y + 0.55, f"{n_x:,}", SMALL)
    brace(ax, 1.0, 1.0 + a + x, y - 0.45, f"$W_a$: {n_a:,} × {n_a + n_x:,}")
    label(ax, 4.55, y, "×")
    middle = 5.2
    box(ax, middle, 3.65 - a / 2, symbol("a", "t-1"), 0.72, a, "state", sharp=True)
    box(ax, middle, 3.65 - a - x / 2, symbol("x", "t"), 0.72, x, "input", sharp=True)
    label(ax, middle + 0.43, 3.65 - a / 2, f"{n_a:,}", SMALL, ha="left")
    label(ax, middle + 0.43, 3.65 - a - x / 2, f"{n_x:,}", SMALL, ha="left")
    label(ax, 6.4, y, "=")
    box(ax, 7.1, y, "$z$", 0.72, high, "output", sharp=True)
    label(ax, 7.53, y, f"{n_a:,}", SMALL, ha="left")
    label(ax, 7.1, y - 0.62, "the same as", SMALL)
    label(ax, 7.1, y - 0.9, "$W_{aa}\\,a^{\\langle t-1 \\rangle} + W_{ax}\\,x^{\\langle t \\rangle}$", 13)
    return fig


def dense_vs_shared(T=3, title=None):
    """Draw a dense network, a matrix for each pair of positions, beside one matrix used at each position."""
    step, low, high = 1.25, 1.15, 2.85
    first = max(0.6, 1.75 - step * (T - 1) / 2)
    right = first + step * (T - 1) + max(1.8, 3.3 - step * (T - 1))
    fig, ax = canvas(right + step * (T - 1) + first, 3.9, title)
    for left, name in [(first, "dense"), (right, "shared")]:
        xs = [circle(ax, left + step * t, low, symbol("x", t + 1), 0.33, "input") for t in range(T)]
        ys = [circle(ax, left + step * t, high, symbol(r"\hat{y}", t + 1), 0.33, "output") for t in range(T)]
        middle = left + step * (T - 1) / 2
        if name == "dense":
            for s, x in enumerate(xs):
                for y in ys:
                    arrow(ax, x, y, colour=COLOURS[s])
            text = f"a matrix for each pair of positions: {T * T}"
        else:
            for x, y in zip(xs, ys, strict=True):
                arrow(ax, x, y, "$W$")
            text = "one matrix for all positions: 1"
        label(ax, middle, 3.55, name, 13, weight="bold")
        label(ax, middle, 0.5, text, SMALL)
    return fig

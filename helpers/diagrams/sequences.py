"""Diagrams of sequences as numbers: notation, one-hot columns, stacked matrices, shared weights."""

import numpy as np
from matplotlib.patches import Polygon

from helpers.diagrams.arrows import arrow, brace
from helpers.diagrams.shapes import FILL, SMALL, box, canvas, grid, label, symbol, tokens, variable
from helpers.plotting.colours import INK, LINES, tint
from helpers.plotting.settings import THIN

SENTENCE = "Harry Potter and Hermione Granger invented a new spell".split()
NAMES = (1, 1, 0, 1, 1, 0, 0, 0, 0)


def notation_figure(words=SENTENCE, labels=NAMES, title=None):
    """Draw a sentence word by word, with x at each step above it and y (is it part of a name?) below it."""
    gap, widths = 0.33, [0.1 * len(word) + 0.16 for word in words]
    right = 0.1 + sum(widths) + gap * (len(words) - 1)
    fig, ax = canvas(right + 0.1, 3.0, title)
    kinds = ["output" if one else "input" for one in labels]
    x = 0.1
    for t, (word, one, kind, width) in enumerate(zip(words, labels, kinds, widths, strict=True), start=1):
        (node,) = tokens(ax, x, 2.0, [word], kind=kind, width=width, size=12)
        label(ax, node.x, 2.55, symbol("x", t))
        arrow(ax, node, (node.x, 1.35))
        label(ax, node.x, 1.17, f"${one}$")
        label(ax, node.x, 0.85, symbol("y", t))
        x += width + gap
    brace(ax, 0.1, right, 0.65, f"$T_x = T_y = {len(words)}$")
    label(ax, 0.1, 0.13, "green: part of a name", SMALL, ha="left")
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
        kinds = [["input" if row == index else "plain"] for row in rows]
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


def stacked_matrices(n_a=100, n_x=10_000, title=None):
    """Draw W_a = [Waa | Wax] times [a_prev; x_t], one example, with the sizes beside it; not to scale."""
    fig, ax = canvas(8.4, 3.9, title)
    a, x, y, high, column = 0.75, 2.5, 2.05, 0.75, 0.2
    box(ax, 1.0 + a / 2, y, "$W_{aa}$", a, high, "parameter", sharp=True)
    box(ax, 1.0 + a + x / 2, y, "$W_{ax}$", x, high, "parameter", sharp=True)
    label(ax, 0.9, y, f"{n_a:,}", SMALL, ha="right")
    label(ax, 1.0 + a / 2, y + 0.55, f"{n_a:,}", SMALL)
    label(ax, 1.0 + a + x / 2, y + 0.55, f"{n_x:,}", SMALL)
    brace(ax, 1.0, 1.0 + a + x, y - 0.45, f"$W_a$: {n_a:,} × {n_a + n_x:,}")
    label(ax, 4.5, y, "×")
    middle, top = 5.45, 3.65
    for name, place, long, kind, size in [
        (symbol("a", "t-1"), top - a / 2, a, "state", n_a),
        (symbol("x", "t"), top - a - x / 2, x, "input", n_x),
    ]:
        box(ax, middle, place, "", column, long, kind, sharp=True)
        label(ax, middle - 0.18, place, name, ha="right")
        label(ax, middle + 0.18, place, f"{size:,}", SMALL, ha="left")
    label(ax, 6.4, y, "=")
    box(ax, 7.1, y, "", column, high, sharp=True)
    label(ax, 6.92, y, "$z$", ha="right")
    label(ax, 7.28, y, f"{n_a:,}", SMALL, ha="left")
    label(ax, 7.1, y - 0.62, "the same as", SMALL)
    label(ax, 7.1, y - 0.9, "$W_{aa}\\,a^{\\langle t-1 \\rangle} + W_{ax}\\,x^{\\langle t \\rangle}$", 13)
    label(ax, 0.15, 0.2, "one example; not to scale", SMALL, ha="left")
    return fig


def dense_vs_shared(T=3, title=None):
    """Draw a dense network, a block of weights for each position, beside one block used at each position."""
    step, rows = 1.25, {"x": 0.75, "h": 2.05, "sum": 2.05, "y": 3.25}
    first = max(0.75, 1.75 - step * (T - 1) / 2)
    right = first + step * (T - 1) + max(1.8, 3.3 - step * (T - 1))
    fig, ax = canvas(right + step * (T - 1) + first, 4.1, title)
    for left, name in [(first, "dense"), (right, "shared")]:
        middle, shared = left + step * (T - 1) / 2, name == "shared"
        meet = variable(ax, middle, rows["h"], r"$\Sigma\,h$" if shared else "$h$", 0.33, "state")
        y = variable(ax, middle, rows["y"], symbol(r"\hat{y}"), 0.33, "output")
        for t in range(T):
            x = variable(ax, left + step * t, rows["x"], symbol("x", t + 1), 0.33, "input")
            colour = LINES["parameter"]
            side = 1 if 2 * t < T else -1
            arrow(ax, x, meet, "$W$" if shared else symbol("W", t + 1), colour=colour, side=side)
        arrow(ax, meet, y)
        label(ax, middle, 3.85, name, 13, weight="bold")
        text = "one block of weights for all: 1" if shared else f"a block of weights for each position: {T}"
        label(ax, middle, 0.17, text, SMALL)
    return fig


def batch_figure(title=None):
    """Draw a batch x (T_x, n_v, m) as a box, with x[t] and x[t, :, i] marked in it; not to scale."""
    fig, ax = canvas(8.2, 2.9, title)
    wide, high, deep, left, low, at = 2.9, 1.6, 1.1, 1.3, 0.4, 1.45
    back = np.array([0.75, 0.6]) * deep
    origin = np.array([left, low])

    def face(points, kind, order):
        ax.add_patch(
            Polygon(points, facecolor=FILL.get(kind, kind), edgecolor=INK, linewidth=THIN, zorder=order)
        )

    def corner(along, up, behind):
        return origin + (along, up) + behind * back

    face([corner(0, 0, 0), corner(wide, 0, 0), corner(wide, high, 0), corner(0, high, 0)], "plain", 1)
    face([corner(0, high, 0), corner(wide, high, 0), corner(wide, high, 1), corner(0, high, 1)], "plain", 1)
    face([corner(wide, 0, 0), corner(wide, 0, 1), corner(wide, high, 1), corner(wide, high, 0)], "plain", 1)
    face([corner(at, 0, 0), corner(at, 0, 1), corner(at, high, 1), corner(at, high, 0)], "input", 2)
    ends = 0.45, 0.6
    face(
        [corner(at, up, b) for up, b in zip((0, 0, high, high), (*ends, *ends[::-1]), strict=True)],
        tint(LINES["input"], 0.8),
        3,
    )
    label(ax, left + wide / 2, low - 0.2, "$T_x$ steps", 12)
    label(ax, left - 0.12, low + high / 2, "$n_v$ rows", 12, ha="right")
    label(ax, *corner(wide + 0.14, -0.08, 0.5), "$m$ examples", 12, ha="left")
    note = left + wide + back[0] + 0.35
    for y, text, end in [
        (low + high + 0.25, "x[t]: one step of the batch", corner(at, 0.92 * high, 0.85)),
        (low + 1.0, "x[t, :, i]: one word", corner(at, 0.55 * high, 0.55)),
    ]:
        label(ax, note, y, text, 12, ha="left")
        arrow(ax, (note - 0.06, y), end)
    return fig

"""One cell unrolled, frame by frame: real numbers pass from copy to copy, as a message to the successor.

    fig, alt = unrolling(step=4)     a frame, from 0 to UNROLLING_STEPS - 1

Two units read three one-hot inputs with the arrays of the lesson's example. Lesson: 02_forward_pass
"""

import numpy as np

from helpers.diagrams.arrows import arrow
from helpers.diagrams.shapes import SMALL, canvas, frame, grid, label, symbol
from helpers.plotting.colours import LINES

WAA = np.array([[0.0, 1.0], [-1.0, 0.0]])
WAX = np.array([[1.0, 0.0, -1.0], [0.0, 2.0, 0.0]])
BA = np.array([0.0, 0.5])
FIRST, SYMBOLS = np.array([0.5, 0.25]), (1, 0, 2)  # the state before step 1, and the symbol of each step
T = len(SYMBOLS)
UNROLLING_STEPS = 2 * T + 2  # the arrays; for each step the sum and the state; the whole chain

STATES, CELLS = (0.6, 3.1, 5.6, 8.1), (1.85, 4.35, 6.85)  # where they stand, and at which heights
MIDDLE, INPUT, ARRAYS = 2.5, 1.1, 4.3
WIDE, HIGH = 0.56, 0.27  # a number's cell


def network():
    """Return the states a<0> ... a<T> and the sums z<1> ... z<T> inside the tanh, arrays of two numbers."""
    a, z = [FIRST], []
    for k in SYMBOLS:
        z.append(WAA @ a[-1] + WAX[:, k] + BA)
        a.append(np.tanh(z[-1]))
    return a, z


def unrolling(step=0):
    """Draw frame `step`, 0 to UNROLLING_STEPS - 1; return the figure and its alternative text.

    Raises ValueError: step is no such number.
    """
    if step not in range(UNROLLING_STEPS):
        raise ValueError(f"step must be a whole number from 0 to {UNROLLING_STEPS - 1}, got {step!r}")
    a, z = network()
    title, sums, seen = _words(step, a, z)
    fig, ax = canvas(8.8, 4.75, title)
    _arrays(ax)
    _column(ax, STATES[0], MIDDLE, symbol("a", 0), a[0], "state")
    for t in range(1, T + 1):
        if step >= 2 * t - 1 or t == 1:
            known = step >= 2 * t - 1
            _copy(ax, t, z[t - 1] if known else None, a[t] if step >= 2 * t else None)
        if step in (2 * t - 1, UNROLLING_STEPS - 1):
            top = CELLS[t - 1], MIDDLE + 0.6
            arrow(ax, (CELLS[t - 1], ARRAYS - 0.42), top, colour=LINES["parameter"])
    for line, text in enumerate(sums):
        label(ax, 4.4, 0.42 - 0.27 * line, text, 12)
    return fig, f"{title} {seen}"


def _arrays(ax):
    """Draw the three arrays that every step uses, with their numbers."""
    frame(ax, 4.35, ARRAYS, 6.3, 0.84)
    for x, name, array in [(2.15, "$W_{aa}$", WAA), (4.1, "$W_{ax}$", WAX), (6.55, "$b_a$", BA[:, None])]:
        label(ax, x - 0.1, ARRAYS, f"{name} =", 13, ha="right")
        texts = [[whole(value) for value in row] for row in array]
        kinds = [["parameter"] * array.shape[1]] * len(array)
        grid(ax, x, ARRAYS + HIGH, *array.shape, texts, (0.48, HIGH), kinds)


def _copy(ax, t, z, a):
    """Draw the copy of step t: its input below, the sum inside once it is known, its state on the right."""
    x = CELLS[t - 1]
    cell = frame(ax, x, MIDDLE, 1.3, 1.2, f"cell, step {t}", kind="muted" if z is None else "plain")
    hot = [f"{int(k == SYMBOLS[t - 1])}" for k in range(3)]
    word = _column(ax, x, INPUT, symbol("x", t), hot, "input", 0.36)
    before = STATES[t - 1] + WIDE / 2, MIDDLE
    arrow(ax, before, cell)
    arrow(ax, (x, word.y + word.height / 2), cell)
    if z is not None:
        label(ax, x - 0.36, MIDDLE, "$z$ =", 12)
        grid(ax, x - 0.12, MIDDLE + HIGH, 2, 1, [[number(v)] for v in z], (WIDE, HIGH))
    if a is not None:
        label(ax, x, MIDDLE - 0.44, r"then tanh $\to$", SMALL)
        arrow(ax, cell, (STATES[t] - WIDE / 2, MIDDLE))
        _column(ax, STATES[t], MIDDLE, symbol("a", t), a, "state")


def _column(ax, x, y, name, values, kind, wide=WIDE):
    """Draw a column of numbers with its name: above a state, to the right of an input. Returns its top."""
    texts = [[v if isinstance(v, str) else number(v)] for v in values]
    high = HIGH * len(texts)
    nodes = grid(ax, x - wide / 2, y + high / 2, len(texts), 1, texts, (wide, HIGH), [[kind]] * len(texts))
    if kind == "state":
        label(ax, x, y + high / 2 + 0.2, name, 14)
    else:
        label(ax, x + wide / 2 + 0.08, y, name, 14, ha="left")
    return nodes[0][0]


def number(value):
    """Write a number with two decimals; what rounds to zero has no sign."""
    return f"{value:z.2f}".replace("-", "\N{MINUS SIGN}")


def whole(value):
    """Write a number without needless decimals."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _words(step, a, z):
    """Return the claim of a frame, its sums, and what else a sighted reader would see."""
    if step == 0:
        seen = "The arrays Waa, Wax and ba stand above one cell, a first state of 0.50 and 0.25 to its left."
        return "One cell and three arrays, ready for the first step.", [], seen
    if step == UNROLLING_STEPS - 1:
        title = "Copies of one network in a chain, each with a message for its successor."
        seen = "Three cells in a row share the arrays; between neighbours stands the state that one hands on."
        return title, ["the same three arrays at every step: the weights stay; input and state change"], seen
    t = (step + 1) // 2
    first, second = (number(v) for v in (z if step % 2 else a)[t - step % 2])
    if step % 2:
        title = f"Step {t}: the cell adds up what the state before, the input and the bias give."
        return title, _sums(t, a, z), f"The two sums are {first} and {second}."
    title = f"Step {t}: tanh makes the new state of the sum, and the cell hands it on."
    sums = [f"tanh {_factor(number(z[t - 1][i]))} = {number(a[t][i])}" for i in range(2)]
    return title, sums, f"The new state is {first} and {second}."


def _sums(t, a, z):
    """Return the sum of each unit: state before times weights, the column of the input, the bias."""
    lines = []
    for i in range(2):
        products = " + ".join(f"{_factor(whole(WAA[i, j]))} · {_factor(number(a[t - 1][j]))}" for j in (0, 1))
        rest = f"{_factor(whole(WAX[i, SYMBOLS[t - 1]]))} + {whole(BA[i])}"
        lines.append(f"unit {i + 1}:  {products} + {rest} = {number(z[t - 1][i])}")
    return lines


def _factor(text):
    """Put a negative number, already written, in brackets."""
    return f"({text})" if text[0] == "\N{MINUS SIGN}" else text

"""Backpropagation through time, frame by frame: the numbers of a small network go forward, then back.

    fig, alt = bptt(step=8)     a frame, from 0 to BPTT_STEPS - 1

One unit reads three inputs and gives a score at each step; the loss is the mean of three binary losses.
The numbers and the words come from `_small_network.py`. Lesson: 03_bptt
"""

from helpers.diagrams._small_network import (
    BACK,
    ERRORS,
    INPUTS,
    LOSSES,
    NETWORK,
    WEIGHTS,
    error,
    network_numbers,
    number,
    words,
)
from helpers.diagrams.arrows import arrow
from helpers.diagrams.keys import key
from helpers.diagrams.shapes import SMALL, box, canvas, label, symbol, variable
from helpers.plotting.colours import INK, LINES

COLUMNS, FIRST = (3.1, 5.22, 7.34), 1.4  # where the three steps stand, and the state before them
X, A, Z, L, TOTAL = 0.8, 2.4, 3.6, 4.6, 5.4  # heights of inputs, states, scores, losses and their mean
RADIUS = 0.36
BPTT_STEPS = WEIGHTS + 1
GRADIENT = LINES["gradient"]
ERROR = {"colour": GRADIENT, "dashed": True}


def bptt(step=0):
    """Draw frame `step`, 0 to BPTT_STEPS - 1; return the figure and its alternative text.

    Raises ValueError: step is no such number.
    """
    if step not in range(BPTT_STEPS):
        raise ValueError(f"step must be a whole number from 0 to {BPTT_STEPS - 1}, got {step!r}")
    n = network_numbers()
    title, formula, seen = words(step, n)
    fig, ax = canvas(9, 5.75, title)
    nodes = _nodes(ax, step, n)
    _solid(ax, step, nodes, n)
    _dashed(ax, step, nodes, n)
    _parameters(ax, step, n)
    _key(ax)
    label(ax, 4.5, 0.17, formula, 13)
    return fig, f"{title} {seen}"


def _nodes(ax, step, n):
    """Draw all variables, each with its value once it is known; return them as (name, step) -> Node."""
    nodes = {("a", 0): _node(ax, FIRST, A, symbol("a", 0), n.a[0], "state")}
    for t, at in enumerate(COLUMNS, 1):
        forward = n if step >= t else None
        nodes["x", t] = _node(ax, at, X, symbol("x", t), INPUTS[t - 1], "input")
        nodes["a", t] = _node(ax, at, A, symbol("a", t), forward and n.a[t], "state")
        nodes["z", t] = _node(ax, at, Z, symbol("z_y", t), forward and n.z_y[t - 1], "output")
        nodes["L", t] = _node(ax, at, L, symbol("L", t), n.loss[t - 1] if step >= LOSSES else None, "loss")
    mean = f"$L$ = mean = {n.loss.mean():.2f}" if step >= LOSSES else "$L$ = mean"
    kind = "loss" if step >= LOSSES else "plain"
    nodes["total", 0] = box(ax, COLUMNS[1], TOTAL, mean, 5.1, 0.36, kind, size=13)
    return nodes


def _node(ax, x, y, name, value, kind):
    """Draw a variable: white as long as its value is not known."""
    node = variable(ax, x, y, radius=RADIUS, kind=kind, blank=value is None)
    label(ax, x, y + (0 if value is None else 0.12), name, 14)
    if value is not None:
        label(ax, x, y - 0.15, number(value), 12)
    return node


def _solid(ax, step, nodes, n):
    """Draw the way forward with its weights; in the last frame each Waa shows what its step adds to dWaa."""
    for t, at in enumerate(COLUMNS, 1):
        for start, end, weight in [("x", "a", "$W_{ax}$"), ("a", "z", "$W_{ya}$"), ("z", "L", "")]:
            arrow(ax, nodes[start, t], nodes[end, t], weight, shift=0.08, offset=0.08)
        arrow(ax, nodes["a", t - 1], nodes["a", t], shift=0.08)
        arrow(ax, nodes["L", t], (at, TOTAL - 0.18))
        middle = (nodes["a", t - 1].x + at) / 2
        if step < WEIGHTS:
            label(ax, middle, A + 0.22, "$W_{aa}$", SMALL)
        else:
            label(ax, middle, A + 0.22, f"$W_{{aa}}$: {number(n.dz[t - 1] * n.a[t - 1])}", SMALL, GRADIENT)


def _dashed(ax, step, nodes, n):
    """Draw the errors that have come back by now, with their numbers; the newest ones with their names."""
    for t, at in enumerate(COLUMNS, 1):
        arrives = BACK + 2 * (3 - t)  # the frame in which the error of this state is complete
        if step >= ERRORS:
            arrow(ax, nodes["L", t], nodes["z", t], shift=0.08, **ERROR)
            name = f"${error('z_y', t)}$ = " if step == ERRORS else ""
            _beside(ax, at, (Z + L) / 2, name, n.dz_y[t - 1])
        if step >= arrives:
            arrow(ax, nodes["z", t], nodes["a", t], shift=0.08, **ERROR)
            name = r"$W_{ya}\,\partial L/\partial z_y$ = " if step == arrives else ""
            _beside(ax, at, (A + Z) / 2, name, n.own[t - 1])
            _beside(ax, at, A - 0.74, f"${error('a', t)}$ = ", n.da[t - 1])
            _beside(ax, at, A - 1.0, f"${error('z', t)}$ = ", n.dz[t - 1])
        if step > arrives:
            arrow(ax, nodes["a", t], nodes["a", t - 1], shift=0.08, **ERROR)
            middle = (nodes["a", t - 1].x + at) / 2
            label(ax, middle, A - 0.24, number(n.handed[t - 1]), SMALL, GRADIENT)
            if step == arrives + 1:
                label(ax, middle, A - 0.46, rf"$W_{{aa}}\,{error('z', t)}$", SMALL, GRADIENT)


def _parameters(ax, step, n):
    """List the weights, which all steps share, or in the last frame what comes back to each of them."""
    box(ax, 0.98, 4.1, "", 1.76, 1.5, "plain" if step == WEIGHTS else "parameter")
    for row, (weight, value) in enumerate(NETWORK.items()):
        name, colour = f"{weight[0]}_{{{weight[1:]}}}", INK
        if step == WEIGHTS:
            name, value, colour = rf"\partial L/\partial {name}", n.grads[weight], GRADIENT
        label(ax, 0.98, 4.66 - 0.28 * row, f"${name}$ = {number(value)}", SMALL, colour)


def _beside(ax, x, y, name, value):
    """Write an error to the right of the column at x."""
    label(ax, x + 0.17, y, name + number(value), SMALL, GRADIENT, ha="left")


def _key(ax):
    """Say what the two kinds of arrow mean."""
    key(ax, 0.1, 5.5, {"solid": "value", "gradient": r"error $\partial L/\partial$ …"}, row=0.3)

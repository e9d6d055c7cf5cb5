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
    TARGETS,
    WEIGHTS,
    network_numbers,
    number,
    words,
)
from helpers.diagrams.arrows import arrow
from helpers.diagrams.keys import key
from helpers.diagrams.shapes import SMALL, box, canvas, label, symbol, variable
from helpers.plotting.colours import INK, LINES

COLUMNS, FIRST = (3.1, 5.22, 7.34), 1.4  # where the three steps stand, and the state before them
X, A, Z, L, TOTAL = 0.8, 2.3, 3.9, 4.9, 5.7  # heights of inputs, states, scores, losses and their mean
RADIUS = 0.36
BPTT_STEPS = WEIGHTS + 1
GRADIENT = LINES["gradient"]
ERROR = {"colour": GRADIENT, "dashed": True}
VALUE = 13  # points: numbers beside arrows
NEW = {"facecolor": "#FFE98A", "edgecolor": "none", "pad": 1.2}  # behind the numbers that a frame brings


def bptt(step=0):
    """Draw frame `step`, 0 to BPTT_STEPS - 1; return the figure and its alternative text.

    Raises ValueError: step is no such number.
    """
    if step not in range(BPTT_STEPS):
        raise ValueError(f"step must be a whole number from 0 to {BPTT_STEPS - 1}, got {step!r}")
    n = network_numbers()
    title, formula, seen = words(step, n)
    fig, ax = canvas(9, 6.05, title)
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
        forward, new = n if step >= t else None, step == t
        loss = n.loss[t - 1] if step >= LOSSES else None
        nodes["x", t] = _node(ax, at, X, symbol("x", t), INPUTS[t - 1], "input")
        nodes["a", t] = _node(ax, at, A, symbol("a", t), forward and n.a[t], "state", new)
        nodes["z", t] = _node(ax, at, Z, symbol("z_y", t), forward and n.z_y[t - 1], "output", new)
        nodes["L", t] = _node(ax, at, L, symbol("L", t), loss, "loss", step == LOSSES)
        _beside(ax, at - 0.42, L - 0.14, f"$y$ = {TARGETS[t - 1]}", colour=INK, ha="right")
        if step >= LOSSES:
            probability = rf"$\hat{{y}}$ = {number(n.y_hat[t - 1])}"
            _beside(ax, at - 0.42, L + 0.14, probability, step == LOSSES, INK, "right")
    mean = f"$L$ = mean = {n.loss.mean():.2f}" if step >= LOSSES else "$L$ = mean"
    kind = "loss" if step >= LOSSES else "plain"
    nodes["total", 0] = box(ax, COLUMNS[1], TOTAL, mean, 5.1, 0.36, kind, size=13)
    return nodes


def _node(ax, x, y, name, value, kind, new=False):
    """Draw a variable: white as long as its value is not known."""
    node = variable(ax, x, y, radius=RADIUS, kind=kind, blank=value is None)
    label(ax, x, y + (0 if value is None else 0.12), name, 14)
    if value is not None:
        _beside(ax, x, y - 0.15, number(value), new, INK, "center")
    return node


def _solid(ax, step, nodes, n):
    """Draw the way forward with its weights; in the last frame each Waa shows what its step adds to dWaa."""
    for t, at in enumerate(COLUMNS, 1):
        arrow(ax, nodes["x", t], nodes["a", t], "$W_{ax}$", offset=0.08)
        arrow(ax, nodes["a", t], nodes["z", t], shift=0.08)
        arrow(ax, nodes["z", t], nodes["L", t], shift=0.08)
        arrow(ax, nodes["a", t - 1], nodes["a", t], shift=0.08)
        arrow(ax, nodes["L", t], (at, TOTAL - 0.18))
        label(ax, at - 0.2, Z - 0.47, "$W_{ya}$", SMALL, ha="right")
        middle = (nodes["a", t - 1].x + at) / 2
        if step < WEIGHTS:
            label(ax, middle, A + 0.22, "$W_{aa}$", SMALL)
        else:
            _beside(
                ax, middle, A + 0.24, f"$W_{{aa}}$: {number(n.dz[t - 1] * n.a[t - 1])}", True, ha="center"
            )


def _dashed(ax, step, nodes, n):
    """Draw the errors that have come back by now, each beside its variable; the newest are marked."""
    for t, at in enumerate(COLUMNS, 1):
        arrives = BACK + 2 * (3 - t)  # the frame in which the error of this state is complete
        new = step == arrives
        if step >= ERRORS:
            arrow(ax, nodes["L", t], nodes["z", t], shift=0.08, **ERROR)
            name = r"$\partial L/\partial z_y$ = "
            _beside(ax, at + 0.17, (Z + L) / 2, name + number(n.dz_y[t - 1]), step == ERRORS)
        if step >= arrives:
            arrow(ax, nodes["z", t], nodes["a", t], shift=0.08, **ERROR)
            _beside(ax, at + 0.17, Z - 0.52, rf"$da_{{\mathrm{{out}}}}$ = {number(n.own[t - 1])}", new)
            for down, (name, errors) in enumerate([("a", n.da), ("z", n.dz)]):
                text = rf"$\partial L/\partial {name}$ = {number(errors[t - 1])}"
                _beside(ax, at - 0.22, A + 0.8 - 0.26 * down, text, new, ha="right")
        if step > arrives:
            arrow(ax, nodes["a", t], nodes["a", t - 1], shift=0.08, **ERROR)
            middle = (nodes["a", t - 1].x + at) / 2
            _beside(ax, middle, A - 0.25, number(n.handed[t - 1]), step == arrives + 1, ha="center")


def _parameters(ax, step, n):
    """List the weights, which all steps share, and in the last frame what comes back to each of them."""
    box(ax, 0.83, 4.1, "", 1.46, 1.5, "parameter")
    for row, (weight, value) in enumerate(NETWORK.items()):
        name = f"{weight[0]}_{{{weight[1:]}}}"
        label(ax, 0.83, 4.66 - 0.28 * row, f"${name}$ = {number(value)}", SMALL)
        if step == WEIGHTS:
            text = rf"$\partial L/\partial {name}$ = {number(n.grads[weight])}"
            _beside(ax, 0.2, 1.72 - 0.28 * row, text, weight == "Waa")


def _beside(ax, x, y, text, new=False, colour=GRADIENT, ha="left"):
    """Write a number, an error unless its colour says otherwise; a new one on a yellow ground."""
    written = label(ax, x, y, text, VALUE, colour, ha=ha)
    if new:
        written.set_bbox(NEW)


def _key(ax):
    """Say what the two kinds of arrow mean."""
    key(ax, 0.1, 5.8, {"solid": "value", "gradient": r"error $\partial L/\partial$ …"}, row=0.3)

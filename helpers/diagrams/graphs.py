"""Diagrams of computation over time: folded circuits, unrolled graphs, and the way back through them."""

from itertools import pairwise

from helpers.diagrams.arrows import arrow, two_way
from helpers.diagrams.keys import key
from helpers.diagrams.shapes import SMALL, box, canvas, circle, delay, dot, frame, label, symbol, variable
from helpers.plotting.colours import LINES

NOTATIONS = {  # lecture or deck -> brackets, state, output, and the weights of input, recurrence and output
    "a": ("<>", "a", r"\hat{y}", "$W_{ax}$", "$W_{aa}$", "$W_{ya}$"),
    "h": ("()", "h", "o", "$U$", "$W$", "$V$"),
}


def dynamical_system(title=None):
    """Draw s(t) = f(s(t-1); theta) over three steps: the same f and the same theta at each of them."""
    fig, ax = canvas(7.4, 1.9, title)
    theta = variable(ax, 3.7, 1.55, r"$\theta$", 0.26, "parameter")
    states = [
        variable(ax, 1.4 + 2.3 * i, 0.5, symbol("s", t, "()"), 0.4, "state")
        for i, t in enumerate(["t-1", "t", "t+1"])
    ]
    arrow(ax, (0.2, 0.5), states[0], dashed=True)
    arrow(ax, states[-1], (7.2, 0.5), dashed=True)
    for start, end in pairwise(states):
        f = box(ax, (start.x + end.x) / 2, 0.5, "$f$", 0.5, 0.45)
        arrow(ax, start, f)
        arrow(ax, f, end)
        arrow(ax, theta, f)
    return fig


def folded_and_unrolled(T=3, notation="a", title=None):
    """Draw the same network twice: as a circuit with a delay of one step, and unrolled over T steps.

    `notation` is "a" (the lecture: a, W_ax …) or "h" (D2's deck: h, U, W, V).
    """
    brackets, state, output, W_in, W_rec, W_out = NOTATIONS[notation]
    low, middle, high, left, step = 0.4, 1.65, 2.9, 3.3, 1.25
    fig, ax = canvas(left + step * T + 0.65, 3.35, title)
    x, a, y = (
        variable(ax, 0.7, height, f"${name}$", 0.33, kind)
        for height, name, kind in [(low, "x", "input"), (middle, state, "state"), (high, output, "output")]
    )
    arrow(ax, x, a, W_in)
    arrow(ax, a, y, W_out)
    square = delay(ax, 1.7, middle, "")
    label(ax, 1.85, middle, "1 step", SMALL, ha="left")
    arrow(ax, (0.9, middle + 0.26), square, via=[(1.7, middle + 0.26)], head=False)
    arrow(ax, square, (0.9, middle - 0.26), W_rec, via=[(1.7, middle - 0.26)])
    arrow(ax, (1.8, high), (2.8, high), "unfold", offset=0.1)
    previous = variable(ax, left, middle, symbol(state, 0, brackets), 0.33, "state", dashed=True)
    for t in range(1, T + 1):
        at = left + step * t
        x, a, y = (
            variable(ax, at, height, symbol(name, t, brackets), 0.33, kind)
            for height, name, kind in [
                (low, "x", "input"),
                (middle, state, "state"),
                (high, output, "output"),
            ]
        )
        arrow(ax, x, a, W_in)
        arrow(ax, a, y, W_out)
        arrow(ax, previous, a, W_rec)
        previous = a
    arrow(ax, previous, (at + 0.63, middle), dashed=True)
    return fig


def computational_graph(T=3, backward=True, title=None):
    """Draw forward pass, loss of each step and total loss; with `backward` also the dashed way back."""
    first, step, rows = 2.75, 1.6, {"x": 0.4, "a": 1.6, "y": 2.8, "loss": 3.75}
    fig, ax = canvas(first + step * (T - 1) + 0.75, 5.0, title)
    join = two_way if backward else arrow
    total = variable(ax, first + step * (T - 1) / 2, 4.65, "$L$", 0.28, "loss")
    previous = variable(ax, 1.5, rows["a"], symbol("a", 0), 0.33, "state", dashed=True)
    parameters = {
        row: box(ax, 0.05 + width / 2, rows[row] - 0.65, names, width, 0.45, "parameter")
        for row, names, width in (("a", "$W_{ax}, W_{aa}, b_a$", 1.42), ("y", "$W_{ya}, b_y$", 1.02))
    }
    for t in range(1, T + 1):
        at = first + step * (t - 1)
        x = variable(ax, at, rows["x"], symbol("x", t), 0.33, "input")
        a = variable(ax, at, rows["a"], symbol("a", t), 0.33, "state")
        y = variable(ax, at, rows["y"], symbol(r"\hat{y}", t), 0.33, "output")
        loss = variable(ax, at, rows["loss"], symbol("L", t), 0.33, "loss")
        for start, end in [(x, a), (previous, a), (a, y), (y, loss), (loss, total)]:
            join(ax, start, end)
        for row, node in (("a", a), ("y", y)):
            _share(ax, parameters[row], node, backward)
        previous = a
    if backward:
        key(ax, 0.1, 4.7, {"solid": "values", "gradient": "gradients"}, row=0.3)
    return fig


def _share(ax, parameters, node, backward):
    """Draw the way of shared parameters to one node along a common line, and below it the gradients' way."""
    x, y = parameters.right
    there, back = node.x - 0.46 * node.width, node.x - 0.3 * node.width
    arrow(ax, (x, y + 0.07), (there, _under(node, there)), via=[(there, y + 0.07)], colour=LINES["parameter"])
    if backward:
        look = {"colour": LINES["gradient"], "dashed": True}
        arrow(ax, (back, _under(node, back)), (x, y - 0.07), via=[(back, y - 0.07)], **look)


def _under(node, x):
    """Return the height of the lower outline of a node at x."""
    return node.exit((x, node.y), (0, -1))[1]


def recurrent_neuron(T=3, title=None):
    """Draw D1's recurrent neuron, and below it a layer of them, each folded and unrolled over T steps."""
    left, step = 3.4, 1.6
    fig, ax = canvas(left + step * (T - 1) + 1.1, 5.1, title)
    times = [f"t-{T - t}" if t < T else "t" for t in range(1, T + 1)]
    for height, x, y, units in [(3.9, "x", "y", 1), (1.4, r"\mathbf{x}", r"\mathbf{y}", 5)]:
        label(
            ax,
            0.15,
            height + 1.05,
            "one neuron" if units == 1 else "a layer of neurons",
            ha="left",
            weight="bold",
            size=13,
        )
        body, out = _neurons(ax, 1.2, height, units, f"${x}$", f"${y}$")
        side = 1.2 - body.width / 2 - 0.3
        arrow(ax, out, body, via=[(side, out.y), (side, height)])
        previous = None
        for i, time in enumerate(times):
            at = left + step * i
            body, out = _neurons(ax, at, height, units, f"${x}_{{({time})}}$", f"${y}_{{({time})}}$")
            if previous is not None:
                arrow(ax, previous, body, via=[(at - step / 2, out.y), (at - step / 2, height)])
            previous = out
        arrow(ax, out, (at + 1.0, height), via=[(at + step / 2, out.y), (at + step / 2, height)], dashed=True)
    arrow(ax, (left - 0.4, 0.35), (left + step * (T - 1) + 0.4, 0.35), "time", side=-1)
    return fig


def _neurons(ax, x, y, units, below, above):
    """Draw one neuron, or a layer of small ones framed, with input and output. Returns it and its output."""
    if units == 1:
        body = circle(ax, x, y, r"$\Sigma\,\phi$", 0.28, "state", size=13)
    else:
        body = frame(ax, x, y, 0.2 * units + 0.12, 0.34, kind="plain")
        for i in range(units):
            circle(ax, x + 0.2 * (i - (units - 1) / 2), y, "", 0.085, "state")
    out = dot(ax, x, y + 0.46)
    arrow(ax, (x, y - 0.66), body)
    arrow(ax, body, out, head=False)
    arrow(ax, out, (x, y + 0.7))
    label(ax, x, y - 0.8, below)
    label(ax, x, y + 0.84, above)
    return body, out

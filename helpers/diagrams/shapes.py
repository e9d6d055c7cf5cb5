"""The shapes from which cells and unrolled graphs are drawn. One unit is one inch; (0, 0) is the lower left.

    fig, ax = canvas(4, 1.5, title="The claim.")
    x = circle(ax, 0.6, 0.7, symbol("x", "t"))
    cell = box(ax, 2, 0.7, "tanh")
    arrow(ax, x, cell)  # from arrows.py

Text has fixed sizes in points, so a shape that holds its label here holds it on every machine.
"""

import re

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle

from helpers.diagrams.nodes import Node
from helpers.plotting.colours import FILLS, INK, ROLES, readable
from helpers.plotting.letters import wrap
from helpers.plotting.settings import THIN, TITLE
from helpers.plotting.style import figure

LABEL = 15  # points: symbols in shapes
SMALL = 11  # points: notes beside arrows
FILL = FILLS | {"plain": "#FFFFFF", "muted": "#F4F4F4"}  # what a shape stands for -> its fill


# What a variable is -> the corners of its shape, for a radius of 1. Its fill is FILLS[role].
#   input      square            what comes in from outside
#   state      circle            what the network carries from step to step
#   output     hexagon           what it answers
#   parameter  rounded box       what is trained
#   loss       house             how wrong the answer is
#   gradient   arrow to the left, and everywhere a dashed arrow in its colour: what flows back
# An operation (+, tanh) is a small white circle or box; words and cells of vectors are boxes.
CORNERS = {
    "input": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "output": ((-1.15, 0), (-0.7, -0.9), (0.7, -0.9), (1.15, 0), (0.7, 0.9), (-0.7, 0.9)),
    "loss": ((-0.95, -0.85), (0.95, -0.85), (0.95, 0.6), (0, 1.15), (-0.95, 0.6)),
    "gradient": ((-1.2, 0), (-0.5, -0.85), (1, -0.85), (1, 0.85), (-0.5, 0.85)),
}


def canvas(width, height, title=None):
    """Make a figure of one drawing area, width × height inches, and room above it for the title."""
    text = "" if title is None else wrap(title, width - 0.3, TITLE)
    room = 0.0 if title is None else 0.2 + 0.24 * len(text.split("\n"))
    fig, ax = figure(width, height + room)
    fig.set_layout_engine("none")
    ax.set_position([0, 0, 1, 1])
    ax.set(xlim=(0, width), ylim=(0, height + room))
    ax.set_aspect("equal")
    ax.axis("off")
    if title is not None:
        ax.text(0.1, height + room - 0.1, text, va="top", fontsize=TITLE, fontweight="bold", linespacing=1.2)
    return fig, ax


def symbol(name, time=None, brackets="<>"):
    r"""Write a symbol at a time as mathtext: symbol("a", "t-1") is a with <t-1> above, as in the lecture.

    `brackets="()"` writes the time in round brackets. `name` may be a command, such as r"\hat{y}".
    """
    if time is None:
        return f"${name}$"
    left, right = (r"\langle ", r" \rangle") if brackets == "<>" else brackets
    return f"${name}^{{{left}{time}{right}}}$"


def label(ax, x, y, text, size=LABEL, colour=INK, ha="center", va="center", weight="normal"):
    """Write a text centred on a point; a formula a little larger, because its letters are small."""
    size = 1.15 * size if re.fullmatch(r"\$[^$]*\$", text) else size
    return ax.text(x, y, text, fontsize=size, color=readable(colour), ha=ha, va=va, weight=weight, zorder=5)


def box(ax, x, y, text="", width=0.9, height=0.55, kind="plain", size=LABEL, dashed=False, sharp=False):
    """Draw a box with rounded (or `sharp`) corners centred on a point, and its label. Returns its Node."""
    corner = 0.0 if sharp else min(0.1, width / 4, height / 4)
    ax.add_patch(
        FancyBboxPatch(
            (x - width / 2 + corner, y - height / 2 + corner),
            width - 2 * corner,
            height - 2 * corner,
            boxstyle=f"round,pad={corner},rounding_size={corner}" if corner else "square,pad=0",
            **_outline(kind, dashed),
        )
    )
    if text:
        label(ax, x, y, text, size)
    return Node(x, y, width, height)


def variable(ax, x, y, text="", radius=0.3, kind="state", size=LABEL, dashed=False, blank=False):
    """Draw a variable in the shape and the colour of its role, `kind`; white when `blank`. Returns its Node.

    Raises ValueError when `kind` is no role.
    """
    if kind not in ROLES:
        raise ValueError(f"kind must be a role, one of {', '.join(ROLES)}, got {kind!r}")
    fill = "plain" if blank else kind
    if kind == "state":
        return circle(ax, x, y, text, radius, fill, size, dashed)
    if kind == "parameter":
        return box(ax, x, y, text, 2.1 * radius, 1.7 * radius, fill, size, dashed)
    corners = tuple((radius * across, radius * up) for across, up in CORNERS[kind])
    at = [(x + across, y + up) for across, up in corners]
    ax.add_patch(Polygon(at, **_outline(fill, dashed)))
    if text:
        label(ax, x, y, text, size)
    wide, high = np.ptp(corners, axis=0)
    return Node(x, y, wide, high, corners=corners)


def circle(ax, x, y, text="", radius=0.3, kind="plain", size=LABEL, dashed=False):
    """Draw a circle with its label: an operation such as + or ×, or a state. Returns its Node.

    Raises ValueError for a role of another shape: `variable` draws each in its own.
    """
    if kind in ROLES and kind != "state":
        raise ValueError(f"kind must be 'plain' or 'state', the role that is a circle, got {kind!r}")
    ax.add_patch(Circle((x, y), radius, **_outline(kind, dashed)))
    if text:
        label(ax, x, y, text, size)
    return Node(x, y, 2 * radius, 2 * radius, round=True)


def _outline(kind, dashed=False):
    """Return the look of a shape: the fill of its kind, a thin outline."""
    style = {"linestyle": (0, (4, 2)) if dashed else "-", "linewidth": THIN, "zorder": 3}
    return {"facecolor": FILL.get(kind, kind), "edgecolor": INK, "joinstyle": "miter"} | style


def dot(ax, x, y, radius=0.045):
    """Draw a small dot where an arrow branches. Returns its Node."""
    ax.add_patch(Circle((x, y), radius, facecolor=INK, edgecolor=INK, zorder=3))
    return Node(x, y, 0, 0, round=True)


def frame(ax, x, y, width, height, text="", kind="muted", dashed=False):
    """Draw a large box behind other shapes, the outline of a cell say, its name in the upper left corner."""
    node = box(ax, x, y, "", width, height, kind, dashed=dashed)
    ax.patches[-1].set_zorder(0)
    if text:
        label(ax, x - width / 2 + 0.1, y + height / 2 - 0.08, text, SMALL, ha="left", va="top", weight="bold")
    return node


def delay(ax, x, y, text="1 step", size=0.2):
    """Draw the square that delays by one step in a circuit diagram. Returns its Node."""
    node = box(ax, x, y, "", size, size, kind=INK, sharp=True)
    if text:
        label(ax, x, y + size / 2 + 0.05, text, SMALL, va="bottom")
    return node


def grid(ax, x, y, rows, columns, texts=None, cell=(0.4, 0.4), kinds=None, hatched=None, size=SMALL):
    """Draw rows × columns of cells, upper left corner (x, y); `texts`, `kinds`, `hatched` are nested lists.

    Returns the Nodes as a nested list. A vector is a grid of one column, a row of tokens a grid of one row.
    """
    nodes = []
    for i in range(rows):
        nodes.append([])
        for j in range(columns):
            node = Node(x + (j + 0.5) * cell[0], y - (i + 0.5) * cell[1], *cell)
            striped = bool(hatched is not None and hatched[i][j])
            kind = "plain" if kinds is None else kinds[i][j]
            corner = (node.x - cell[0] / 2, node.y - cell[1] / 2)
            ax.add_patch(Rectangle(corner, *cell, **_outline(kind)))
            if striped:
                stripes = {"facecolor": "none", "edgecolor": "#BBBBBB", "linewidth": 0, "zorder": 3.5}
                ax.add_patch(Rectangle(corner, *cell, hatch="////", **stripes))
            if texts is not None and texts[i][j] != "":
                label(ax, node.x, node.y, str(texts[i][j]), size)
            nodes[-1].append(node)
    return nodes


def tokens(ax, x, y, words, height=0.4, kind="input", size=13, width=None, kinds=None):
    """Draw a row of words in boxes, from left edge x, centred on height y. Returns their Nodes.

    A box is as wide as its word needs, or `width` inches if given.
    """
    nodes = []
    for index, word in enumerate(words):
        wide = (0.105 * len(word) * size / 13 + 0.2) if width is None else width
        fill = kind if kinds is None else kinds[index]
        nodes.append(box(ax, x + wide / 2, y, word.replace("$", r"\$"), wide, height, fill, size))
        x += wide + 0.08
    return nodes

"""Arrows and braces between the shapes of `shapes.py`."""

import numpy as np
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from helpers.diagrams.nodes import Node
from helpers.diagrams.shapes import SMALL, label
from helpers.plotting.colours import INK, LINES


def arrow(
    ax,
    start,
    end,
    text="",
    *,
    via=(),
    bend=0.0,
    shift=0.0,
    colour=INK,
    dashed=False,
    head=True,
    side=1,
    at=0.5,
    offset=0.13,
):
    """Draw an arrow from `start` to `end`, each a Node (the arrow stops at its outline) or a point (x, y).

    `via` is a list of corners on the way. `bend` curves a straight arrow: it is the height of the arc as a
    share of its length, positive to the left of the direction of travel; `shift` moves a straight arrow to
    that side, in inches, so that two run in parallel. `dashed` marks what is lost or flows backwards. `text`
    stands `at` this share of the longest leg, to the left (`side=1`) or right (`side=-1`) of the direction.
    """
    corners = [np.array(_centre(start)), *map(np.array, via), np.array(_centre(end))]
    if shift:
        along = (corners[-1] - corners[0]) / np.hypot(*(corners[-1] - corners[0]))
        aside = shift * np.array([-along[1], along[0]])
        corners = [_exit(start, along, aside), _exit(end, -along, aside)]
    else:
        if bend:
            corners.insert(1, _control(corners[0], corners[-1], bend))
        corners[0] = np.array(_outline(start, corners[1]))
        corners[-1] = np.array(_outline(end, corners[-2]))
    codes = (
        [Path.MOVETO, Path.CURVE3, Path.CURVE3]
        if bend
        else [Path.MOVETO] + [Path.LINETO] * (len(corners) - 1)
    )
    _draw(ax, Path(corners, codes), colour, dashed, head)
    if text:
        _beside(ax, corners, bend, text, colour, side, at, offset)


def two_way(ax, start, end, text="", back="", *, back_colour=LINES["gradient"], gap=0.14):
    """Draw an arrow forward and, in parallel, a dashed one backward: the values and the gradients."""
    arrow(ax, start, end, text, shift=gap / 2, offset=0.08)
    arrow(ax, end, start, back, shift=gap / 2, colour=back_colour, dashed=True, offset=0.08)


def _draw(ax, path, colour, dashed, head):
    style = {"color": colour, "linewidth": 1.0, "joinstyle": "miter", "shrinkA": 0, "shrinkB": 0, "zorder": 2}
    tip = "-|>,head_length=4.5,head_width=2.2" if head else "-"
    if dashed and head:  # the head is solid: it is the end of a short arrow of its own
        last, end = path.vertices[-2:]
        neck = end + 0.13 * (last - end) / np.hypot(*(last - end))
        ax.add_patch(FancyArrowPatch(path=Path([neck, end]), arrowstyle=tip, **style))
        path, tip = Path([*path.vertices[:-1], neck], path.codes), "-"
    dashes = (0, (3, 1.5)) if dashed else "-"
    ax.add_patch(FancyArrowPatch(path=path, arrowstyle=tip, linestyle=dashes, capstyle="butt", **style))


def _centre(place):
    return (place.x, place.y) if isinstance(place, Node) else place


def _outline(place, towards):
    return place.edge(towards) if isinstance(place, Node) else place


def _exit(place, along, aside):
    """Return where a line through `place` + `aside`, in the direction `along`, leaves the shape."""
    start = np.array(_centre(place)) + aside
    return np.array(place.exit(start, along)) if isinstance(place, Node) else start


def _control(start, end, bend):
    across = np.array([start[1] - end[1], end[0] - start[0]])
    return (start + end) / 2 + 2 * bend * across


def _beside(ax, corners, bend, text, colour, side, at, offset):
    """Write a text beside an arrow: its nearest edge or corner lies `offset` inches from the line."""
    if bend:
        a, b, c = corners
        place = (1 - at) ** 2 * a + 2 * at * (1 - at) * b + at**2 * c
        along = (1 - at) * (b - a) + at * (c - b)
    else:
        legs = np.diff(corners, axis=0)
        lengths = np.hypot(*legs.T)
        leg = int(np.argmax(lengths))
        place, along = corners[leg] + at * legs[leg], legs[leg]
    across = np.array([-along[1], along[0]]) / np.hypot(*along) * side
    x, y = place + offset * across * np.array([0.7 if abs(across[0]) > 0.5 else 1, 1])
    ha = "center" if abs(across[0]) < 0.5 else ("left" if across[0] > 0 else "right")
    va = "center" if abs(across[1]) < 0.5 else ("bottom" if across[1] > 0 else "top")
    label(ax, x, y - 0.06 * np.sign(across[1]) * (va != "center"), text, SMALL, colour, ha=ha, va=va)


def brace(ax, start, end, y, text="", height=0.14, below=True):
    """Draw a horizontal brace from x = start to x = end at height y, its tip and text below (or above)."""
    sign, middle, r = (-1 if below else 1), (start + end) / 2, min(height / 2, (end - start) / 4)
    h = sign * height / 2
    points = [
        (start, y),
        (start, y + h),
        (start + r, y + h),
        (middle - r, y + h),
        (middle, y + h),
        (middle, y + 2 * h),
    ]
    points += [(middle, y + h), (middle + r, y + h), (end - r, y + h), (end, y + h), (end, y)]
    curve = Path.CURVE3
    codes = [Path.MOVETO, curve, curve, Path.LINETO, curve, curve, curve, curve, Path.LINETO, curve, curve]
    ax.add_patch(
        FancyArrowPatch(path=Path(points, codes), arrowstyle="-", color=INK, linewidth=0.9, capstyle="butt")
    )
    if text:
        label(ax, middle, y + 2 * h + sign * 0.05, text, SMALL, va="top" if below else "bottom")

"""The key of a diagram: what its shapes and its arrows stand for."""

from helpers.diagrams.arrows import arrow
from helpers.diagrams.shapes import SMALL, label, variable
from helpers.plotting.colours import INK, LINES
from helpers.plotting.letters import text_width

ARROWS = {  # sample -> the look of its arrow
    "solid": {"colour": INK},
    "dashed": {"colour": INK, "dashed": True},
    "gradient": {"colour": LINES["gradient"], "dashed": True},
}


def key(ax, x, y, entries, row=None):
    """Write a key from left edge `x` at height `y`; `entries` is sample -> text.

    A sample is "solid" or "dashed" (an arrow), "gradient" (a dashed arrow in its colour) or another role (its
    shape). The entries stand side by side, or `row` inches below one another. Returns the right edge.
    """
    right, start = x, x
    for sample, text in entries.items():
        if sample in ARROWS:
            arrow(ax, (x, y), (x + 0.5, y), **ARROWS[sample])
            wide = 0.5
        else:
            variable(ax, x + 0.13, y, radius=0.11, kind=sample)
            wide = 0.26
        label(ax, x + wide + 0.08, y, text, SMALL, ha="left")
        end = x + wide + 0.08 + text_width(text, SMALL)
        right = max(right, end)
        x, y = (end + 0.25, y) if row is None else (start, y - row)
    return right

"""Demos: pictures that build up (`steps`), pictures that follow a slider (`live`), and what they draw.

What the demos of a lesson draw stands in this room too: one file per lesson, named as its folder of exercises
is (`notation.py`, `forward_pass.py` …), or a diagram of the room below. The notebook imports the function in
its collapsed second import cell and calls it in one line. One that needs numbers of the lesson takes them and
returns `draw`:

    live(pulse, scale=(0.2, 4.0, 0.1))
    steps(way_back(params, x, y), count=12)
"""

from helpers.demos.controls import live
from helpers.demos.player import steps

__all__ = ["live", "steps"]

"""Figures in the house style: curves, bars, heat maps, lengths; `show` gives each its alternative text."""

from helpers.plotting.bars import bars, grouped_bars
from helpers.plotting.clouds import clouds
from helpers.plotting.colours import (
    BLUE,
    COLOURS,
    FILLS,
    GREEN,
    GREY,
    INK,
    LINES,
    ORANGE,
    PALE,
    PURPLE,
    ROLES,
    SKY,
    VERMILLION,
    readable,
    tint,
)
from helpers.plotting.curves import curves
from helpers.plotting.heatmaps import heatmap
from helpers.plotting.labels import label_lines
from helpers.plotting.lengths import padded_batches, task_lengths
from helpers.plotting.settings import DPI, house_style
from helpers.plotting.style import check_alt, figure, picture, show

__all__ = [
    "BLUE",
    "COLOURS",
    "DPI",
    "FILLS",
    "GREEN",
    "GREY",
    "INK",
    "LINES",
    "ORANGE",
    "PALE",
    "PURPLE",
    "ROLES",
    "SKY",
    "VERMILLION",
    "bars",
    "check_alt",
    "clouds",
    "curves",
    "figure",
    "grouped_bars",
    "heatmap",
    "house_style",
    "label_lines",
    "padded_batches",
    "picture",
    "readable",
    "show",
    "task_lengths",
    "tint",
]

"""Figures in the house style: curves, bars, heat maps, lengths; `show` gives each its alternative text."""

from helpers.plotting.curves import bars, curves, grouped_bars
from helpers.plotting.heatmaps import heatmap
from helpers.plotting.lengths import padded_batches, task_lengths
from helpers.plotting.style import BLUE, GREY, VERMILLION, figure, readable, show

__all__ = [
    "BLUE",
    "GREY",
    "VERMILLION",
    "bars",
    "curves",
    "figure",
    "grouped_bars",
    "heatmap",
    "padded_batches",
    "readable",
    "show",
    "task_lengths",
]

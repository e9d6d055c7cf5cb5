"""Curves with labels beside them, and baselines."""

import numpy as np

from helpers.plotting.colours import GREY, INK
from helpers.plotting.labels import label_lines

DOTTED = (0, (2, 2))


def curves(ax, x, series, *, baselines=None, x_label="", y_label="", log=""):
    """Draw the `series` (label -> values) over `x`, and the `baselines` (label -> value) as level lines.

    Values of shape (runs, points) are drawn as their mean, with a whisker from the lowest to the highest run.
    The lines are labelled when the figure is drawn: up to four directly, more in a legend; panels with the
    same lines once. `log` names the logarithmic axes: "", "x", "y" or "xy".
    """
    x, lines = np.asarray(x), {}
    for label, values in series.items():
        values = np.asarray(values, dtype=float)
        if values.shape[-1:] != x.shape or values.ndim > 2:
            raise ValueError(f"series[{label!r}] must have the shape of x, {x.shape}, got {values.shape}")
        runs = np.atleast_2d(values)
        mean = runs.mean(axis=0)
        (lines[label],) = ax.plot(x, mean, label=label)
        if values.ndim == 2:
            _whiskers(ax, x, runs, lines[label].get_color())
    for label, value in (baselines or {}).items():
        lines[label] = level(ax, value, label, GREY)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.set_xscale("log" if "x" in log else "linear")
    ax.set_yscale("log" if "y" in log else "linear")
    label_lines(ax, lines)


WHISKER = {"elinewidth": 0.8, "capsize": 3, "capthick": 0.8}


def _whiskers(ax, x, runs, colour):
    """Draw a line from the lowest to the highest run at each point; `errorbar` would use up a style."""
    low, high = runs.min(axis=0), runs.max(axis=0)
    ax.vlines(x, low, high, color=colour, linewidth=WHISKER["elinewidth"])
    for ends in (low, high):
        ax.scatter(
            x, ends, s=4 * WHISKER["capsize"] ** 2, marker="_", color=colour, linewidth=WHISKER["capthick"]
        )


def level(ax, value, label, colour=INK):
    """Draw a dotted level line across the panel, such as chance; return it."""
    return ax.axhline(value, color=colour, linestyle=DOTTED, linewidth=1.2, marker="", label=label)

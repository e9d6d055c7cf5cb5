"""Bars with their values."""

import numpy as np
from matplotlib.patheffects import withStroke

from helpers.plotting.colours import COLOURS, INK, tint
from helpers.plotting.curves import WHISKER, level
from helpers.plotting.labels import label_lines
from helpers.plotting.settings import THIN

SHARES = (0.7, 0.45, 0.6, 0.25)  # of its colour in a series' fill: neighbours differ in lightness as well


def bars(ax, values, *, y_label="", digits=3, log=False, colours=None, baseline=None):
    """Draw one bar for each entry of `values` (label -> number) with its number on top.

    `digits` counts significant digits. `colours` is one colour or one for each bar; `baseline=(label, value)`
    adds a level line, such as chance.
    """
    labels, heights = list(values), np.array(list(values.values()), dtype=float)
    drawn = ax.bar(range(len(labels)), heights, width=0.6, color=colours, log=log)
    _number(ax, drawn, heights, digits)
    ax.set_xticks(range(len(labels)), labels)
    ax.set_ylabel(y_label)
    ax.margins(y=0.15)
    if baseline is not None:
        label_lines(ax, {baseline[0]: level(ax, baseline[1], baseline[0])})
    return drawn


def grouped_bars(ax, groups, series, *, y_label="", digits=2, baseline=None):
    """Draw a bar for each series in each group: the mean over runs, with a whisker from lowest to highest.

    `groups` names the places on the x axis; `series` is label -> array (runs, groups); `digits` counts the
    significant digits of the numbers on the bars (digits before the point are all written);
    `baseline=(label, value)` adds a level line, such as chance. A key above gives the series in their order.
    """
    width, places = 0.8 / len(series), np.arange(len(groups))
    for k, (label, runs) in enumerate(series.items()):
        runs = np.asarray(runs, dtype=float)
        mean = runs.mean(axis=0)
        at = places + width * (k - (len(series) - 1) / 2)
        colour = COLOURS[k % len(COLOURS)]
        look = {"facecolor": tint(colour, SHARES[k % 4]), "edgecolor": colour, "linewidth": THIN}
        if len(runs) > 1:
            look["yerr"] = [mean - runs.min(axis=0), runs.max(axis=0) - mean]
        drawn = ax.bar(at, mean, 0.9 * width, label=label, error_kw={"ecolor": INK} | WHISKER, **look)
        _number(ax, drawn, mean, digits)
    ax.set_xticks(places, groups)
    ax.set_ylabel(y_label)
    ax.margins(y=0.1)
    if baseline is not None:
        level(ax, baseline[1], baseline[0])
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(series) + 1, borderpad=0.1)


def _number(ax, drawn, heights, digits):
    """Write the numbers on the bars; they take the place of grid lines, and level lines end beside them."""
    texts = [number(height, digits) for height in heights]
    halo = [withStroke(linewidth=3, foreground="white")]
    ax.bar_label(drawn, texts, padding=3, fontsize=12, color=INK, path_effects=halo)
    ax.grid(False)


def number(value, digits=3):
    """Write a number with `digits` significant digits, no exponent, thousands apart: 10,100 or 0.0312."""
    if not np.isfinite(value):
        return str(value)
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
    text = f"{value:,.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\N{MINUS SIGN}")

"""Curves with labels at their ends, baselines, and bars with their values."""

import numpy as np

from helpers.plotting.style import COLOURS, GREY, INK, house_style, readable


def curves(ax, x, series, *, baselines=None, x_label="", y_label="", log=""):
    """Draw the `series` (label -> values) over `x`, and the `baselines` (label -> value) as level lines.

    Up to four lines are labelled at their right end, more get a legend. `log` names the logarithmic axes: "",
    "x", "y" or "xy". Set limits before, add nothing after: the labels are placed for the axes as they are
    now.
    """
    x, baselines = np.asarray(x), baselines or {}
    ends = []
    for label, values in series.items():
        values = np.asarray(values, dtype=float)
        if values.shape != x.shape:
            raise ValueError(f"series[{label!r}] must have the shape of x, {x.shape}, got {values.shape}")
        (line,) = ax.plot(x, values, label=label)
        last = np.flatnonzero(np.isfinite(values))
        if last.size:
            ends.append((label, x[last[-1]], values[last[-1]], line.get_color()))
    for label, value in baselines.items():
        ax.axhline(value, color=GREY, linestyle=(0, (2, 2)), linewidth=1.5, marker="", label=label)
        ends.append((label, None, value, GREY))
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.set_xscale("log" if "x" in log else "linear")
    ax.set_yscale("log" if "y" in log else "linear")
    if len(ends) <= 4:
        _label_ends(ax, ends)
    else:
        ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))


def _label_ends(ax, ends):
    """Write each label beside the end of its line, moved up or down as far as it takes to keep them apart."""
    size, gap = 12, 15  # points
    right = ax.get_xlim()[1]
    notes = []
    for label, x, y, colour in ends:
        style = {"arrowstyle": "-", "color": colour, "linewidth": 1.0, "shrinkA": 0, "shrinkB": 0}
        notes.append(
            ax.annotate(
                label,
                (right if x is None else x, y),
                xytext=(12, 0),
                textcoords="offset points",
                va="center",
                fontsize=size,
                color=readable(colour),
                arrowprops=style,
                annotation_clip=False,
            )
        )
    with house_style():
        ax.figure.get_layout_engine().execute(ax.figure)  # from here on heights in points are known
    heights = np.array([ax.transData.transform(note.xy)[1] for note in notes]) * 72 / ax.figure.dpi
    for note, shift in zip(notes, spread(heights, gap) - heights, strict=True):
        note.set_position((12, shift))


def spread(positions, gap):
    """Move positions as little as possible to set neighbours at least `gap` apart, in the same order."""
    order = np.argsort(positions, kind="stable")
    blocks = []  # neighbours that touch form a block, centred on where its members wanted to be
    for place in np.asarray(positions, dtype=float)[order]:
        blocks.append([place, 1])
        while len(blocks) > 1 and blocks[-1][0] - blocks[-2][0] < gap * (blocks[-1][1] + blocks[-2][1]) / 2:
            (high, n), (low, k) = blocks.pop(), blocks.pop()
            blocks.append([(high * n + low * k) / (n + k), n + k])
    moved = np.empty(len(order))
    moved[order] = (
        np.concatenate([c + gap * (np.arange(n) - (n - 1) / 2) for c, n in blocks]) if blocks else []
    )
    return moved


def bars(ax, values, *, y_label="", digits=3, log=False, colours=None, baseline=None):
    """Draw one bar for each entry of `values` (label -> number) with its number on top.

    `digits` counts significant digits. `colours` is one colour or one for each bar; `baseline=(label, value)`
    adds a level line, such as chance.
    """
    labels, heights = list(values), np.array(list(values.values()), dtype=float)
    drawn = ax.bar(range(len(labels)), heights, width=0.6, color=colours, log=log)
    texts = [number(height, digits) for height in heights]
    ax.bar_label(drawn, texts, padding=3, fontsize=12, color=INK)
    ax.set_xticks(range(len(labels)), labels)
    ax.set_ylabel(y_label)
    ax.grid(False, axis="x")
    ax.margins(y=0.15)
    if baseline is not None:
        label, value = baseline
        ax.axhline(value, color=INK, linestyle=(0, (2, 2)), linewidth=1.5)
        _label_ends(ax, [(label, None, value, INK)])
    return drawn


def number(value, digits=3):
    """Write a number with `digits` significant digits, no exponent, thousands apart: 10,100 or 0.0312."""
    if not np.isfinite(value):
        return str(value)
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - int(np.floor(np.log10(abs(value)))))
    text = f"{value:,.{decimals}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\N{MINUS SIGN}")


def grouped_bars(ax, groups, series, *, y_label="", digits=2, baseline=None):
    """Draw a bar for each series in each group: the mean over runs, with a whisker from lowest to highest.

    `groups` names the places on the x axis; `series` is label -> array (runs, groups); `digits` counts the
    significant digits of the numbers on the bars (digits before the point are all written);
    `baseline=(label, value)` adds a level line, such as chance.
    """
    width, places = 0.8 / len(series), np.arange(len(groups))
    for k, (label, runs) in enumerate(series.items()):
        runs = np.asarray(runs, dtype=float)
        mean = runs.mean(axis=0)
        whiskers = [mean - runs.min(axis=0), runs.max(axis=0) - mean]
        at = places + width * (k - (len(series) - 1) / 2)
        look = {"color": COLOURS[k], "hatch": ("", "//", "..", "xx")[k % 4], "edgecolor": "white"}
        whisker = {"ecolor": INK, "capsize": 4, "elinewidth": 1.5}
        drawn = ax.bar(at, mean, 0.9 * width, label=label, yerr=whiskers, error_kw=whisker, **look)
        ax.bar_label(drawn, [number(value, digits) for value in mean], padding=3, fontsize=12, color=INK)
    ax.set_xticks(places, groups)
    ax.set_ylabel(y_label)
    ax.grid(False, axis="x")
    if baseline is not None:
        label, value = baseline
        ax.axhline(value, color=INK, linestyle=(0, (2, 2)), linewidth=1.5, label=label)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(series) + 1)

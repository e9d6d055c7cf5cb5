"""Pictures of lengths: how long the two sequences of a task are, and what padding adds to a batch."""

import numpy as np

from helpers.plotting.colours import COLOURS, GREY, MARKERS, readable
from helpers.plotting.settings import THIN
from helpers.plotting.style import figure

KINDS = ("equal", "one to many", "many to one", "unequal")


def task_lengths(lengths, kinds, title=None):
    """Draw tasks as points, T_x to the right and T_y upwards, both logarithmic, the diagonal as a line.

    `lengths` is task -> (T_x, T_y), `kinds` is task -> one of `KINDS`, which gives colour and marker.
    """
    fig, ax = figure(8.8, 4.6, title=title)
    ax.loglog([0.8, 200], [0.8, 200], "--", color=GREY, linewidth=0.8, marker="")
    ax.text(
        1.7, 1.95, "$T_x = T_y$", rotation=45, transform_rotates_text=True, rotation_mode="anchor", color=GREY
    )
    for task, (T_x, T_y) in lengths.items():
        look = KINDS.index(kinds[task])
        colour = readable(COLOURS[look])
        ax.plot([T_x], [T_y], MARKERS[look], color=colour, markersize=7, label=kinds[task])
        place = {"xytext": (9, 0), "textcoords": "offset points", "va": "center"}
        ax.annotate(task, (T_x, T_y), fontsize=11, color=colour, **place)
    handles = dict(zip(*reversed(ax.get_legend_handles_labels()), strict=True))
    keys = [kind for kind in KINDS if kind in handles]
    ax.legend([handles[kind] for kind in keys], keys, loc="upper right", handlelength=1.0)
    ax.set(xlim=(0.8, 500), xlabel="$T_x$, steps of the input")
    ax.set(ylim=(0.8, 30), ylabel="$T_y$, steps of the answer")
    for axis, ticks in [(ax.xaxis, [1, 3, 10, 30, 100]), (ax.yaxis, [1, 3, 10, 30])]:
        axis.set_ticks(ticks, [str(tick) for tick in ticks])
        axis.set_ticks([], minor=True)
    return fig


def padded_batches(batches, title=None):
    """Draw batches (name -> lengths) side by side: a bar for each sentence, its padding hatched behind it."""
    fig, axes = figure(8.8, 3.8, columns=len(batches), title=title, sharex=True, squeeze=False)
    for ax, (name, lengths) in zip(axes[0], batches.items(), strict=True):
        lengths = np.asarray(lengths)
        longest, rows = lengths.max(), np.arange(1, len(lengths) + 1)
        share = 1 - lengths.sum() / (longest * len(lengths))
        ax.set_title(f"{name}: {share:.0%} padding")
        striped = {"color": "white", "edgecolor": "#BBBBBB", "hatch": "////", "linewidth": THIN}
        ax.barh(rows, longest - lengths, left=lengths, height=0.8, **striped)
        ax.barh(rows, lengths, height=0.8, color=COLOURS[0])
        ax.invert_yaxis()
        ax.grid(False, axis="y")
        ax.set_yticks([1, len(lengths)])
        ax.set(xlabel="tokens", ylabel="sentence of the batch")
    return fig

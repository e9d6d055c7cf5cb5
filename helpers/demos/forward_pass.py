"""What the demos of lesson 02 draw: the states of a network after one pulse."""

import numpy as np

from helpers.plotting import figure, heatmap

SHOWN, LONG = 40, 2000  # steps: of the picture, and those after which a pulse that fades has gone


def pulse(after_pulse):
    """Return `draw(scale)`: the states of all units after a pulse, titled with what becomes of it.

    after_pulse: function (scale, T) -> states (units, T) of a network with an input at the first step only.
    """

    def draw(scale=1.0):
        a = after_pulse(scale, LONG)
        title = f"Scale {scale:.1f}: {fate(a)}"
        fig, ax = figure(8.5, 3.4, title=title)
        shown = {"signed": True, "limits": (-1, 1), "unit": "state"}
        heatmap(ax, a[:, :SHOWN], **shown, x_label="step, 0-based", y_label="unit")
        return fig, f"Heat map of {len(a)} units over {SHOWN} steps after a pulse. {title}"

    return draw


def fate(a):
    """Say what becomes of a pulse, from the states (units, LONG)."""
    first, last, end = a[:, 0].std(), a[:, SHOWN - 1].std(), a[:, -50:].std(axis=0).max()
    if np.mean(np.abs(a[:, SHOWN // 2 : SHOWN]) > 0.9) > 0.5:
        return "the units go on, most of the time beyond ±0.9."
    if end > 0.01 * first:
        return f"the units go on by themselves, also after {LONG:,} steps."
    if last < 0.001 * first:
        return f"the pulse has died before step {SHOWN}."
    return f"the pulse lingers, {last / first:.0%} is left after {SHOWN} steps; in the end it fades."

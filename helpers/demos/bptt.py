"""What the demos of lesson 03 draw: the contributions of earlier steps to a gradient."""

import numpy as np

from helpers.plotting import curves, figure

SCALES = (0.5, 3.0, 0.25)  # of the recurrent weights: first, last, and the distance of the slider's stops


def fading(fade):
    """Return `draw(recurrent_scale)`: contributions against distance, beside those of the usual weights.

    fade: function (scale) -> array, the contributions 0, 1, 2 … steps back, relative to the last step.
    The axis is that of all scales from the first to the last of `SCALES`: it stays while the slider moves.
    """
    usual = fade(1.0)
    ends = np.log10([fade(scale) for scale in SCALES[:2]])

    def draw(recurrent_scale=1.0):
        back, name = fade(recurrent_scale), f"times {recurrent_scale:g}"
        share = f"{back[10]:.2g}".replace("e-0", "e\N{MINUS SIGN}")
        title = f"Weights {name}: the step ten back counts {share} times the last."
        fig, ax = figure(8, 3.8, title=title)
        ax.set(ylim=(10 ** np.floor(ends.min()), 10 ** np.ceil(ends.max() + 0.2)))
        lines = {name: back, "times 1": usual} if recurrent_scale != 1 else {name: usual}
        axes = {"x_label": "steps back from the loss, t − k", "y_label": "contribution, relative"}
        curves(ax, range(len(usual)), lines, baselines={"last step": 1}, log="y", **axes)
        ax.set_xticks(range(0, len(usual), 2))
        ax.minorticks_off()
        alt = f"Contributions over 0 to 19 steps back, log axis: to {share} at ten steps with weights {name},"
        return fig, f"{alt} to {usual[10]:.2f} with the usual weights."

    return draw

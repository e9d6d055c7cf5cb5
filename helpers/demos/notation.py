"""What the demos of lesson 01 draw: what a larger vocabulary buys, and what it costs."""

import numpy as np

from helpers.plotting import figure
from helpers.text import UNK, decode, encode


def vocabulary_size(vocabulary, held_out, example):
    """Return `draw(size)`: unknown tokens, bytes of one-hot columns, and a sentence as the network reads it.

    vocabulary: the largest one, of which `size` entries are kept; held_out: the tokens that are counted;
    example: the tokens of the sentence.
    """

    def unknown(size):
        return float(np.mean(encode(held_out, vocabulary[:size]) == vocabulary.index(UNK)))

    sizes = np.unique(np.geomspace(4, len(vocabulary), 25).astype(int))
    shares = 100 * np.array([unknown(size) for size in sizes])
    megabyte = 8e-6 * len(held_out)  # of an entry

    def draw(size=200):
        share, mb = unknown(size), megabyte * size
        cost = f"{mb:.1f} MB" if mb >= 0.1 else f"{1000 * mb:.0f} kB"
        fig, axes = figure(8.8, 3.7, columns=2, title=f"{size} entries: {share:.0%} unknown, {cost}.")
        label = f"one-hot, MB for the\n{len(held_out):,} unseen tokens"
        panels = [(shares, 100 * share, "unknown, %", 100), (megabyte * sizes, mb, label, None)]
        for ax, (curve, point, name, top) in zip(axes, panels, strict=True):
            ax.plot(sizes, curve, marker="")
            ax.plot([size], [point], "o", markersize=10)
            ax.set(xlim=(0, len(vocabulary)), ylim=(0, top), xlabel="entries of the vocabulary", ylabel=name)
        read = " ".join(decode(encode(example, vocabulary[:size]), vocabulary))
        fig.supxlabel(f"The network reads: {read}", fontsize=12, x=0.02, ha="left")
        alt = (
            "Left: the share of unknown tokens falls as the vocabulary grows, steeply at first; at "
            f"{size} entries it is {share:.0%}. Right: the bytes of one-hot columns grow in proportion, "
            f"to {cost} at {size}. Below, a sentence as the network reads it: {read}"
        )
        return fig, alt

    return draw

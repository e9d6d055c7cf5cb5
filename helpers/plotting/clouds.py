"""Clouds: groups of points in a plane, each with a colour and a marker of its own."""

from helpers.plotting.colours import COLOURS, MARKERS


def clouds(ax, groups, *, x_label="", y_label=""):
    """Draw `groups` (label -> (x, y), two arrays) as points, with a legend beside the panel."""
    looks = zip(COLOURS, MARKERS, strict=True)
    for (label, (x, y)), (colour, marker) in zip(groups.items(), looks, strict=False):
        ax.scatter(x, y, color=colour, marker=marker, alpha=0.5, label=label)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))

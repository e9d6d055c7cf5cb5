"""Axes whose drawing methods see the house style, wherever they are called from, and their layout."""

from functools import wraps

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import LogFormatterSciNotation

from helpers.plotting.colours import tint
from helpers.plotting.labels import clear_labels, place_labels
from helpers.plotting.letters import wrap
from helpers.plotting.settings import TEXT, THIN, house_style

SOFT = 0.55  # of a colour, in the fill of a bar
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class HouseAxes(Axes):
    """Axes in the house style: soft bars, powers of ten in the letters of other numbers, whole markers."""

    name = "house"

    def plot(self, *args, **kwargs):
        """Plot as usual; a line of at most 20 points has a marker at each of them, a longer one at some."""
        with house_style():
            lines = super().plot(*args, **kwargs)
        for line in lines:
            if "markevery" not in kwargs and len(line.get_xdata(orig=True)) <= 20:
                line.set_markevery(None)
        return lines

    def bar(self, *args, **kwargs):
        """Draw bars as usual, the fill softer than the outline; `edgecolor` leaves both. `barh` calls it."""
        with house_style():
            return _soften(super().bar(*args, **kwargs), kwargs)

    def set_title(self, label, *args, **kwargs):
        """Set the title of one panel, wrapped to the panel's share of the figure."""
        grid = self.get_subplotspec()
        share = 1 if grid is None else len(grid.colspan) / grid.get_gridspec().ncols
        text = wrap(label, self.figure.get_figwidth() * share - 0.7, TEXT)
        with house_style():
            return super().set_title(text, *args, **kwargs)

    def set_xscale(self, value, **kwargs):
        """Set the scale; powers of ten on a logarithmic axis are plain text."""
        super().set_xscale(value, **kwargs)
        _plain_powers(self.xaxis, value)

    def set_yscale(self, value, **kwargs):
        """Set the scale; powers of ten on a logarithmic axis are plain text."""
        super().set_yscale(value, **kwargs)
        _plain_powers(self.yaxis, value)


def _soften(bars, given):
    if not {"edgecolor", "ec", "facecolor", "fc", "hatch"} & set(given):
        for bar in bars:
            colour = to_hex(bar.get_facecolor())
            bar.set(facecolor=tint(colour, SOFT), edgecolor=colour, linewidth=THIN)
    return bars


def _plain_powers(axis, scale):
    if scale == "log":
        axis.set_major_formatter(PlainPowers())


class PlainPowers(LogFormatterSciNotation):
    """Write powers of ten with raised digits: 10⁻³, not as a formula."""

    def __call__(self, x, pos=None):
        text = super().__call__(x, pos)
        if "^{" not in text:
            return text
        number, power = text.split("^{")
        number = number.replace(r"$\mathdefault{", "").replace(r"\times", "×").replace("{", "")
        return number + power.rstrip("}$").translate(RAISED)


class HouseLayout(ConstrainedLayoutEngine):
    """Constrained layout that places the labels of lines, too: anew whenever the figure is drawn."""

    def execute(self, fig):
        """Lay out the panels, place the labels in what they leave free, and make room for those outside."""
        panels = [ax for ax in fig.axes if isinstance(ax, HouseAxes)]
        for ax in panels:
            _show_whole_markers(ax)
            clear_labels(ax)
        super().execute(fig)
        with house_style():
            if place_labels(panels):
                super().execute(fig)
                place_labels(panels)


def _show_whole_markers(ax):
    """Let markers on the edge of a panel stand out of it, where no point of their line lies beyond."""
    for line in ax.lines:
        if line.get_transform() == ax.transData:
            x, y = (np.asarray(values, dtype=float) for values in line.get_data(orig=False))
            (left, right), (low, high) = sorted(ax.get_xlim()), sorted(ax.get_ylim())
            inside = (left <= x) & (x <= right) & (low <= y) & (y <= high)
            line.set_clip_on(not bool(inside[np.isfinite(x) & np.isfinite(y)].all()))


def _styled(method):
    @wraps(method)
    def inner(*args, **kwargs):
        with house_style():
            return method(*args, **kwargs)

    return inner


for _name in (
    "annotate axhline axvline bar_label barh errorbar fill_between hist imshow legend loglog pcolormesh "
    "scatter semilogx semilogy set_xticks set_yticks stackplot stem step table text tick_params"
).split():
    setattr(HouseAxes, _name, _styled(getattr(Axes, _name)))
mpl.projections.register_projection(HouseAxes)

"""The house style of every figure: sizes, fonts, colours, and the alternative text that goes with a picture.

    fig, ax = figure(7, 3, title="The claim of this figure.")
    ax.plot(...)
    show(fig, "What a sighted reader would see, in a sentence or two.")

The style is set while a figure is made, filled and drawn, and nowhere else: Matplotlib's settings stay as
they are.
"""

import base64
import io
import re
import sys
from functools import wraps

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

# Okabe and Ito (2008): told apart by readers with any common kind of colour blindness.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILLION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
INK, GREY, PALE = "#222222", "#6B6B6B", "#ECECEC"

COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)
DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (8, 3)), (0, (3, 1)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")

TEXT, TITLE = 12, 13  # points; nothing in a figure is smaller than 11
DPI = 100  # a figure of 7 by 3 inches is 700 by 300 pixels of the page, drawn with twice as many dots
MAX_WIDTH = 9  # inches: what JupyterLab shows without shrinking

HOUSE = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 1.0,
    "axes.prop_cycle": cycler(
        color=COLOURS, linestyle=DASHES, marker=MARKERS, markevery=[0.12] * len(COLOURS)
    ),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.titleweight": "bold",
    "axes.unicode_minus": True,
    "figure.dpi": DPI,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.8,
    "hatch.color": GREY,
    "hatch.linewidth": 1.0,
    "image.cmap": "Blues",
    "legend.fontsize": 11,
    "legend.frameon": False,
    "legend.handlelength": 3.0,
    "lines.linewidth": 2.0,
    "lines.markersize": 6.0,
    "mathtext.fontset": "dejavusans",
    "text.color": INK,
    "text.usetex": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 11,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 11,
}


def house_style():
    """Return the context in which every figure of the course is made and drawn."""
    return mpl.rc_context(HOUSE)


class HouseAxes(Axes):
    """Axes whose drawing methods see the house style, wherever they are called from."""

    name = "house"

    def plot(self, *args, **kwargs):
        """Plot as usual; a line of at most 20 points has a marker at each of them, a longer one at some."""
        with house_style():
            lines = super().plot(*args, **kwargs)
        for line in lines:
            if "markevery" not in kwargs and len(line.get_xdata(orig=True)) <= 20:
                line.set_markevery(None)
        return lines

    def set_title(self, label, *args, **kwargs):
        """Set the title of one panel, wrapped to the panel's share of the figure."""
        grid = self.get_subplotspec()
        share = 1 if grid is None else len(grid.colspan) / grid.get_gridspec().ncols
        with house_style():
            return super().set_title(
                wrap(label, self.figure.get_figwidth() * share - 0.7, TEXT), *args, **kwargs
            )


def _styled(method):
    @wraps(method)
    def inner(*args, **kwargs):
        with house_style():
            return method(*args, **kwargs)

    return inner


for _name in (
    "annotate axhline axvline bar bar_label barh errorbar fill_between hist imshow legend loglog pcolormesh "
    "scatter semilogx semilogy set_xticks set_yticks stackplot stem step table text tick_params"
).split():
    setattr(HouseAxes, _name, _styled(getattr(Axes, _name)))
mpl.projections.register_projection(HouseAxes)


def figure(width=7, height=3.5, rows=1, columns=1, title=None, **options):
    """Make a figure of width × height inches in the house style.

    `title` is the claim of the whole figure: it stands on the left above all panels and is wrapped when long.
    `options` go to `Figure.subplots` (sharex, sharey, width_ratios, squeeze …). Returns the figure and its
    axes: one object for one panel, an array otherwise. Raises ValueError when width exceeds 9 inches, because
    JupyterLab would shrink the picture.
    """
    if not 0 < width <= MAX_WIDTH:
        raise ValueError(f"width must be positive and at most {MAX_WIDTH} inches, got {width}")
    if not height > 0:
        raise ValueError(f"height must be positive, in inches, got {height}")
    with house_style():
        fig = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
        FigureCanvasAgg(fig)
        axes = fig.subplots(rows, columns, subplot_kw={"projection": "house"}, **options)
        if title is not None:
            text = wrap(title, width - 0.2, TITLE)
            fig.suptitle(text, x=0.1 / width, ha="left", fontsize=TITLE, fontweight="bold")
    return fig, axes


def wrap(text, width, size):
    """Break a text into lines of at most `width` inches at `size` points, never inside $…$.

    Letters are counted, not measured, so that every machine breaks at the same place.
    """
    lines = [""]
    for word in re.findall(r"(?:\$[^$]*\$|[^\s$])+", text):
        line = f"{lines[-1]} {word}".strip()
        if lines[-1] and _letters(line) * 0.6 * size / 72 > width:
            lines.append(word)
        else:
            lines[-1] = line
    return "\n".join(lines)


def _letters(text):
    """Count letters: a capital is 1.25, a command in a formula one, its braces and signs of level nothing."""
    text = re.sub(
        r"\$([^$]*)\$", lambda formula: re.sub(r"\\[a-z]+", "x", re.sub(r"[{}^_]", "", formula[1])), text
    )
    return len(text) + 0.25 * sum(letter.isupper() for letter in text)


def readable(colour):
    """Darken a colour until text in it reads well on white (contrast 4.5 to 1), for labels beside a line."""
    rgb = np.array(to_rgb(colour))
    while 1.05 / (luminance(rgb) + 0.05) < 4.5:
        rgb = rgb * 0.95
    return to_hex(rgb)


def luminance(rgb):
    """Return the relative luminance (WCAG 2) of red, green and blue in 0…1; the last axis holds the three."""
    rgb = np.asarray(rgb, dtype=float)
    linear = np.where(rgb <= 0.03928, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def picture(fig, scale=2):
    """Return the figure as PNG bytes, `scale` dots to a pixel of the page: the same bytes on each call."""
    buffer, dpi = io.BytesIO(), fig.dpi
    fig.dpi = DPI * scale
    with house_style():
        FigureCanvasAgg(fig).print_png(buffer, metadata={"Software": None})  # savefig would draw it twice
    fig.dpi = dpi
    return buffer.getvalue()


def check_alt(alt):
    """Raise ValueError when `alt` is not a sentence that could stand for a picture."""
    if not isinstance(alt, str) or len(alt.split()) < 3 or alt.strip()[-1] not in ".!?":
        raise ValueError(
            f"alt must be a sentence of at least three words that ends with a full stop, got {alt!r}"
        )


def show(fig, alt):
    """Show a figure in a notebook with its alternative text, and close it.

    `alt` says what a sighted reader would see. The picture carries it in its metadata, where the site and the
    slides find it. In plain Python nothing is shown. Returns nothing, so that it can stand on the last line
    of a cell. Raises ValueError when `alt` is not a sentence.
    """
    check_alt(alt)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
    if "IPython" not in sys.modules or sys.modules["IPython"].get_ipython() is None:
        return
    from IPython.display import display

    width, height = (round(inches * DPI) for inches in fig.get_size_inches())
    data = {"image/png": base64.b64encode(picture(fig)).decode("ascii"), "text/plain": repr(fig)}
    display(data, metadata={"image/png": {"alt": alt, "width": width, "height": height}}, raw=True)

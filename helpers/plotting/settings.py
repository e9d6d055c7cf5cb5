"""The settings of the house style: sizes, fonts, thickness of lines."""

import matplotlib as mpl
from cycler import cycler

from helpers.plotting.colours import COLOURS, DASHES, GREY, INK, MARKERS

FONT = "DejaVu Sans"  # Matplotlib brings it along
TEXT, TITLE = 12, 13  # points; nothing in a figure is smaller than 11
DPI = 100  # a figure of 7 by 3 inches is 700 by 300 pixels of the page, drawn with twice as many dots
MAX_WIDTH = 9  # inches: what JupyterLab shows without shrinking
THIN = 0.8  # points: outlines
PAGE_WHITE = "#FFFFFF"

HOUSE = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.facecolor": PAGE_WHITE,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.6,
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
    "figure.facecolor": PAGE_WHITE,
    "font.family": [FONT],
    "font.size": TEXT,
    "grid.color": "#E6E6E6",
    "grid.linewidth": 0.6,
    "hatch.color": "#BBBBBB",
    "hatch.linewidth": 0.6,
    "image.cmap": "Blues",
    "legend.edgecolor": "none",
    "legend.facecolor": PAGE_WHITE,
    "legend.fontsize": 11,
    "legend.framealpha": 1.0,
    "legend.frameon": True,
    "legend.handlelength": 3.0,
    "lines.linewidth": 1.6,
    "lines.markersize": 4.5,
    "mathtext.fontset": "cm",  # the letters of MathJax, which sets the formulas of the text
    "savefig.facecolor": PAGE_WHITE,
    "text.color": INK,
    "text.usetex": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 11,
    "xtick.major.width": 0.6,
    "xtick.minor.width": 0.4,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 11,
    "ytick.major.width": 0.6,
    "ytick.minor.width": 0.4,
}


def house_style():
    """Return the context in which every figure of the course is made and drawn."""
    return mpl.rc_context(HOUSE)

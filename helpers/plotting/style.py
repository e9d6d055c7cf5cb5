"""The house style of every figure: sizes, fonts, colours, and the alternative text that goes with a picture.

    fig, ax = figure(7, 3, title="The claim of this figure.")
    ax.plot(...)
    show(fig, "What a sighted reader would see, in a sentence or two.")

The style is set while a figure is made, filled and drawn, and nowhere else: Matplotlib's settings stay as
they are.
"""

import base64
import io
import sys

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.plotting.axes import HouseAxes, HouseLayout
from helpers.plotting.letters import wrap
from helpers.plotting.settings import DPI, MAX_WIDTH, TITLE, house_style


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
        fig = Figure(figsize=(width, height), dpi=DPI, layout=HouseLayout())
        FigureCanvasAgg(fig)
        axes = fig.subplots(rows, columns, subplot_kw={"projection": HouseAxes.name}, **options)
        if title is not None:
            text = wrap(title, width - 0.2, TITLE)
            fig.suptitle(text, x=0.1 / width, ha="left", fontsize=TITLE, fontweight="bold")
    return fig, axes


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

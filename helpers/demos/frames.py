"""One picture of a demo, and the three ways in which a demo is shown: a widget, a still, or all frames.

The environment variable COURSE_DEMOS chooses: unset, a widget for the reader; `still`, what a notebook stores
and nbval compares, a sentence and one picture; `frames`, what slides and pages are built from, one output of
the type MIME with all pictures:

    {"kind": "steps" or "live", "label": what moves, "start": index of the first frame to show,
     "frames": [{"png": base64, "alt": …, "label": "length = 3", "width": pixels, "height": pixels}, …]}
"""

import base64
import html
import os
from dataclasses import asdict, dataclass

from IPython.display import display
from matplotlib.figure import Figure

from helpers.plotting.style import DPI, check_alt, picture, show

MIME = "application/vnd.rnn-course.frames+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
# ipywidgets gives a slider's handle no name: a screen reader would say "slider" alone. The page is watched,
# as JupyterLab builds a slider anew when it scrolls back into sight.
NAMES = """
window.namesOfSliders ??= new MutationObserver(() => {
    for (const handle of document.querySelectorAll(".widget-slider [role=slider]:not([aria-label])")) {
        const label = handle.closest(".widget-slider").querySelector(".widget-label");
        if (label) handle.setAttribute("aria-label", label.textContent);
    }
});
window.namesOfSliders.observe(document.body, {childList: true, subtree: true});
"""
MODES = ("widget", "still", "frames")


@dataclass(frozen=True)
class Frame:
    """A picture as PNG in base64, its alternative text, what it is called, and its size on the page."""

    png: str
    alt: str
    label: str
    width: int
    height: int


def mode():
    """Return how demos are shown here, one of MODES. Raises ValueError: COURSE_DEMOS is none of them."""
    chosen = os.environ.get("COURSE_DEMOS") or "widget"
    if chosen not in MODES:
        raise ValueError(f"COURSE_DEMOS must be unset or one of {', '.join(MODES)}, got {chosen!r}")
    return chosen


def checked(drawn):
    """Return what `draw` gave: a figure and its alternative text. Raises ValueError when it is not that."""
    if not (isinstance(drawn, tuple) and len(drawn) == 2 and isinstance(drawn[0], Figure)):
        raise ValueError(f"draw must return (figure, alternative text), got {drawn!r:.60}")
    check_alt(drawn[1])
    return drawn


def as_frame(drawn, label):
    """Draw (figure, alternative text) at two dots per pixel."""
    fig, alt = checked(drawn)
    width, height = (round(inches * DPI) for inches in fig.get_size_inches())
    return Frame(base64.b64encode(picture(fig)).decode("ascii"), alt, label, width, height)


def as_html(frame):
    """Return the picture as an img element with its alt text, of fixed size: the page does not jump."""
    size = f'width="{frame.width}" height="{frame.height}" style="max-width: none"'
    return f'<img alt="{html.escape(frame.alt)}" {size} src="data:image/png;base64,{frame.png}">'


def show_still(sentence, drawn):
    """Show what a demo is before anything runs: a sentence, and one picture with its alternative text."""
    fig, alt = checked(drawn)
    display({"text/markdown": sentence, "text/plain": sentence}, raw=True)
    show(fig, alt)


def show_frames(kind, label, start, frames):
    """Show all frames as one output, from which slides and pages without a kernel are built.

    Raises ValueError: frames of different sizes, between which the page would jump.
    """
    sizes = sorted({(frame.width, frame.height) for frame in frames})
    if len(sizes) > 1:
        raise ValueError(f"draw must return figures of one size, got {', '.join(map(str, sizes))} pixels")
    bundle = {"kind": kind, "label": label, "start": start, "frames": [asdict(frame) for frame in frames]}
    display({MIME: bundle, "text/plain": f"{kind}: {len(frames)} frames"}, raw=True)


def show_widget(box, sentence):
    """Show a widget whose sliders have names; `sentence` is what is left of it where nothing runs."""
    display({"application/javascript": NAMES, "text/plain": ""}, raw=True)
    display({WIDGET: box._repr_mimebundle_()[WIDGET], "text/plain": sentence}, raw=True)

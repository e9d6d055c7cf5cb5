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


def as_frame(fig, alt, label):
    """Draw a figure at two dots per pixel. Raises ValueError when `alt` is not a sentence."""
    check_alt(alt)
    width, height = (round(inches * DPI) for inches in fig.get_size_inches())
    return Frame(base64.b64encode(picture(fig)).decode("ascii"), alt, label, width, height)


def as_html(frame):
    """Return the picture as an img element with its alt text, of fixed size: the page does not jump."""
    size = f'width="{frame.width}" height="{frame.height}" style="max-width: none"'
    return f'<img alt="{html.escape(frame.alt)}" {size} src="data:image/png;base64,{frame.png}">'


def show_still(sentence, fig, alt):
    """Show what a demo is before anything runs: a sentence, and one picture with its alternative text."""
    display({"text/markdown": sentence, "text/plain": sentence}, raw=True)
    show(fig, alt)


def show_frames(kind, label, start, frames):
    """Show all frames as one output, from which slides and pages without a kernel are built."""
    bundle = {"kind": kind, "label": label, "start": start, "frames": [asdict(frame) for frame in frames]}
    display({MIME: bundle, "text/plain": f"{kind}: {len(frames)} frames"}, raw=True)


def show_widget(box, sentence):
    """Show a widget whose sliders have names; `sentence` is what is left of it where nothing runs."""
    display({"application/javascript": NAMES, "text/plain": ""}, raw=True)
    display({WIDGET: box._repr_mimebundle_()[WIDGET], "text/plain": sentence}, raw=True)

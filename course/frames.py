"""The drawn frames of a demo as HTML: for a page without a kernel, and for a slide.

A bundle is what `live` and `steps` display, under the type MIME, where COURSE_DEMOS is "frames"; the module
helpers.demos.frames says what it holds.
`slider(bundle)` is a picture with a slider below it, which moves over the frames and works with the keyboard;
a page that shows one needs `HEAD` once. `key_presses(bundle, first)` is a stack of reveal.js fragments.
"""

import html
from pathlib import Path

from helpers.demos.frames import MIME

__all__ = ["HEAD", "MIME", "key_presses", "slider"]
FILES = Path(__file__).parent / "templates" / "frames"
STYLE, SCRIPT = ((FILES / name).read_text(encoding="utf-8") for name in ("frames.css", "frames.js"))
HEAD = f"<style>\n{STYLE}</style>\n<script>\n{SCRIPT}</script>"


def slider(bundle):
    """Return the HTML of the frames with a slider, at the frame `start`."""
    frames, start = bundle["frames"], bundle["start"]
    images = "\n".join(
        _image(frame, "" if index == start else " hidden") for index, frame in enumerate(frames)
    )
    label, value = html.escape(bundle["label"]), html.escape(frames[start]["label"])
    return (
        f'<figure class="course-frames" role="group" aria-label="{label}">\n{images}\n<figcaption>'
        f'<label>{label} <input type="range" min="0" max="{len(frames) - 1}" step="1" value="{start}" '
        f'aria-valuetext="{value}"></label> <output>{value}</output></figcaption>\n</figure>'
    )


def key_presses(bundle, first):
    """Return the HTML of the frames on top of each other; frame i > 0 is the fragment `first` + i − 1."""
    images = [_image(bundle["frames"][0])]
    for index, frame in enumerate(bundle["frames"][1:], first):
        images.append(_image(frame, f' class="fragment" data-fragment-index="{index}"'))
    label = html.escape(bundle["label"])
    return '<figure class="course-frames" role="group" aria-label="{}">\n{}\n</figure>'.format(
        label, "\n".join(images)
    )


def _image(frame, attributes=""):
    alt, label = html.escape(frame["alt"]), html.escape(frame["label"])
    size = f'width="{frame["width"]}" height="{frame["height"]}"'
    data = frame["png"].replace("\n", "")
    return f'<img src="data:image/png;base64,{data}" alt="{alt}" data-label="{label}" {size}{attributes}>'

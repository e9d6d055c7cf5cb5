"""How wide a text is, and where a long one is broken: measured, and the same on every machine."""

import re
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.plotting.settings import FONT, house_style


@lru_cache(maxsize=1024)
def text_width(text, size, weight="normal"):
    """Return the width of one line in inches at `size` points; $…$ is set as mathematics.

    The outlines of the letters are measured, unhinted, so that no screen has a say.
    """
    font = FontProperties(family=FONT, weight=weight, size=size)
    with house_style():
        width, _, _ = text_to_path.get_text_width_height_descent(text.strip(), font, ismath="$" in text)
    return width / 72


def wrap(text, width, size, weight="bold"):
    """Break a text into lines of at most `width` inches at `size` points, never inside $…$."""
    lines = [""]
    for word in re.findall(r"(?:\$[^$]*\$|[^\s$])+", text):
        line = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(line, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = line
    return "\n".join(lines)

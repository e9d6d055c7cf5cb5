"""The map of the course: a box for each lesson, linked to its notebook, an arrow to each that needs it."""

import base64
from html import escape

from helpers.learner.layering import layered

COLUMN, ROW, WIDE, HIGH = 250, 74, 232, 54  # pixels of the page
INK, GREY = "#222222", "#6B6B6B"
TEXT = "font: 13px/16px sans-serif; text-align: center; text-decoration: none"
MIDDLE = "display: flex; flex-direction: column; justify-content: center; box-sizing: border-box"
LOOKS = {  # what a lesson is -> fill and outline
    "done": ("#DDF1E8", "1.5px solid #00795A"),
    "open": ("#EDF4FA", "1.5px solid #0072B2"),
    "planned": ("#F7F7F7", "1px dashed #6B6B6B"),
}


def show_map(lessons, finished=()):
    """Show the map in a notebook: a box links to its lesson and says how many exercises are `finished`."""
    from IPython.display import display  # here: the room is imported without it

    page, told = map_html(lessons, finished)
    display({"text/html": page, "text/plain": told}, raw=True)


def map_html(lessons, finished=()):
    """Return the map as HTML and, in words, what it shows.

    lessons: entries of the list that need only each other. finished: the names of exercises. Every position
    is a whole number, so that each machine gives the same text.
    """
    layers, paths = layered({lesson.number: lesson.needs for lesson in lessons})
    width = COLUMN * max(map(len, layers))
    places = {
        node: (round(width / 2 + COLUMN * (k - (len(layer) - 1) / 2)), ROW * depth + ROW // 2)
        for depth, layer in enumerate(layers)
        for k, node in enumerate(layer)
    }
    arrows = ", ".join(f"{path[0]} to {path[-1]}" for path in paths)
    told = f"Map of the lessons, from top to bottom. Arrows lead from {arrows}."
    size = (width, ROW * len(layers))
    boxes = [_box(lesson, *places[lesson.number], finished) for lesson in lessons]
    frame = f"position: relative; margin: 0; width: {size[0]}px; height: {size[1]}px"
    return "\n".join(
        [f'<figure style="{frame}">', _arrows(paths, places, size, told), *boxes, "</figure>"]
    ), told


def _box(lesson, x, y, finished):
    """Return the box of one lesson: a link where it is written."""
    kind, state = _state(lesson, finished)
    fill, outline = LOOKS[kind]
    place = f"position: absolute; left: {x - WIDE // 2}px; top: {y - HIGH // 2}px"
    look = f"background-color: {fill}; border: {outline}; border-radius: 6px; color: {INK}; {TEXT}; {MIDDLE}"
    style = f'style="{place}; width: {WIDE}px; height: {HIGH}px; {look}"'
    title = f"{lesson.number} {escape(lesson.title)}"
    if not lesson.written:
        return f"<span {style}><b>{title}</b><span>{state}</span></span>"
    title = f'<b style="text-decoration: underline">{title}</b>'
    return f'<a href="{lesson.stem}.ipynb" {style}>{title}<span>{state}</span></a>'


def _state(lesson, finished):
    count, total = sum(name in finished for name in lesson.exercises), len(lesson.exercises)
    if not lesson.written:
        return "planned", "not written yet"
    if total and count == total:
        return "done", f"✓ all {total} exercises done"
    return "open", f"{count} of {total} exercises done" if total else "no exercises"


def _arrows(paths, places, size, told):
    """Return the picture of all arrows, which lies under the boxes."""
    curves = "".join(f'<path d="{_curve([places[node] for node in path])}"/>' for path in paths)
    head = '<marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"><defs>{head}'
        f'<path d="M0 0L8 4L0 8z" fill="{GREY}"/></marker></defs><g fill="none" stroke="{GREY}" '
        f'stroke-width="1.25" marker-end="url(#head)">{curves}</g></svg>'
    )
    data = base64.b64encode(svg.encode()).decode("ascii")
    place = (
        f'width="{size[0]}" height="{size[1]}" style="position: absolute; left: 0; top: 0; max-width: none"'
    )
    return f'<img alt="{escape(told)}" {place} src="data:image/svg+xml;base64,{data}">'


def _curve(points):
    """Return an SVG path from the first box to the last that leaves, passes and arrives straight down."""
    (x, y), text = points[0], ""
    y += HIGH // 2
    text = f"M{x} {y}"
    for place, (to_x, to_y) in enumerate(points[1:], 1):
        top, middle = to_y - HIGH // 2, (y + to_y - HIGH // 2) // 2
        text += f"C{x} {middle} {to_x} {middle} {to_x} {top}"
        x, y = to_x, to_y + HIGH // 2
        if place < len(points) - 1:
            text += f"V{y}"
    return text

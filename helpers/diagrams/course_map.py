"""The map of the course: which lesson needs which, in layers from the first lesson at the top to the last."""

from itertools import pairwise

import numpy as np

from helpers.diagrams.arrows import arrow
from helpers.diagrams.shapes import SMALL, box, canvas, label
from helpers.plotting.style import wrap

ROW, COLUMN, WIDE, HIGH = 0.78, 2.0, 1.85, 0.5


def course_map(lessons, done=(), planned=(), title=None):
    """Draw the lessons, number -> (title, numbers it builds on), an arrow from each to those that need it.

    An arrow that follows from others is left out. Lessons in `done` are green and ticked, those in `planned`
    (not written yet) grey and dashed. Raises ValueError when a lesson needs one that is not there, or when
    they need each other in a circle.
    """
    needs = _direct({name: needs for name, (_, needs) in lessons.items()})
    layers, paths = _layers(needs)
    _uncross(layers, paths)
    width = max(COLUMN * max(map(len, layers)) + 0.2, 4.5)
    fig, ax = canvas(width, ROW * len(layers) + 0.5, title)
    nodes, places = {}, {}
    for depth, layer in enumerate(layers):
        for i, name in enumerate(layer):
            x, y = width / 2 + COLUMN * (i - (len(layer) - 1) / 2), 0.5 + ROW * (len(layers) - depth - 0.5)
            places[name] = (x, y)
            if name in lessons:
                nodes[name] = _lesson(ax, x, y, name, lessons[name][0], name in done, name in planned)
    for path in paths:
        via = [point for name in path[1:-1] for point in _pass(places[name])]
        start, end = nodes[path[0]].bottom, nodes[path[-1]].top
        start, end = _aside(start, [*via, end][0]), _aside(end, [start, *via][-1])
        arrow(ax, start, end, via=via)
    keys = [("✓ green: exercises done", bool(done)), ("dashed: not written yet", bool(planned))]
    label(ax, width / 2, 0.2, "     ".join(text for text, used in keys if used), SMALL)
    return fig


def _lesson(ax, x, y, number, title, done, planned):
    text = wrap(f"{number} {title}{' ✓' if done else ''}", WIDE - 0.1, SMALL)
    kind = "output" if done else "muted" if planned else "input"
    return box(ax, x, y, text, WIDE, HIGH, kind, SMALL, dashed=planned)


def _aside(point, other):
    """Move the end of an arrow a little to the side from which it comes, so that two ends stay apart."""
    return point[0] + np.clip(0.2 * (other[0] - point[0]), -0.4, 0.4), point[1]


def _pass(place):
    """Return the two points by which an arrow passes through a layer, straight down between its lessons."""
    x, y = place
    return (x, y + HIGH / 2), (x, y - HIGH / 2)


def _direct(needs):
    """Return what each lesson needs, without what follows from the rest."""
    unknown = {need for name in needs for need in needs[name]} - set(needs)
    if unknown:
        raise ValueError(
            f"lessons must hold every lesson that another needs, got no {', '.join(sorted(unknown))}"
        )

    def behind(name, seen=()):
        if name in seen:
            raise ValueError(
                f"lessons must not need each other in a circle, got {' -> '.join([*seen, name])}"
            )
        return {n for need in needs[name] for n in {need} | behind(need, (*seen, name))}

    return {
        name: [need for need in needs[name] if not any(need in behind(other) for other in needs[name])]
        for name in needs
    }


def _layers(needs):
    """Put each lesson a layer below the last it needs; give a long arrow a place in each layer it crosses."""
    depth = {}

    def place(name):
        if name not in depth:
            depth[name] = 1 + max((place(need) for need in needs[name]), default=-1)
        return depth[name]

    layers = [[] for _ in range(1 + max(map(place, needs)))]
    for name in needs:
        layers[depth[name]].append(name)
    paths = []
    for name in needs:
        for need in needs[name]:
            between = [(need, name, d) for d in range(depth[need] + 1, depth[name])]
            for step in between:
                layers[step[2]].append(step)
            paths.append([need, *between, name])
    return layers, paths


def _uncross(layers, paths):
    """Order each layer by the middle of its neighbours, down and up in turn; keep the best order found."""
    links = [link for path in paths for link in pairwise(path)]
    best, fewest = [list(layer) for layer in layers], _crossings(layers, links)
    for sweep in range(12):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            at = {name: i - len(row) / 2 for row in layers for i, name in enumerate(row)}
            middle = {}
            for name in layer:
                near = [a if b == name else b for a, b in links if b == name or (sweep > 1 and a == name)]
                middle[name] = np.mean([at[n] for n in near]) if near else at[name]
            layer.sort(key=middle.get)
        if (count := _crossings(layers, links)) < fewest:
            best, fewest = [list(layer) for layer in layers], count
    layers[:] = best


def _crossings(layers, links):
    at = {name: i for row in layers for i, name in enumerate(row)}
    row = {name: depth for depth, names in enumerate(layers) for name in names}
    ends = [(row[a], at[a], at[b]) for a, b in links]
    return sum(r == s and (a - c) * (b - d) < 0 for r, a, b in ends for s, c, d in ends) // 2

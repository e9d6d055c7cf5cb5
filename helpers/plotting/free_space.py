"""Where in a panel a text can stand: beside its line, and on nothing else. All lengths are pixels."""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.text import Text
from matplotlib.transforms import Bbox

STEP = 4  # pixels at 100 dots to the inch between the points that stand for a line
SIDES = [(0, 1), (0, -1), (-1, 1), (1, -1), (1, 1), (-1, -1), (1, 0), (-1, 0)]


def obstacles(ax):
    """Return what a label must not touch: (line, its points) of each line, and boxes of texts and bars."""
    renderer = ax.figure.canvas.get_renderer()
    ours = {note for _, note in ax.line_labels.values()}
    texts = [text for text in ax.texts if text.get_visible() and text not in ours]
    boxes = [Text.get_window_extent(text, renderer) for text in texts]
    boxes += [patch.get_window_extent(renderer) for patch in ax.patches if patch.get_visible()]
    if ax.get_legend() is not None:
        boxes.append(ax.get_legend().get_window_extent(renderer))
    clouds = [(line, _points(ax, line.get_transform(), line.get_xydata())) for line in ax.lines]
    for collection in ax.collections:
        if isinstance(collection, LineCollection):  # whiskers
            paths = [path.vertices for path in collection.get_paths()]
            clouds += [(collection, _points(ax, collection.get_transform(), path)) for path in paths]
        else:  # scattered points
            spots = np.ma.filled(np.ma.asarray(collection.get_offsets(), dtype=float), np.nan)
            clouds.append((collection, collection.get_offset_transform().transform(spots)))
    return clouds, boxes


def _points(ax, transform, vertices):
    """Return points on a line, close together, as far as they lie in the panel."""
    vertices = transform.transform(np.asarray(vertices, dtype=float))
    step, points = STEP * ax.figure.dpi / 100, [np.empty((0, 2))]
    for start, end in pairwise(vertices):
        if np.isfinite([start, end]).all():
            count = min(2000, 1 + int(np.hypot(*(end - start)) / step))
            points.append(start + (end - start) * np.linspace(0, 1, count, endpoint=False)[:, None])
    points = np.concatenate([*points, vertices[-1:]])
    panel = ax.get_window_extent().padded(1)
    inside = (points >= panel.min).all(axis=1) & (points <= panel.max).all(axis=1)
    return np.unique(np.round(points[inside] / step * 2), axis=0) * step / 2  # none twice


def beside(ax, line, size, taken, labels):
    """Return the best box of this size for the label of a line, or None where there is none.

    `taken` is what `obstacles` gives, `labels` holds the boxes of labels that have their places. The best
    box lies close to its line, far from others, off the level grid lines and far to the right.
    """
    clouds, boxes = taken
    scale = ax.figure.dpi / 100
    own = next(points for other, points in clouds if other is line)
    if not len(own):
        return None
    corners = _candidates(own, size, scale)
    panel = ax.get_window_extent()
    corners = corners[
        (corners >= panel.min + 4 * scale).all(axis=1) & (corners + size <= panel.max - scale).all(axis=1)
    ]
    for box in [*boxes, *labels]:
        margin = scale * np.array([8, 2])
        apart = (corners + size < box.min - margin) | (corners > box.max + margin)
        corners = corners[apart.any(axis=1)]
    near = _distance(corners, size, own)
    corners, near = corners[near >= 5 * scale], near[near >= 5 * scale]
    others = [points for other, points in clouds if other is not line and len(points)]
    far = _distance(corners, size, np.concatenate(others)) if others else np.full(len(corners), np.inf)
    good = (far >= 2 * near) & (far >= 8 * scale)
    if not good.any():
        return None
    corners, near, far = corners[good], near[good], far[good]
    cost = 0.4 * (panel.x1 - corners[:, 0] - size[0]) / panel.width + 0.02 * near / scale
    cost += 0.3 * (far < 3 * near) + 0.2 * _on_grid(ax, corners, size)
    x, y = corners[np.argmin(cost)]
    return Bbox.from_bounds(x, y, *size)


def _candidates(own, size, scale):
    """Return the lower left corners of boxes around points of a line."""
    size, anchors = np.array(size), own[:: max(1, len(own) // 80)]
    corners = []
    for gap in (7 * scale, 11 * scale):
        for side in np.array(SIDES):
            centre = side * (size / 2 + gap)
            corners.append(anchors + centre - size / 2)
    return np.concatenate(corners)


def _distance(corners, size, points):
    """Return how far the nearest of the points lies from each box; 0 inside."""
    away = 0.0
    for axis in (0, 1):
        low, at = corners[:, axis, None], points[:, axis]
        away = away + np.maximum(low - at, at - low - size[axis]).clip(0) ** 2
    return np.sqrt(away.min(axis=1))


def _on_grid(ax, corners, size):
    """Return whether a level grid line runs through each box."""
    low, high = sorted(ax.get_ylim())
    ticks = [tick for tick in ax.get_yticks() if low <= tick <= high]
    heights = np.array([ax.transData.transform((ax.get_xlim()[0], tick))[1] for tick in ticks])
    y = corners[:, 1, None]
    return ((y <= heights) & (heights <= y + size[1])).any(axis=1)

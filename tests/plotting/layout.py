"""What figures promise of their texts: none cut off, none over another, each in its shape or beside it."""

import warnings
from contextlib import contextmanager

import matplotlib.text
import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from helpers.plotting import house_style


@contextmanager
def no_warnings():
    """Let warnings be errors, but for those of an old Matplotlib about its own libraries."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="matplotlib|pyparsing")
        yield


def texts_of(fig):
    """Return (text, its box in pixels) of each visible text."""
    with house_style():
        fig.draw_without_rendering()
        renderer = fig.canvas.get_renderer()
        unseen = {text for ax in fig.axes for text in _unseen(ax)}
        found = []
        for text in fig.findobj(matplotlib.text.Text):
            if text.get_visible() and text.get_text().strip() and text not in unseen:
                found.append((text.get_text(), Bbox(matplotlib.text.Text.get_window_extent(text, renderer))))
    return found


def _unseen(ax):
    """Return the texts that are not drawn: labels of axes turned off, and ticks beyond the limits."""
    if not ax.axison:
        return [*ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.yaxis.label]
    unseen = []
    for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not min(limits) <= tick.get_loc() <= max(limits):
                unseen += [tick.label1, tick.label2]
    return unseen


def assert_texts_are_apart(fig):
    """Assert that each text lies inside the figure and that no two overlap."""
    found = texts_of(fig)
    assert found
    page = fig.bbox.padded(0.5)
    for i, (name, area) in enumerate(found):
        assert page.contains(*area.min) and page.contains(*area.max), f"{name!r} is cut off"
        for other, place in found[:i]:
            both = Bbox.intersection(area, place)
            assert both is None or min(both.width, both.height) < 1.5, f"{name!r} and {other!r} overlap"


def assert_texts_fit_their_shapes(fig):
    """Assert that a text lies in a shape or beside it, not across its outline, and no arrow crosses it."""
    (ax,) = fig.axes
    for name, area in texts_of(fig):
        for patch in ax.patches:
            if isinstance(patch, FancyArrowPatch):
                path = patch.get_transform().transform_path(patch.get_path())
                lines = [Path(points) for points in path.to_polygons(closed_only=False)]
                inner = area.padded(-min(3, area.width / 3, area.height / 3))
                crossed = any(line.intersects_bbox(inner, filled=False) for line in lines)
                assert not crossed, f"an arrow crosses {name!r}"
            elif isinstance(patch, Circle) and patch.get_zorder() == 3:
                shape = patch.get_window_extent()
                centre, radius = (shape.min + shape.max) / 2, shape.width / 2
                ends = np.array([[area.x0, (area.y0 + area.y1) / 2], [area.x1, (area.y0 + area.y1) / 2]])
                away = np.hypot(*(ends - centre).T)
                inside, outside = (away < radius - 1).all(), not area.padded(-1).contains(*centre)
                assert inside or outside, f"{name!r} lies across the outline of its shape"
            elif isinstance(patch, FancyBboxPatch | Rectangle) and patch.get_zorder() == 3:
                shape = patch.get_window_extent()
                both = Bbox.intersection(area, shape)
                outside = both is None or min(both.width, both.height) < 1.5
                inside = (
                    both is not None and abs(both.width - area.width) + abs(both.height - area.height) < 1
                )
                assert inside or outside, f"{name!r} lies across the outline of its shape"
            elif isinstance(patch, Polygon) and patch.get_zorder() == 3:
                shape = patch.get_path().transformed(patch.get_transform())
                inside = shape.contains_points(area.padded(-1).corners()).all()
                outside = not shape.intersects_bbox(area.padded(-1))
                assert inside or outside, f"{name!r} lies across the outline of its shape"


def panel_sizes(fig):
    """Return width and height of each panel in pixels."""
    fig.draw_without_rendering()
    return np.array([ax.get_window_extent().size for ax in fig.axes])


def assert_labels_are_clear(fig):
    """Assert that no label lies on a line, bar, axis or bare grid line, and that its own line is nearest."""
    fig.draw_without_rendering()
    for ax in fig.axes:
        panel = ax.get_window_extent()
        lines = [(line, line.get_path().transformed(line.get_transform())) for line in ax.lines]
        boxes = [patch.get_window_extent() for patch in ax.patches]
        for name, (own, note) in ax.line_labels.items():
            if not note.get_visible():
                continue
            area = Bbox(matplotlib.text.Text.get_window_extent(note, fig.canvas.get_renderer()))
            inside = panel.x0 < area.x0 and area.x1 < panel.x1
            assert inside or area.x0 > panel.x1, f"{name!r} lies across the edge of its panel"
            assert panel.y0 < area.y0 and area.y1 < panel.y1, f"{name!r} reaches over an axis"
            blank = note.get_bbox_patch()
            assert not inside or blank.get_facecolor() == (1, 1, 1, 1), f"a grid line crosses {name!r}"
            for line, path in lines:
                free = not inside or not path.intersects_bbox(area.padded(2), filled=False)
                assert free, f"{line.get_label()!r} crosses {name!r}"
            assert not inside or _nearest(area, lines) is own, f"another line is nearer to {name!r}"
            for box in boxes:
                both = Bbox.intersection(area, box)
                assert both is None or min(both.width, both.height) <= 0, f"{name!r} lies on a bar"


def _nearest(area, lines):
    """Return the line that comes nearest to a box."""
    for margin in range(1, 60):
        near = [line for line, path in lines if path.intersects_bbox(area.padded(margin), filled=False)]
        if near:
            return near[0] if len(near) == 1 else None
    return None

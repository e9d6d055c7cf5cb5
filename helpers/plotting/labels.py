"""Labels of lines: each beside its own line, clear of every other line, text, bar and axis.

    label_lines(ax, {"tanh": line, "chance": level})

The labels are placed when the figure is drawn, so it does not matter what is added later. In this order:
1. at the right of the panel, a thin line to each end, when that takes at most a tenth of the panel's width;
2. in the panel, where a label touches nothing and its own line is by far the nearest;
3. in a legend in the panel, where it hides least.
Panels whose lines have the same labels and looks are labelled once.
"""

import numpy as np
from matplotlib.text import Text

from helpers.plotting.colours import readable
from helpers.plotting.free_space import beside, obstacles
from helpers.plotting.letters import wrap

SIZE, ROW, GAP = 12, 15, 8  # points: letters, distance of two labels, distance from the panel
SHARE = 0.1  # of a panel's width, at most, for labels at its right


def label_lines(ax, lines):
    """Name the `lines` (label -> Line2D) of a panel with labels that are placed when the figure is drawn."""
    notes = getattr(ax, "line_labels", {})
    for name, line in lines.items():
        colour = line.get_color()
        leader = {"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 0}
        style = {"textcoords": "offset points", "va": "center", "fontsize": SIZE, "color": readable(colour)}
        blank = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}  # no grid line behind the letters
        note = ax.annotate(
            name, (0, 0), (0, 0), bbox=blank, arrowprops=leader, annotation_clip=False, **style
        )
        notes[name] = line, note
    ax.line_labels = notes
    clear_labels(ax)


def clear_labels(ax):
    """Take the labels of a panel away, before it is laid out."""
    for _, note in getattr(ax, "line_labels", {}).values():
        note.set_visible(False)
        note.set_in_layout(False)
    if (legend := getattr(ax, "line_legend", None)) is not None:
        legend.remove()
        ax.line_legend = None


def place_labels(panels):
    """Place the labels of all panels of a figure. Return True when some lie outside and need room."""
    panels = [ax for ax in panels if getattr(ax, "line_labels", {})]
    outside, named = False, set()
    for ax in panels:
        clear_labels(ax)
    for ax in sorted(panels, key=lambda ax: -len(ax.line_labels)):
        looks = {name: _look(name, line) for name, (line, _) in ax.line_labels.items()}
        missing = [name for name, look in looks.items() if look not in named]
        named |= set(looks.values())
        twins = [twin for twin in panels if set(missing) <= set(twin.line_labels)]
        if missing:
            outside |= _place_once([ax, *(twin for twin in twins if twin is not ax)], missing, looks)
    return outside


def _place_once(panels, names, looks):
    """Place labels in the first of several panels that has room for all, or in a legend of the first."""
    for ax in panels:
        pairs = [ax.line_labels[name] for name in names]
        if all(_look(name, line) == looks[name] for name, (line, _) in zip(names, pairs, strict=True)):
            if len(names) <= 4 and _at_the_right(ax, pairs):
                return True
            if len(names) <= 4 and _in_the_panel(ax, pairs):
                return False
            clear_labels(ax)
    _legend(panels[0], names)
    return False


def _legend(ax, names):
    """Name lines in a legend in the panel, long names on several lines."""
    lines = [ax.line_labels[name][0] for name in names]
    inches = ax.get_window_extent().width / ax.figure.dpi
    texts = [wrap(name, inches - 0.9, SIZE, "normal") for name in names]
    ax.line_legend = ax.legend(lines, texts, loc="best")


def _look(name, line):
    return name, str(line.get_color()), str(line.get_linestyle()), str(line.get_marker())


def _size(note):
    """Return width and height of a label in pixels."""
    note.set_visible(True)  # or it has no size
    box = Text.get_window_extent(note, note.figure.canvas.get_renderer())
    return box.width, box.height


def _at_the_right(ax, pairs):
    """Write the labels at the right of the panel, or return False where that takes too much room."""
    pixel, panel = ax.figure.dpi / 72, ax.get_window_extent()
    room = max(_size(note)[0] for _, note in pairs) + 1.5 * GAP * pixel
    if room > SHARE * panel.width or len(pairs) * ROW * pixel > panel.height or _covered(ax):
        return False
    ends = np.array([_end(ax, line) for line, _ in pairs])
    heights = spread(ends[:, 1], ROW * pixel, panel.y0, panel.y1)
    for (_, note), end, height in zip(pairs, ends, heights, strict=True):
        _put(note, ax, end, (panel.x1 + GAP * pixel, height))
        note.arrow_patch.set_visible(True)
        note.set_in_layout(True)
    return True


def _covered(ax):
    """Return whether something else stands at the right of the panel: a text or a legend."""
    _, boxes = obstacles(ax)
    return any(box.x1 > ax.get_window_extent().x1 for box in boxes)


def _end(ax, line):
    """Return the last point of a line that is to be seen, in pixels."""
    panel = ax.get_window_extent()
    points = line.get_transform().transform(np.column_stack(line.get_data(orig=False)))
    seen = points[np.isfinite(points).all(axis=1)]
    x, y = seen[-1] if len(seen) else (panel.x1, panel.y0)
    return np.clip(x, panel.x0, panel.x1), np.clip(y, panel.y0, panel.y1)


def _in_the_panel(ax, pairs):
    """Write each label beside its line where it is free, or return False where one finds no place."""
    places, taken = [], obstacles(ax)
    for line, note in pairs:
        place = beside(ax, line, _size(note), taken, [box for _, box in places])
        if place is None:
            return False
        places.append((note, place))
    for note, box in places:
        _put(note, ax, (box.x0, box.y0), (box.x0, (box.y0 + box.y1) / 2))
        note.arrow_patch.set_visible(False)
    return True


def _put(note, ax, point, place):
    """Show a label with its left edge, mid-height, at `place`; both are in pixels."""
    place = np.floor(place) + 0.25  # never between two pixels, where the layout's last bit would decide
    note.xy = tuple(ax.transData.inverted().transform(point))
    at = ax.transData.transform(note.xy)
    note.set_position(tuple((place - at) * 72 / ax.figure.dpi))
    note.set_visible(True)


def spread(positions, gap, low=-np.inf, high=np.inf):
    """Move positions as little as possible to set neighbours at least `gap` apart, in the same order.

    They end half a gap or more within `low` and `high`, as far as there is room.
    """
    order = np.argsort(positions, kind="stable")
    blocks = []  # neighbours that touch form a block, centred on where its members wanted to be

    def place(wanted, n):
        half = gap * n / 2
        return min(max(wanted, low + half), max(high - half, low + half))

    for position in np.asarray(positions, dtype=float)[order]:
        blocks.append((position, 1))
        while len(blocks) > 1:
            (under, k), (over, n) = blocks[-2:]
            if place(over, n) - place(under, k) >= gap * (n + k) / 2:
                break
            blocks[-2:] = [((over * n + under * k) / (n + k), n + k)]
    moved = np.empty(len(order))
    placed = [place(wanted, n) + gap * (np.arange(n) - (n - 1) / 2) for wanted, n in blocks]
    moved[order] = np.concatenate(placed) if placed else []
    return moved

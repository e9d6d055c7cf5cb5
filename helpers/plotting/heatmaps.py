"""Heat maps: a matrix as colours, with time to the right."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.plotting.colours import BLACK, GREY, contrast
from helpers.plotting.settings import THIN, house_style

SEQUENTIAL, DIVERGING = "Blues", "RdBu_r"


def heatmap(
    ax,
    matrix,
    rows=None,
    columns=None,
    *,
    signed=False,
    limits=None,
    unit="",
    values=False,
    digits=2,
    x_label="",
    y_label="",
):
    """Draw a matrix (rows, columns) as colours with a colour bar; row 0 is on top, columns run to the right.

    Unsigned values are probabilities, coloured from 0 to 1, unless `limits=(low, high)` says otherwise. With
    `signed` the colours diverge from white at 0 and the limits are symmetric. `rows` and `columns` are
    labels; `unit` names what the colour bar shows; `values` writes each number with `digits` decimals. NaN
    (padding, say) is hatched. Where values lie beyond the limits, the colour bar ends in an arrow. Returns
    the image.
    """
    matrix = np.asarray(matrix, dtype=float)
    if matrix.ndim != 2 or matrix.size == 0:
        raise ValueError(f"matrix must have shape (rows, columns), neither of them 0, got {matrix.shape}")
    low, high = _limits(matrix, signed, limits)
    with house_style():
        cmap = DIVERGING if signed else SEQUENTIAL
        shown = np.clip(matrix, low, high)  # infinities as well: imshow would leave them out
        image = ax.imshow(shown, cmap=cmap, vmin=low, vmax=high, aspect="auto", interpolation="nearest")
        ax.grid(False)
        ax.spines[:].set_visible(False)
        ax.set(xlabel=x_label, ylabel=y_label)
        _ticks(ax.set_xticks, columns, matrix.shape[1], "columns")
        _ticks(ax.set_yticks, rows, matrix.shape[0], "rows")
        _hatch(ax, np.argwhere(np.isnan(matrix)))
        if values:
            _write(ax, image, matrix, digits)
        bar = ax.figure.colorbar(image, ax=ax, pad=0.02, extend=_beyond(matrix, low, high))
        bar.outline.set(linewidth=THIN, edgecolor=GREY)  # an arrow may be white
        bar.set_label(unit)
    return image


def _limits(matrix, signed, limits):
    if limits is not None:
        return limits
    finite = matrix[np.isfinite(matrix)]
    if signed:
        largest = float(np.abs(finite).max(initial=0.0)) or 1.0
        return -largest, largest
    if finite.size and (finite.min() < 0 or finite.max() > 1 + 1e-9):
        raise ValueError(
            "matrix must hold probabilities, 0 to 1, unless signed=True or limits=(low, high) is given, "
            f"got values from {finite.min():.4g} to {finite.max():.4g}"
        )
    return 0.0, 1.0


def _beyond(matrix, low, high):
    """Name the ends of the colour scale beyond which there are values."""
    slack = 1e-9 * (high - low)
    under, over = bool((matrix < low - slack).any()), bool((matrix > high + slack).any())
    return {(False, False): "neither", (True, False): "min", (False, True): "max", (True, True): "both"}[
        under, over
    ]


def _ticks(set_ticks, labels, count, name):
    if labels is None:
        step = max(1, -(-count // 10))  # at most ten: a live demo lays them out anew at every move
        set_ticks(range(0, count, step))
    elif len(labels) != count:
        raise ValueError(f"{name} must hold {count} labels, one for each of the matrix, got {len(labels)}")
    else:
        set_ticks(range(count), [str(label) for label in labels])


def _hatch(ax, cells):
    for row, column in cells:
        ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor="white", hatch="///", linewidth=0))


def _write(ax, image, matrix, digits):
    """Write each number in black or white, whichever stands out more: one of them always reaches 4.5 to 1."""
    colours = image.to_rgba(np.clip(matrix, *image.get_clim()))[..., :3]
    white = contrast(colours, (1, 1, 1)) > contrast(colours, (0, 0, 0))
    for (row, column), value in np.ndenumerate(matrix):
        if not np.isnan(value):
            text = f"{value:z.{digits}f}".replace("-", "\N{MINUS SIGN}")
            colour = "white" if white[row, column] else BLACK
            ax.text(column, row, text, ha="center", va="center", fontsize=11, color=colour)

"""Measure notebooks by the quantities that the course aims at; what exceeds a limit is marked, not failed."""

from statistics import median

import nbformat

from course.notebooks import named

# column: (heading, limit)
LIMITS = {
    "median": ("median cell", 8),
    "longest": ("longest", 25),
    "row": ("in a row", 2),
    "words": ("words per cell", 150),
    "seconds": ("seconds", 90),
}


def quantities(path):
    """Count code lines per cell, code cells in a row without prose, and prose words per code cell."""
    cells = nbformat.read(path, as_version=4).cells
    code = [
        len([line for line in c.source.splitlines() if line.strip()]) for c in cells if c.cell_type == "code"
    ]
    words = sum(len(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    row = longest_row = 0
    for cell in cells:
        row = row + 1 if cell.cell_type == "code" else 0
        longest_row = max(longest_row, row)
    count = max(len(code), 1)
    return {
        "median": median(code or [0]),
        "longest": max(code or [0]),
        "row": longest_row,
        "words": words / count,
    }


def table(paths, seconds):
    """Return the table as text; `seconds` maps a path with dots for slashes to the seconds its cells took."""
    lines = ["", "  ".join([f"{'notebook':60}", *(heading for heading, _ in LIMITS.values())])]
    for path in paths:
        row = quantities(path) | {"seconds": seconds.get(named(path).replace("/", "."), 0)}
        cells = [
            f"{row[name]:.0f}{'!' if row[name] > limit else ' '}".rjust(len(heading) + 1)
            for name, (heading, limit) in LIMITS.items()
        ]
        lines.append(f"{named(path):60} " + " ".join(cells))
    limits = ", ".join(f"{heading} {limit}" for heading, limit in LIMITS.values())
    return "\n".join([*lines, f"! is more than the limit ({limits}): reported, not failed."])

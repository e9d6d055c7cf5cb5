"""The library of the course, a room for each kind of thing; the design of each is explained in a lesson.

Importing it loads the numeric rooms alone, so that it is fast: no Matplotlib, no IPython, no ipywidgets.
"""

from helpers import (
    activations,
    data,
    files,
    layers,
    losses,
    models,
    padding,
    shapes,
    tasks,
    text,
    training,
    validation,
)

__all__ = [
    "activations",
    "data",
    "files",
    "layers",
    "losses",
    "models",
    "padding",
    "shapes",
    "tasks",
    "text",
    "training",
    "validation",
]

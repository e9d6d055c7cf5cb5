"""The library of the course, floor by floor: ground, layers, training, and above them the face.

Importing it loads the numeric floors alone, so that it is fast: no Matplotlib, no IPython, no ipywidgets.
"""

from helpers.ground import activations, arguments, data, losses, tasks, text
from helpers.layers import dense, rnn
from helpers.training import clipping, gradient_check, loop, optimisers

__all__ = [
    "activations",
    "arguments",
    "clipping",
    "data",
    "dense",
    "gradient_check",
    "loop",
    "losses",
    "optimisers",
    "rnn",
    "tasks",
    "text",
]

"""The library of the course, floor by floor: ground, layers, wiring, training, and above them the face.

Importing it loads the numeric floors alone, so that it is fast: no Matplotlib, no IPython, no ipywidgets.
"""

from helpers.ground import activations, arguments, data, losses, tasks, text
from helpers.layers import attention, dense, embedding, gru, lstm, rnn
from helpers.training import clipping, gradient_check, loop, optimisers
from helpers.wiring import bidirectional, dropout, stack

__all__ = [
    "activations",
    "arguments",
    "attention",
    "bidirectional",
    "clipping",
    "data",
    "dense",
    "dropout",
    "embedding",
    "gradient_check",
    "gru",
    "loop",
    "losses",
    "lstm",
    "optimisers",
    "rnn",
    "stack",
    "tasks",
    "text",
]

"""The library of the course by floors: ground, layers, wiring, models, training, and above them the face.

Importing it loads the numeric floors alone, so that it is fast: no Matplotlib, no IPython, no ipywidgets.
"""

from helpers.ground import activations, arguments, data, losses, tasks, text
from helpers.layers import attention, dense, embedding, gru, lstm, rnn
from helpers.models import classifier, decoding, language_model, storage, tagger, translator
from helpers.training import clipping, gradient_check, loop, optimisers
from helpers.wiring import bidirectional, dropout, stack

__all__ = [
    "activations",
    "arguments",
    "attention",
    "bidirectional",
    "classifier",
    "clipping",
    "data",
    "decoding",
    "dense",
    "dropout",
    "embedding",
    "gradient_check",
    "gru",
    "language_model",
    "loop",
    "losses",
    "lstm",
    "optimisers",
    "rnn",
    "stack",
    "storage",
    "tagger",
    "tasks",
    "text",
    "translator",
]

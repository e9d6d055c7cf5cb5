"""Every diagram of the course, to import from one place; each function returns a figure for `style.show`."""

from helpers.diagrams.cells import rnn_cell
from helpers.diagrams.graphs import (
    computational_graph,
    dynamical_system,
    folded_and_unrolled,
    recurrent_neuron,
)
from helpers.diagrams.sequences import (
    batch_figure,
    dense_vs_shared,
    notation_figure,
    one_hot_figure,
    stacked_matrices,
)

__all__ = [
    "batch_figure",
    "computational_graph",
    "dense_vs_shared",
    "dynamical_system",
    "folded_and_unrolled",
    "notation_figure",
    "one_hot_figure",
    "recurrent_neuron",
    "rnn_cell",
    "stacked_matrices",
]

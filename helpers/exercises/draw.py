"""Random inputs for checks: unequal sizes, no zero biases, asymmetric numbers."""

import numpy as np


def rnn_params(rng, n_x, n_a, n_y, scale=0.6):
    """Draw the lecture's five parameters, each as its shape in the conventions."""
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "ba": (n_a, 1), "Wya": (n_y, n_a), "by": (n_y, 1)}
    return {name: scale * rng.standard_normal(shape) for name, shape in shapes.items()}


def without(params, *names):
    """Return the parameters with those named set to zero: a special case in which one law is bare."""
    return {name: np.zeros_like(array) if name in names else array for name, array in params.items()}

"""Losses computed from logits, with their gradients. Lesson: 03_bptt.

Both take the mean over real positions: the entries (t, i) that the mask keeps; without a mask, all of them.
"""

import math

import numpy as np

from helpers import validation
from helpers.activations import sigmoid
from helpers.padding import clear, without_padding
from helpers.shapes import Shapes


def softmax_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of softmax(z) against the classes y, and its gradient.

    Formula: loss = -1/N sum over real (t, i) of log softmax(z)[t, y[t, i], i];  dz = (softmax(z) -
    one_hot(y)) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, classes, integers from 0 to n_y - 1, (T, m) or (m,);
    mask, booleans shaped as y, False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, mean over the N real positions; dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, or NaN or infinite at a real position, or gives an
    infinite loss; y or mask has another shape, a class at a real position is out of range, the mask keeps
    nothing. No argument is changed.
    Source: Goodfellow, Bengio and Courville (2016), sections 6.2 and 10.2.  Lesson: 03_bptt
    """
    shapes, layout = _logit_shapes(z)
    shapes.integers("y", y, layout)
    padding, count = _padding(mask, layout, shapes)
    y = y if padding is None else np.where(padding, 0, y)
    shapes.integers("y", y, layout, 0, shapes.size["n_y"] - 1)
    z = without_padding(z, padding)
    validation.finite("z", z)
    with np.errstate(over="ignore"):  # if that matters the loss is infinite
        z = z - z.max(axis=-2, keepdims=True)
    dz = np.exp(z)
    total = dz.sum(axis=-2)
    *steps, examples = np.indices(y.shape, sparse=True)
    right = *steps, y, examples  # the places of the right classes
    losses = np.log(total) - z[right]  # -log softmax
    dz /= (count * total)[..., None, :]
    dz[right] -= 1 / count
    clear(dz, padding)
    return _mean(losses if padding is None else losses[mask], count), dz


def binary_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of n_y independent yes-or-no labels a position, and its gradient.

    Formula: loss = -1/N sum over real (t, i), over labels k, of y log sigmoid(z) + (1 - y) log(1 -
    sigmoid(z)); dz = (sigmoid(z) - y) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, zeros and ones, with the shape and dtype of z;
    mask, booleans (T, m) or (m,), False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, summed over the labels of a position, mean over the N real positions;
    dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, or NaN or infinite at a real position, or gives an
    infinite loss; y or mask has another shape, a label at a real position is neither 0 nor 1, the mask keeps
    nothing. No argument is changed.
    Source: Ng (2018), course on sequence models, week 1.  Lesson: 03_bptt
    """
    shapes, layout = _logit_shapes(z)
    shapes.floats("y", y, layout.replace("m", "n_y m"))
    padding, count = _padding(mask, layout, shapes)
    z, y = without_padding(z, padding), without_padding(y, padding)
    validation.finite("z", z)
    wrong = y[(y != 0) & (y != 1)]
    if wrong.size:
        raise ValueError(f"y must hold zeros and ones only, got {wrong[0]}")
    # log(1 + exp(z)) - y z, written so that exp is taken of negative numbers only.
    losses = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    dz = (sigmoid(z) - y) / count
    clear(dz, padding)
    clear(losses, padding)
    return _mean(losses, count), dz


def _mean(losses, count):
    """Return the sum of the losses over the count of positions, as a float; refuse infinity."""
    with np.errstate(over="ignore"):
        loss = float(losses.sum() / count)
    if not math.isfinite(loss):
        raise validation.NotFinite(f"z must give a finite loss, got {loss}")
    return loss


def _logit_shapes(z):
    """Check the logits; return their shapes, and the layout of positions."""
    layout = "m" if getattr(z, "ndim", 3) == 2 else "T_y m"
    return Shapes().floats("z", z, layout.replace("m", "n_y m")), layout


def _padding(mask, layout, shapes):
    """Return where there is padding, None for nowhere, and the number of the other positions."""
    if mask is None:
        return None, math.prod(shapes.size[axis] for axis in layout.split())
    shapes.booleans("mask", mask, layout)
    count = int(np.count_nonzero(mask))
    if count == 0:
        raise ValueError("mask must keep at least one position, got none")
    return None if count == mask.size else ~mask, count

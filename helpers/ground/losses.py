"""Losses computed from logits, with their gradients. Lesson: 03_bptt.

Both take the mean over real positions: the entries (t, i) that the mask keeps; without a mask, all of them.
"""

import numpy as np

from helpers.ground import arguments
from helpers.ground.activations import log_softmax, sigmoid


def softmax_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of softmax(z) against the classes y, and its gradient.

    Formula: loss = -1/N sum over real (t, i) of log softmax(z)[t, y[t, i], i];  dz = (softmax(z) - one_hot(y)) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, classes, integers from 0 to n_y - 1, (T, m) or (m,);
    mask, booleans shaped as y, False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, mean over the N real positions; dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, y or mask has another shape, a class at a real
    position is out of range, the mask keeps nothing. No argument is changed.
    Source: Goodfellow, Bengio and Courville (2016), sections 6.2 and 10.2.  Lesson: 03_bptt
    """
    sizes = _logit_sizes(z)
    layout = "T_y m" if z.ndim == 3 else "m"
    real, count = _real_positions(mask, layout, sizes)
    if mask is not None and isinstance(y, np.ndarray) and y.shape == real.shape:
        y = np.where(real, y, y.dtype.type(0))
        z = np.where(real[..., None, :], z, z.dtype.type(0))
    arguments.integer_array("y", y, layout, sizes, 0, sizes["n_y"][0])
    rows = np.expand_dims(y, -2)
    log_p = log_softmax(z)
    loss = -np.take_along_axis(log_p, rows, axis=-2)[..., 0, :].sum(where=real) / count
    dz = np.exp(log_p)
    np.put_along_axis(dz, rows, np.take_along_axis(dz, rows, axis=-2) - 1, axis=-2)
    dz /= count
    return float(loss), _zero_padding(dz, mask)


def binary_cross_entropy(z, y, mask=None):
    """Return the mean cross-entropy of n_y independent yes-or-no labels a position, and its gradient.

    Formula: loss = -1/N sum over real (t, i), over labels k, of y log sigmoid(z) + (1 - y) log(1 - sigmoid(z));
    dz = (sigmoid(z) - y) / N.
    Parameters: z, logits (T, n_y, m) or (n_y, m); y, zeros and ones, with the shape and dtype of z;
    mask, booleans (T, m) or (m,), False at padding, where z and y may hold anything.
    Returns: loss, a float in nats, summed over the labels of a position, mean over the N real positions;
    dz, shaped as z, zero at padding.
    Raises ValueError: z is no float array of 2 or 3 axes, y or mask has another shape, a label at a real
    position is neither 0 nor 1, the mask keeps nothing. No argument is changed.
    Source: Ng (2018), course on sequence models, week 1.  Lesson: 03_bptt
    """
    sizes = _logit_sizes(z)
    arguments.float_array("y", y, "T_y n_y m" if z.ndim == 3 else "n_y m", sizes)
    real, count = _real_positions(mask, "T_y m" if z.ndim == 3 else "m", sizes)
    if mask is not None:
        z, y = (np.where(real[..., None, :], v, v.dtype.type(0)) for v in (z, y))
    if not ((y == 0) | (y == 1)).all():
        raise ValueError(f"y must hold zeros and ones only, got {y[(y != 0) & (y != 1)][0]}")
    # log(1 + exp(z)) - y z, written so that exp is taken of negative numbers only.
    losses = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    dz = (sigmoid(z) - y) / z.dtype.type(count)
    return float(losses.sum(where=real[..., None, :]) / count), _zero_padding(dz, mask)


def _logit_sizes(z):
    """Check the logits and return their sizes."""
    sizes = {}
    arguments.float_array("z", z, "n_y m" if getattr(z, "ndim", 3) == 2 else "T_y n_y m", sizes)
    return sizes


def _real_positions(mask, layout, sizes):
    """Return the mask (all True when none is given) and the number of positions that it keeps."""
    if mask is None:
        mask = np.ones([sizes[label][0] for label in layout.split()], dtype=bool)
    arguments.boolean_array("mask", mask, layout, sizes)
    if not mask.any():
        raise ValueError("mask must keep at least one position, got none")
    return mask, int(mask.sum())


def _zero_padding(dz, mask):
    """Return dz with zeros at padding: replaced, not multiplied, since 0 times NaN is NaN."""
    return dz if mask is None else np.where(mask[..., None, :], dz, dz.dtype.type(0))

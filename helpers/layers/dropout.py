"""Dropout: in training some outputs of a layer are zeroed at random, so that no unit relies on one other.

It stands between the layers of a stack, never between time steps: the states keep all they carry.
Source: Srivastava et al. (2014); Zaremba, Sutskever and Vinyals (2014) for its place.  Lesson: 11_deep_rnn
"""

import numpy as np

from helpers import validation


def forward(a, rate, rng=None):
    """Return a with each entry zeroed with probability `rate`, else divided by 1 - rate, and the factors.

    The division leaves the expected value as it was, so that nothing has to change after training.
    Parameters: a, floats of any shape; rate, from 0 up to 1, not included; rng, the generator that draws;
    None or a rate of 0 is no dropout.
    Returns: a, a new array, or the same without dropout; factors, shaped as a, 0 or 1 / (1 - rate), or None.
    Raises ValueError: a holds no floats, rate or rng is none of the above. No argument is changed.
    """
    validation.float_values("a", a)
    validation.fraction("rate", rate, one=False)
    if rng is None or rate == 0:
        return a, None
    validation.generator(rng)
    factors = (rng.random(a.shape, dtype=np.float32) >= rate) * a.dtype.type(1 / (1 - float(rate)))
    return a * factors, factors


def backward(factors, da):
    """Return the gradient by the input: da times the factors of forward.

    Raises ValueError: da has another shape or dtype than the factors, or holds no floats.
    """
    validation.float_values("da", da)
    if factors is None:
        return da
    validation.float_values("factors", factors)
    if da.shape != factors.shape or da.dtype != factors.dtype:
        wanted = f"shape {factors.shape} and dtype {factors.dtype}, as the factors of forward have"
        raise ValueError(f"da must have {wanted}, got {da.shape} and {da.dtype}")
    return da * factors

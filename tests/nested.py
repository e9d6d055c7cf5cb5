"""States as the tests need them: nested tuples of arrays, to and from one flat dict."""

import numpy as np


def flat(name, state):
    """Return {"name": array}, or {"name.0": …, "name.1.0": …} for nested tuples."""
    if not isinstance(state, tuple):
        return {name: state}
    values = {}
    for number, part in enumerate(state):
        values |= flat(f"{name}.{number}", part)
    return values


def nested(name, like, values):
    """Return a state with the structure of `like`, from a dict that `flat` made."""
    if not isinstance(like, tuple):
        return values[name]
    return tuple(nested(f"{name}.{number}", part, values) for number, part in enumerate(like))


def normal(rng, like, dtype=np.float64):
    """Return a state of normal random values with the structure of `like`."""
    if isinstance(like, tuple):
        return tuple(normal(rng, part, dtype) for part in like)
    return rng.standard_normal(like.shape).astype(dtype)


def dot(state, dstate):
    """Return the sum of the products of all entries."""
    return sum(
        (one * two).sum() for one, two in zip(*(flat("", s).values() for s in (state, dstate)), strict=True)
    )

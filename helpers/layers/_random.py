"""The random parameters with which every layer starts."""

import numpy as np

from helpers import validation


def parameters(rng, layouts, dtype, deviations=None, **size):
    """Return parameters: weights normal with deviation 1/sqrt(columns), those of one column, biases, zero.

    A row of weights times a column of values of size 1 so has size 1 as well, however many there are.
    Parameters: rng, a generator; layouts, {key: layout}, drawn in this order; dtype, float32 or float64, for
    which the draws are the same; deviations, {key: n} for what has the deviation 1/sqrt(n) instead; size, of
    each axis that the layouts name.
    Raises ValueError: rng is no generator, a size no whole number of at least 1, another dtype.
    Source: LeCun, Bottou, Orr and Müller (1998).
    """
    validation.generator(rng)
    for name, number in size.items():
        validation.whole_number(name, number)
    dtype, size = validation.float_type(dtype), {"1": 1, **size}
    params = {}
    for key, layout in layouts.items():
        shape = tuple(sum(size[name] for name in axis.split("+")) for axis in layout.split())
        n = (deviations or {}).get(key, 0 if layout.endswith(" 1") else shape[1])
        params[key] = (rng.standard_normal(shape) / np.sqrt(n) if n else np.zeros(shape)).astype(dtype)
    return params

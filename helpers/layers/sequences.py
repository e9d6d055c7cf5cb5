"""What the recurrent layers share: checks of their arguments, the way through time in blocks, padding."""

import numpy as np

from helpers.ground import arguments

COLUMNS = 512  # steps times examples in a block: what belongs to it stays in the processor's cache


def check_forward(params, layouts, x, states, lengths):
    """Check what `forward` is given, states as {name: array or None}; return the shapes."""
    shapes = arguments.Shapes().parameters(params, layouts).floats("x", x, "T_x n_x m")
    _check_states(shapes, states)
    if lengths is not None:
        shapes.integers("lengths", lengths, "m", 1, len(x))
    return shapes


def check_backward(params, layouts, cache, da, dstates):
    """Check what `backward` is given, with sizes and dtype first in the cache; return T_x, n_x, n_a, m."""
    if cache is None:
        raise ValueError("cache must come from forward with keep=True, got None")
    size, dtype, *_ = cache
    shapes = arguments.Shapes(dtype, **size).parameters(params, layouts, finite=False)
    _check_states(shapes.floats("da", da, "T_x n_a m"), dstates)
    return [size[axis] for axis in ("T_x", "n_x", "n_a", "m")]


def check_step(params, layouts, x_t, states):
    """Check what `step` is given, all of its states too; parameters are not searched for NaN."""
    shapes = arguments.Shapes().parameters(params, layouts, finite=False).floats("x_t", x_t, "n_x m")
    for name, state in states.items():
        shapes.floats(name, state, "n_a m")


def _check_states(shapes, states):
    """Check the shape and dtype of those states that are given."""
    for name, state in states.items():
        if state is not None:
            shapes.floats(name, state, "n_a m")


def blocks(T_x, m):
    """Return slices of about COLUMNS // m steps that cover 0 ... T_x - 1 in order."""
    steps = max(1, COLUMNS // m)
    return [slice(start, min(start + steps, T_x)) for start in range(0, T_x, steps)]


def memory(rows, T_x, m, dtype, keep):
    """Return empty arrays (steps + 1, n, m), n from `rows`: for all steps with `keep`, else for a block."""
    steps = T_x if keep else blocks(T_x, m)[0].stop
    return [np.empty((steps + 1, n, m), dtype) for n in rows]


def walk(arrays, T_x, m, keep):
    """Yield each block and its part of the arrays: its steps, and one with which the next block starts."""
    for block in blocks(T_x, m):
        start, steps = block.start if keep else 0, block.stop - block.start
        yield block, [array[start : start + steps + 1] for array in arrays]
        if not keep:
            for array in arrays:
                array[0] = array[steps]


def padding_of(lengths, block):
    """Return bool (steps, 1, m), True beyond a length; None for lengths of None."""
    return None if lengths is None else np.arange(block.start, block.stop)[:, None, None] >= lengths


def without_padding(values, padding):
    """Return values with zeros at padding: replaced, not multiplied, since 0 times NaN is NaN."""
    return values if padding is None else np.where(padding, 0, values)


def final_state(state, values, lengths, block):
    """Write into state (n, m) the values (steps, n, m) of those last real steps that lie in the block."""
    if lengths is None:
        state[:] = values[-1]
    else:
        (ending,) = np.nonzero((block.start < lengths) & (lengths <= block.stop))
        state[:, ending] = values[lengths[ending] - 1 - block.start, :, ending].T


def end_of_gradient(da, dstate, lengths):
    """Return da, zero at padding, with dstate added at the last real steps, and da_next after step T_x."""
    da_next = np.zeros(da.shape[1:], da.dtype)
    if lengths is None:
        return da, da_next if dstate is None else dstate.copy()
    da = without_padding(da, padding_of(lengths, slice(0, len(da))))
    if dstate is not None:
        da[lengths - 1, :, np.arange(len(lengths))] += dstate.T
    return da, da_next


def sum_of_products(dz, v):
    """Return the sum of dz^{<t>} v^{<t>T} over the steps, as one product of all their columns."""
    dz, v = (part.transpose(1, 0, 2).reshape(part.shape[1], -1) for part in (dz, v))
    return dz @ v.T

"""What the recurrent layers share: checks of their arguments, the scan over time in blocks, padding."""

import math

import numpy as np

from helpers import validation
from helpers.padding import check_finite, clear, padding_of, without_padding
from helpers.shapes import Shapes

COLUMNS = 768  # steps times examples in a block: what belongs to it stays in the processor's cache


def _keep_freed_memory():
    """Make the allocator keep freed memory for the next call instead of giving it back to the system.

    The C library of Linux gives large pieces back when they are freed, and fetches them anew, page by page,
    in every call: a quarter of the time of a training step. It raises its limit to the largest piece that it
    has seen freed, up to 32 MiB, and then keeps as much as two of them; so one piece just below that is
    taken and freed, without ever being touched. On other systems nothing changes.
    """
    np.empty(2**25 - 2**13, np.uint8)


_keep_freed_memory()


def check_forward(params, layouts, x, states, lengths, keep, rng=None):
    """Check what `forward` is given, states as {name: array or None}; return the shapes."""
    shapes = Shapes().parameters(params, layouts).floats("x", x, "T_x n_x m")
    _check_states(shapes, states)
    if lengths is not None:
        shapes.integers("lengths", lengths, "m", 1, len(x))
    check_finite("x", x, lengths)
    for name, state in states.items():
        if state is not None:
            check_finite(name, state)
    validation.flag("keep", keep)
    if rng is not None:
        validation.generator(rng)
    return shapes


def check_backward(params, layouts, cache, da, dstates):
    """Check what `backward` is given against its cache; return T_x, n_x, n_a, m."""
    shapes = Shapes(cache.dtype, **cache.size).parameters(params, layouts, finite=False)
    _check_states(shapes.floats("da", da, "T_x n_a m"), dstates)
    return [cache.size[axis] for axis in ("T_x", "n_x", "n_a", "m")]


def check_step(params, layouts, x_t, states):
    """Check what `step` is given, all of its states too; parameters are not searched for NaN."""
    shapes = Shapes().parameters(params, layouts, finite=False).floats("x_t", x_t, "n_x m")
    for name, state in states.items():
        shapes.floats(name, state, "n_a m")


def _check_states(shapes, states):
    """Check the shape and dtype of those states that are given."""
    for name, state in states.items():
        if state is not None:
            shapes.floats(name, state, "n_a m")


def blocks(T_x, m):
    """Return slices of about COLUMNS // m steps each that cover 0 ... T_x - 1 in order."""
    steps = math.ceil(T_x / max(1, round(T_x * m / COLUMNS)))
    return [slice(start, min(start + steps, T_x)) for start in range(0, T_x, steps)]


def scan(run, x, *, states, heights, n_a, lengths, bounded=True, keep=True):
    """Carry the states through x in blocks; return all outputs, the final states, and what `backward` needs.

    Parameters: run, a function that takes a block's part of each array and fills it in; x (T_x, n_x, m);
    states, a list of arrays (n_a, m), the output's first, or None for zeros; heights, n of each array
    (T_x + 1, n, m): each of the first ones carries a state in its first n_a rows, from before step 1 to after
    step T_x; the first is V, in which x and a 1 stand below the state, and more where a layer needs it;
    lengths (m,), or None; bounded, whether the states stay finite in the padding of a block, which is cleared
    after it: if not, a block is a step; keep, whether the arrays are needed afterwards.
    Returns: a (T_x, n_a, m); list of final states; list of a copy of lengths, and the arrays.
    """
    T_x, n_x, m = x.shape
    lengths = None if lengths is None else lengths.astype(np.intp)
    parted = blocks(T_x, m if bounded or lengths is None else COLUMNS)
    steps = T_x if keep else parted[0].stop
    arrays = [np.empty((steps + 1, height, m), x.dtype) for height in heights]
    arrays[0][:, n_a + n_x] = 1
    for array, state in zip(arrays, states, strict=False):
        array[0, :n_a] = 0 if state is None else state
    a = np.empty((T_x, n_a, m), x.dtype)
    last = [np.empty((n_a, m), x.dtype) for _ in states]
    for block, parts in _walk(arrays, parted, keep):
        padding = padding_of(lengths, block)
        x_block = parts[0][:-1, n_a : n_a + n_x]
        x_block[:] = x[block]
        clear(x_block, padding)
        run(*parts)
        for state, array in zip(last, parts, strict=False):
            values = array[1:, :n_a]
            if lengths is None:
                state[:] = values[-1]
            else:
                clear(values, padding)
                _note_final(state, values, lengths, block)
        a[block] = parts[0][1:, :n_a]
    return a, last, [lengths, *arrays]


def _walk(arrays, parted, keep):
    """Yield each block and its part of the arrays: its steps, and one with which the next block starts."""
    for block in parted:
        start, steps = block.start if keep else 0, block.stop - block.start
        yield block, [array[start : start + steps + 1] for array in arrays]
        if not keep:
            for array in arrays:
                array[0] = array[steps]


def _note_final(state, values, lengths, block):
    """Write into state (n, m) the values (steps, n, m) of those last real steps that lie in the block."""
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


def flat(v):
    """Return v (T, n, m) as (n, T m), the columns of all steps side by side."""
    return v.transpose(1, 0, 2).reshape(v.shape[1], -1)


def sum_of_products(dz, v, onto=None):
    """Return the sum of dz^{<t>} v^{<t>T} over the steps, as one product of all columns; onto is added to."""
    product = flat(dz) @ flat(v).T
    return product if onto is None else np.add(onto, product, out=onto)

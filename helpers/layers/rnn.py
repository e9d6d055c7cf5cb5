"""The simple recurrent layer: a^{<t>} = g(Waa a^{<t-1>} + Wax x^{<t>} + ba), with g = tanh or ReLU.

The textbook form is written out in lessons 02_forward_pass and 03_bptt; this is the fast form. It stacks
W = [Waa | Wax | ba] and, for every step, V[t] = [a^{<t-1>}; x^{<t>}; 1], so that z^{<t>} = W V[t] is one
product, and the gradient of W is one product over many steps. It goes through time in blocks that fit the
processor's cache.
Source: Elman (1990); Werbos (1990), backpropagation through time.
"""

import numpy as np

from helpers.ground import arguments
from helpers.ground.activations import relu

LAYOUTS = {"Wax": "n_a n_x", "Waa": "n_a n_a", "ba": "n_a 1"}
ACTIVATIONS = {"tanh": np.tanh, "relu": relu}
COLUMNS = 512  # of V[t], steps times examples, in a block


def init(rng, n_x, n_a, dtype=np.float64):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), bias zero.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64.
    Returns: dict with Wax (n_a, n_x), Waa (n_a, n_a), ba (n_a, 1); the same draws in both dtypes.
    Source: LeCun, Bottou, Orr and Müller (1998).  Lesson: 02_forward_pass
    """
    arguments.generator(rng)
    arguments.whole_number("n_x", n_x)
    arguments.whole_number("n_a", n_a)
    dtype = arguments.float_type(dtype)
    Wax = rng.standard_normal((n_a, n_x)) / np.sqrt(n_x)
    Waa = rng.standard_normal((n_a, n_a)) / np.sqrt(n_a)
    return {"Wax": Wax.astype(dtype), "Waa": Waa.astype(dtype), "ba": np.zeros((n_a, 1), dtype)}


def forward(params, x, state=None, lengths=None, keep=True, activation="tanh"):
    """Run the layer over whole sequences: z^{<t>} = Waa a^{<t-1>} + Wax x^{<t>} + ba, a^{<t>} = g(z^{<t>}).

    Parameters: params, see `init`; x (T_x, n_x, m); state, a^{<0>} (n_a, m), zeros when None; lengths (m,),
    integers from 1 to T_x: x beyond a length is padding and may hold anything; keep, whether to build the
    cache that `backward` needs; activation, "tanh" or "relu".
    Returns: a (T_x, n_a, m), zero at padding; state (n_a, m), that of the last real step; cache, or None.
    Raises ValueError: a shape or dtype disagrees with params, a length or the activation is none of the
    above, a parameter is NaN or infinite, a sequence is empty. No argument is changed or kept.
    Lesson: 02_forward_pass
    """
    shapes = arguments.Shapes().parameters(params, LAYOUTS).floats("x", x, "T_x n_x m")
    arguments.choice("activation", activation, ACTIVATIONS)
    T_x, n_a, m = len(x), shapes.size["n_a"], shapes.size["m"]
    if state is not None:
        shapes.floats("state", state, "n_a m")
    if lengths is not None:
        shapes.integers("lengths", lengths, "m", 1, T_x)

    W = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    blocks = _blocks(T_x, m)
    V = np.empty(((T_x if keep else blocks[0].stop) + 1, W.shape[1], m), x.dtype)
    V[:, -1] = 1
    a = np.empty((T_x, n_a, m), x.dtype)
    a_prev = 0 if state is None else state
    for block in blocks:
        v = V[block.start if keep else 0 :][: block.stop - block.start + 1]
        v[0, :n_a] = a_prev
        real = None if lengths is None else np.arange(block.start, block.stop)[:, None, None] < lengths
        a[block] = _run(W, v, x[block], real, ACTIVATIONS[activation])
        a_prev = a[block.stop - 1]
    state = a[-1].copy() if lengths is None else a[lengths - 1, :, np.arange(m)].T.copy()
    lengths = None if lengths is None else lengths.copy()
    return a, state, (shapes.size, V, lengths, activation) if keep else None


def _blocks(T_x, m):
    """Return slices of about COLUMNS // m steps that cover 0 ... T_x - 1 in order."""
    steps = max(1, COLUMNS // m)
    return [slice(start, min(start + steps, T_x)) for start in range(0, T_x, steps)]


def _run(W, V, x, real, g):
    """Fill in V for the inputs x, step by step; return its states (a view)."""
    n_a = len(W)
    V[:-1, n_a:-1] = x if real is None else np.where(real, x, 0)
    for t, (v, a_next) in enumerate(zip(V[:-1], V[1:, :n_a], strict=True)):
        z = np.dot(W, v, out=a_next)  # a third of the overhead of matmul
        g(z, out=a_next)
        if real is not None:
            np.copyto(a_next, 0, where=~real[t])
    return V[1:, :n_a]


def backward(params, cache, da, dstate=None):
    """Return the gradients of a loss, from its gradients by all states (backpropagation through time).

    Formula: dz^{<t>} = (da^{<t>} + Waa^T dz^{<t+1>}) g'(z^{<t>}); dWax = sum over t of dz^{<t>} x^{<t>T};
    dWaa = sum of dz^{<t>} a^{<t-1>T}; dba = sum of dz^{<t>}, over examples too; dx^{<t>} = Wax^T dz^{<t>}.
    Parameters: params, as in forward; cache, from forward; da (T_x, n_a, m), ignored at padding;
    dstate (n_a, m), gradient by the returned state, on top of da, zeros when None.
    Returns: dx (T_x, n_x, m), zero at padding; dstate0 (n_a, m), gradient by the initial state; grads, dict
    with Wax, Waa, ba: sums over steps and examples, not divided by m.
    Raises ValueError: the cache is None, a shape or dtype disagrees. No argument is changed.
    Lesson: 03_bptt
    """
    if cache is None:
        raise ValueError("cache must come from forward with keep=True, got None")
    size, V, lengths, activation = cache
    shapes = arguments.Shapes(V.dtype, **size).parameters(params, LAYOUTS, finite=False)
    shapes.floats("da", da, "T_x n_a m")
    T_x, n_a, n_x, m = (size[axis] for axis in ("T_x", "n_a", "n_x", "m"))
    if dstate is not None:
        shapes.floats("dstate", dstate, "n_a m")
    da, da_next = _padding_replaced(da, dstate, lengths)

    dx = np.empty((T_x, n_x, m), V.dtype)
    dW = np.zeros((n_a, n_a + n_x + 1), V.dtype)
    for block in reversed(_blocks(T_x, m)):
        a = V[block.start + 1 : block.stop + 1, :n_a]
        dz = _run_back(params["Waa"].T, a, da[block], da_next, activation)
        np.matmul(params["Wax"].T, dz, out=dx[block])
        dz = dz.transpose(1, 0, 2).reshape(n_a, -1)  # the columns of all steps side by side
        dW += dz @ V[block].transpose(0, 2, 1).reshape(dz.shape[1], -1)
    return dx, da_next, {"Wax": dW[:, n_a:-1], "Waa": dW[:, :n_a], "ba": dW[:, -1:]}


def _padding_replaced(da, dstate, lengths):
    """Return da, zero at padding, with dstate added at the last real steps, and da_next after step T_x."""
    da_next = np.zeros(da.shape[1:], da.dtype)
    if lengths is None:
        return da, da_next if dstate is None else dstate.copy()
    da = np.where(np.arange(len(da))[:, None, None] < lengths, da, 0)
    if dstate is not None:
        da[lengths - 1, :, np.arange(len(lengths))] += dstate.T
    return da, da_next


def _run_back(WaaT, a, da, da_next, activation):
    """Return dz for the steps of a block; da_next, by the state after it, becomes that before it in place."""
    dz = 1 - np.square(a) if activation == "tanh" else (a > 0).astype(a.dtype)
    for da_t, dz_t in zip(da[::-1], dz[::-1], strict=True):
        da_next += da_t
        dz_t *= da_next
        np.dot(WaaT, dz_t, out=da_next)
    return dz


def step(params, x_t, state, activation="tanh"):
    """Advance one time step, for sampling and decoders.

    Parameters: params, see `init`; x_t (n_x, m); state, a^{<t-1>} (n_a, m); activation, "tanh" or "relu".
    Returns: a_next (n_a, m); state, which is the same array.
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    Lesson: 02_forward_pass
    """
    shapes = arguments.Shapes().parameters(params, LAYOUTS, finite=False)
    shapes.floats("x_t", x_t, "n_x m").floats("state", state, "n_a m")
    arguments.choice("activation", activation, ACTIVATIONS)
    z = params["Waa"] @ state
    z += params["Wax"] @ x_t
    z += params["ba"]
    a_next = np.tanh(z, out=z) if activation == "tanh" else np.maximum(z, 0, out=z)
    return a_next, a_next

"""The simple recurrent layer: a^{<t>} = g(Waa a^{<t-1>} + Wax x^{<t>} + ba), with g = tanh or ReLU.

The textbook form is written out in lessons 02_forward_pass and 03_bptt; this is the fast form. It stacks
W = [Waa | Wax | ba] and, for every step, V[t] = [a^{<t-1>}; x^{<t>}; 1], so that z^{<t>} = W V[t] is one
product, and the gradient of W is one product over many steps. It goes through time in blocks that fit the
processor's cache.
Source: Elman (1990); Werbos (1990), backpropagation through time.
"""

from functools import partial

import numpy as np

from helpers import validation
from helpers.activations import relu
from helpers.layers import _cache, _random, _scan
from helpers.layers._layer import joined, joined_backward, output, output_backward, output_size, reads_ahead

__all__ = ["backward", "forward", "init", "joined", "joined_backward", "output", "output_backward"]
__all__ += ["output_size", "reads_ahead", "step"]
LAYOUTS = {"Wax": "n_a n_x", "Waa": "n_a n_a", "ba": "n_a 1"}
ACTIVATIONS = {"tanh": np.tanh, "relu": relu}


def init(rng, n_x, n_a, dtype=np.float64):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), bias zero.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64.
    Returns: dict with Wax (n_a, n_x), Waa (n_a, n_a), ba (n_a, 1); the same draws in both dtypes.
    Source: LeCun, Bottou, Orr and Müller (1998).  Lesson: 02_forward_pass
    """
    return _random.parameters(rng, LAYOUTS, dtype, n_x=n_x, n_a=n_a)


def forward(params, x, state=None, lengths=None, keep=True, activation="tanh", rng=None):
    """Run the layer over whole sequences: z^{<t>} = Waa a^{<t-1>} + Wax x^{<t>} + ba, a^{<t>} = g(z^{<t>}).

    Parameters: params, see `init`; x (T_x, n_x, m); state, a^{<0>} (n_a, m), zeros when None; lengths (m,),
    integers from 1 to T_x: x beyond a length is padding and may hold anything; keep, whether to build the
    cache that `backward` needs; activation, "tanh" or "relu"; rng, a generator for dropout, of
    which a single layer has none.
    Returns: a (T_x, n_a, m), zero at padding; state (n_a, m), that of the last real step; cache, or None.
    Raises ValueError: a shape or dtype disagrees with params, a length or the activation is none of the
    above, a parameter, x or the state is NaN or infinite, a sequence is empty. No argument is changed
    or kept.  Lesson: 02_forward_pass
    """
    shapes = _scan.check_forward(params, LAYOUTS, x, {"state": state}, lengths, keep, rng)
    validation.choice("activation", activation, ACTIVATIONS)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    W = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    a, (last,), kept = _scan.scan(
        partial(_run, W, ACTIVATIONS[activation]),
        x,
        states=[state],
        heights=[n_a + n_x + 1],
        n_a=n_a,
        lengths=lengths,
        bounded=activation == "tanh",
        keep=keep,
    )
    return a, last, _cache.made("rnn.forward", shapes, activation, *kept) if keep else None


def _run(W, g, V):
    """Go through a block, from x in V and the first a; fill in every a^{<t>} = g(W V[t])."""
    for v, a_next in zip(V, V[1:, : len(W)], strict=False):
        z = np.dot(W, v, out=a_next)  # a third of the overhead of matmul
        g(z, out=a_next)


def backward(params, cache, da, dstate=None):
    """Return the gradients of a loss, from its gradients by all states (backpropagation through time).

    Formula: dz^{<t>} = (da^{<t>} + Waa^T dz^{<t+1>}) g'(z^{<t>}); dWax = sum over t of dz^{<t>} x^{<t>T};
    dWaa = sum of dz^{<t>} a^{<t-1>T}; dba = sum of dz^{<t>}, over examples too; dx^{<t>} = Wax^T dz^{<t>}.
    Parameters: params, as in forward; cache, from forward; da (T_x, n_a, m), ignored at padding;
    dstate (n_a, m), gradient by the returned state, on top of da, zeros when None.
    Returns: dx (T_x, n_x, m), zero at padding; dstate0 (n_a, m), gradient by the initial state; grads, dict
    with Wax, Waa, ba: sums over steps and examples, not divided by m.
    Raises ValueError: the cache is not from here, a shape or dtype disagrees. No argument is changed.
    Lesson: 03_bptt
    """
    cache = _cache.opened(cache, "rnn.forward")
    T_x, n_x, n_a, m = _scan.check_backward(params, LAYOUTS, cache, da, {"dstate": dstate})
    activation, lengths, V = cache.kept
    da, da_next = _scan.end_of_gradient(da, dstate, lengths)
    dx, dW = np.empty((T_x, n_x, m), cache.dtype), None
    for block in reversed(_scan.blocks(T_x, m)):
        a = V[1:, :n_a][block]
        dz = _run_back(params["Waa"].T, a, da[block], da_next, activation)
        np.matmul(params["Wax"].T, dz, out=dx[block])
        dW = _scan.sum_of_products(dz, V[block], dW)
    return dx, da_next, {"Wax": dW[:, n_a:-1], "Waa": dW[:, :n_a], "ba": dW[:, -1:]}


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
    _scan.check_step(params, LAYOUTS, x_t, {"state": state})
    validation.choice("activation", activation, ACTIVATIONS)
    z = params["Waa"] @ state
    z += params["Wax"] @ x_t
    z += params["ba"]
    a_next = np.tanh(z, out=z) if activation == "tanh" else np.maximum(z, 0, out=z)
    return a_next, a_next

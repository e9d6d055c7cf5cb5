"""The simple recurrent layer: a^{<t>} = g(Waa a^{<t-1>} + Wax x^{<t>} + ba), g = tanh or ReLU.

Textbook form and derivation: lessons 02_forward_pass and 03_bptt. This is the fast form: [Waa | Wax | ba] is one
matrix W and [a^{<t-1>}; x^{<t>}; 1] one column, V[t], so that a step is one product.
Source: Elman (1990); Werbos (1990) for the gradients.
"""

import numpy as np

from helpers.ground import arguments

LAYOUTS = {"Wax": "n_a n_x", "Waa": "n_a n_a", "ba": "n_a 1"}
ACTIVATIONS = ("tanh", "relu")


def init(rng, n_x, n_a, dtype=np.float64):
    """Return random parameters: weights normal with deviation 1/sqrt(columns) (LeCun et al. 1998), bias zero.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64.
    Returns: dict with Wax (n_a, n_x), Waa (n_a, n_a), ba (n_a, 1).
    """
    arguments.generator(rng)
    arguments.whole_number("n_x", n_x)
    arguments.whole_number("n_a", n_a)
    dtype = arguments.float_type(dtype)
    Wax = rng.standard_normal((n_a, n_x)) / np.sqrt(n_x)
    Waa = rng.standard_normal((n_a, n_a)) / np.sqrt(n_a)
    return {"Wax": Wax.astype(dtype), "Waa": Waa.astype(dtype), "ba": np.zeros((n_a, 1), dtype)}


def forward(params, x, state=None, lengths=None, keep=True, activation="tanh"):
    """Run the layer over whole sequences.

    Parameters: params, see `init`; x (T_x, n_x, m); state a^{<0>} (n_a, m), zeros when None; lengths (m,),
    integers from 1 to T_x: x beyond a length is padding, and may hold anything; keep, whether to build the cache
    that `backward` needs; activation, "tanh" or "relu".
    Returns: a (T_x, n_a, m), zero at padding; state (n_a, m), that of the last real step; cache, None without keep.
    Raises ValueError: a shape or dtype disagrees with params, a length or the activation is not one of the above,
    a parameter is NaN or infinite, a sequence is empty. No argument is changed, none is kept.
    Lesson: 02_forward_pass
    """
    sizes = arguments.parameters(params, LAYOUTS)
    arguments.float_array("x", x, "T_x n_x m", sizes)
    arguments.choice("activation", activation, ACTIVATIONS)
    T_x, n_x, m = x.shape
    n_a, dtype = sizes["n_a"][0], x.dtype
    if state is not None:
        arguments.float_array("state", state, "n_a m", sizes)
    if lengths is not None:
        arguments.integer_array("lengths", lengths, "m", sizes, 1, T_x + 1)

    W = np.hstack([params["Waa"], params["Wax"], params["ba"]])
    V = np.empty((T_x + 1 if keep else 2, n_a + n_x + 1, m), dtype)
    V[0, :n_a] = 0 if state is None else state
    V[:, -1] = 1
    a = np.empty((T_x, n_a, m), dtype)
    for t in range(T_x):
        v = V[t % len(V)]
        v[n_a:-1] = x[t] if lengths is None else np.where(t < lengths, x[t], dtype.type(0))
        a_next = np.matmul(W, v, out=a[t])
        np.tanh(a_next, out=a_next) if activation == "tanh" else np.maximum(a_next, 0, out=a_next)
        if lengths is not None:
            a_next[:, t >= lengths] = 0
        V[(t + 1) % len(V), :n_a] = a_next
    state = a[-1].copy() if lengths is None else a[lengths - 1, :, np.arange(m)].T.copy()
    return a, state, (V, n_a, lengths, activation) if keep else None


def backward(params, cache, da, dstate=None):
    """Return the gradients of a loss, from those of all states.

    With dz^{<t>} = (da^{<t>} + Waa^T dz^{<t+1>}) g'(z^{<t>}): dWax = sum over t of dz^{<t>} x^{<t>T},
    dWaa = sum of dz^{<t>} a^{<t-1>T}, dba = sum over t and examples of dz^{<t>}, dx^{<t>} = Wax^T dz^{<t>}.
    Parameters: params, as in forward; cache, from forward; da (T_x, n_a, m), ignored at padding; dstate (n_a, m),
    gradient of the returned state, zeros when None.
    Returns: dx (T_x, n_x, m), zero at padding; dstate0 (n_a, m), gradient of the initial state; grads, dict with
    Wax, Waa, ba: sums over steps and examples, not divided by m.
    Raises ValueError: cache is None, a shape or dtype disagrees. No argument is changed.
    Lesson: 03_bptt
    """
    if cache is None:
        raise ValueError("cache must come from forward with keep=True, got None")
    V, n_a, lengths, activation = cache
    T_x, m = len(V) - 1, V.shape[2]
    sizes = arguments.parameters(params, LAYOUTS, finite=False)
    sizes |= {"T_x": (T_x, "x", None), "m": (m, "x", None)}
    arguments.float_array("da", da, "T_x n_a m", sizes)
    if dstate is not None:
        arguments.float_array("dstate", dstate, "n_a m", sizes)

    if lengths is not None:
        da = np.where((np.arange(T_x)[:, None] < lengths)[:, None], da, da.dtype.type(0))
    last = np.full(m, T_x) if lengths is None else lengths
    dz = np.empty((T_x, n_a, m), V.dtype)
    da_next = np.zeros((n_a, m), V.dtype)
    WaaT = np.ascontiguousarray(params["Waa"].T)
    for t in reversed(range(T_x)):
        if dstate is not None:
            da_next += np.where(last == t + 1, dstate, V.dtype.type(0))
        a_next = V[t + 1, :n_a]
        slope = 1 - a_next * a_next if activation == "tanh" else a_next > 0
        np.multiply(da[t] + da_next, slope, out=dz[t])
        np.matmul(WaaT, dz[t], out=da_next)
    dW = np.tensordot(dz, V[:-1], axes=([0, 2], [0, 2]))
    dx = np.matmul(params["Wax"].T, dz)
    return dx, da_next, {"Waa": dW[:, :n_a], "Wax": dW[:, n_a:-1], "ba": dW[:, -1:]}


def step(params, x_t, state, activation="tanh"):
    """Advance one time step, for sampling: return a_next (n_a, m) and the state, which is a_next.

    Parameters: params, see `init`; x_t (n_x, m); state a^{<t-1>} (n_a, m); activation, "tanh" or "relu".
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for here). Lesson: 02_forward_pass
    """
    sizes = arguments.parameters(params, LAYOUTS, finite=False)
    arguments.float_array("x_t", x_t, "n_x m", sizes)
    arguments.float_array("state", state, "n_a m", sizes)
    arguments.choice("activation", activation, ACTIVATIONS)
    z = params["Waa"] @ state + params["Wax"] @ x_t + params["ba"]
    a_next = np.tanh(z) if activation == "tanh" else np.maximum(z, 0)
    return a_next, a_next

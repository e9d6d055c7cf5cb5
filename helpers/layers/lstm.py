"""The LSTM layer: a memory cell c^{<t>} that gates write, keep and show. Lesson: 09_lstm.

    c̃^{<t>} = tanh(Wc [a^{<t-1>}; x^{<t>}] + bc)                      what may be stored
    Γu = sigmoid(Wu [a^{<t-1>}; x^{<t>}] + bu + pu * c^{<t-1>})        how much of it is stored
    Γf = sigmoid(Wf [a^{<t-1>}; x^{<t>}] + bf + pf * c^{<t-1>})        how much of the cell is kept
    Γo = sigmoid(Wo [a^{<t-1>}; x^{<t>}] + bo + po * c^{<t>})          how much of the cell is shown
    c^{<t>} = Γu * c̃^{<t>} + Γf * c^{<t-1>}
    a^{<t>} = Γo * tanh(c^{<t>})

The terms with p are peepholes: a layer has them when its parameters have pu, pf and po.
The textbook form is written out in the lesson; this is the fast form. With W = [Wc | bc; Wu | bu; Wf | bf;
Wo | bo] and V[t] = [a^{<t-1>}; x^{<t>}; 1] the four products of a step are one; with sigmoid(z) written as
(1 + tanh(z / 2)) / 2 one tanh serves all four; and it goes through time in blocks.
Source: Hochreiter and Schmidhuber (1997); Gers, Schmidhuber and Cummins (2000), the forget gate; Gers and
Schmidhuber (2000), peepholes.
"""

import math
from functools import partial

import numpy as np

from helpers.ground import arguments
from helpers.ground.activations import sigmoid
from helpers.layers import gates, sequences

GATES = "cufo"
LAYOUTS = gates.layouts(GATES)
PEEPHOLES = {"pu": "n_a 1", "pf": "n_a 1", "po": "n_a 1"}


def init(rng, n_x, n_a, dtype=np.float64, forget_bias=1.0, peepholes=False):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), biases zero but for bf.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64; forget_bias,
    the start of bf: with 0 a cell keeps half of itself in a step, and its gradient halves as well; with 1 it
    keeps 0.73, and training starts with a memory; peepholes, whether the gates see the cell.
    Returns: dict with Wc, Wu, Wf, Wo (n_a, n_a + n_x), state first; bc, bu, bf, bo (n_a, 1); with peepholes
    also pu, pf, po (n_a, 1), zero, so that such a layer starts as one without.
    Source: Gers, Schmidhuber and Cummins (2000); Jozefowicz, Zaremba and Sutskever (2015), a start with 1.
    """
    arguments.number("forget_bias", forget_bias, above=-math.inf)
    params = gates.init(rng, GATES, n_x, n_a, dtype)
    params["bf"][:] = forget_bias
    return params | {key: np.zeros_like(params["bf"]) for key in PEEPHOLES if peepholes}


def forward(params, x, state=None, lengths=None, keep=True):
    """Run the layer over whole sequences, by the six formulas above.

    Parameters: params, see `init`; x (T_x, n_x, m); state, the pair (a^{<0>}, c^{<0>}), each (n_a, m), zeros
    when None; lengths (m,), integers from 1 to T_x: x beyond a length is padding and may hold anything; keep,
    whether to build the cache that `backward` needs.
    Returns: a (T_x, n_a, m), zero at padding; state, the pair (a, c) of the last real step; cache, or None.
    Raises ValueError: a shape or dtype disagrees with params, the state is no pair, a length is none of the
    above, a parameter is NaN or infinite, a sequence is empty. No argument is changed or kept.
    """
    states = _pair("state", state)
    shapes = sequences.check_forward(params, _layouts(params), x, states, lengths)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    run = partial(_run, *_stacked(params, half=0.5))
    rows, (a_0, c_0) = (n_a + n_x + 1, 4 * n_a, n_a, n_a), states.values()
    a, (a_last, c_last), way = sequences.go_through(run, rows, {0: a_0, 2: c_0}, x, n_a, lengths, keep)
    return a, (a_last, c_last), (shapes.size, x.dtype, *way) if keep else None


def _run(W, p, V, Z, C, tanh_C, padding):
    """Go through a block, from x in V and the first a and c; fill in all that `backward` needs."""
    n_a, half = C.shape[1], np.array(0.5, C.dtype)
    early = 3 * n_a if p else 4 * n_a  # with peepholes Γo waits for c^{<t>}
    products, cells = (V, V[1:, :n_a], Z, Z[:, :early], Z[:, n_a:early]), (C, C[1:], tanh_C[1:])
    steps = zip(*(zip(*rows, strict=False) for rows in (products, _gates(Z), cells)), strict=False)
    for t, (product, gated, cell) in enumerate(steps):
        v, a_next, z, z_early, gammas = product
        c_tilde, gamma_u, gamma_f, gamma_o = gated
        c_prev, c_next, tanh_c = cell
        np.dot(W, v, out=z)  # W [a; x] + b of all four
        if p:
            gamma_u += p[0] * c_prev
            gamma_f += p[1] * c_prev
        np.tanh(z_early, out=z_early)  # c̃ = tanh(z), and the tanh(z / 2) of
        gammas *= half
        gammas += half  # Γu, Γf, Γo = sigmoid(z)
        np.multiply(gamma_u, c_tilde, out=c_next)
        c_next += np.multiply(gamma_f, c_prev, out=tanh_c)  # c = Γu * c̃ + Γf * c_prev
        if padding is not None:
            np.copyto(c_next, 0, where=padding[t])
        if p:
            gamma_o += p[2] * c_next
            np.tanh(gamma_o, out=gamma_o)
            gamma_o *= half
            gamma_o += half
        np.tanh(c_next, out=tanh_c)
        np.multiply(gamma_o, tanh_c, out=a_next)  # a = Γo * tanh(c)


def backward(params, cache, da, dstate=None):
    """Return the gradients of a loss, from those by all a^{<t>} and by the returned state.

    Formula, from the last step to the first; W^a and W^x are the columns of a W that meet a and x:
    da = da^{<t>} + sum over the gates of W^{aT} dz^{<t+1>}
    dzo = da * tanh(c^{<t>}) * Γo (1 - Γo)
    dc = dc^{<t+1>} * Γf^{<t+1>} + da * Γo * (1 - tanh(c^{<t>})^2)
    dzc = dc * Γu * (1 - c̃^2),  dzu = dc * c̃ * Γu (1 - Γu),  dzf = dc * c^{<t-1>} * Γf (1 - Γf)
    dW = sum over t of dz [a^{<t-1>}; x^{<t>}]^T, db = sum of dz, dx^{<t>} = sum over the gates of W^{xT} dz.
    With peepholes dc has po * dzo, pu * dzu^{<t+1>} and pf * dzf^{<t+1>} as well; dpu, dpf, dpo = sums over t
    and examples of dzu * c^{<t-1>}, dzf * c^{<t-1>}, dzo * c^{<t>}.
    Parameters: params, as in forward; cache, from forward; da (T_x, n_a, m), ignored at padding; dstate, the
    pair (da, dc), each (n_a, m), gradients by the returned state, on top of da, zeros when None.
    Returns: dx (T_x, n_x, m), zero at padding; dstate0, the pair of gradients by the initial state; grads,
    dict with the keys of the layer's parameters: sums over steps and examples, not divided by m.
    Raises ValueError: cache is None, dstate is no pair, a shape or dtype disagrees. No argument is changed.
    """
    da_last, dc_last = _pair("dstate", dstate).values()
    T_x, n_x, n_a, m = sequences.check_backward(params, _layouts(params), cache, da, _pair("dstate", dstate))
    _, dtype, lengths, V, Z, C, tanh_C = cache
    W, p = _stacked(params)
    WaT, WxT = np.ascontiguousarray(W[:, :n_a].T), W[:, n_a:-1].T
    da, da_next = sequences.end_of_gradient(da, da_last, lengths)
    dC, dc = [None] * T_x, np.zeros_like(da_next)
    if dc_last is not None:
        dC, dc = sequences.end_of_gradient(np.zeros_like(da), dc_last, lengths)
    dx, dW, dp = np.empty((T_x, n_x, m), dtype), np.zeros_like(W), np.zeros((3, n_a), dtype)
    for block in reversed(sequences.blocks(T_x, m)):
        c_prev, c_next = C[block], C[block.start + 1 : block.stop + 1]
        dz = _run_back(WaT, p, Z[block], c_prev, tanh_C[1:][block], da[block], dC[block], da_next, dc)
        if p:
            for rows, dz_gate, c in zip(dp, _gates(dz)[1:], (c_prev, c_prev, c_next), strict=True):
                rows += np.einsum("tam,tam->a", dz_gate, c)
        np.matmul(WxT, dz, out=dx[block])
        dW += sequences.sum_of_products(dz, V[block])
    grads = gates.unstacked(dW, GATES)
    if p:
        grads |= zip(PEEPHOLES, dp[..., None], strict=True)
    return dx, (da_next, dc), grads


def _run_back(WaT, p, Z, c_prev, tanh_c, da, dC, da_next, dc):
    """Return dz of a block; da_next and dc, by the state after it, become those by the state before it."""
    dz, dc_da = _slopes(Z, c_prev, tanh_c)
    _, dz_u, dz_f, dz_o = _gates(dz)
    dz_cuf = _gates(dz)[:3].swapaxes(0, 1)
    rows = (da, dC, dz, dz_cuf, dz_u, dz_f, dz_o, dc_da, _gates(Z)[2])
    for da_t, dc_t, dz_t, dzcuf, dzu, dzf, dzo, slope, gamma_f in zip(*(v[::-1] for v in rows), strict=True):
        da_next += da_t
        dzo *= da_next
        slope *= da_next
        dc += slope
        if dc_t is not None:
            dc += dc_t
        if p:
            dc += p[2] * dzo
        dzcuf *= dc
        dc *= gamma_f
        if p:
            dc += p[0] * dzu
            dc += p[1] * dzf
        np.dot(WaT, dz_t, out=da_next)
    return dz


def _slopes(Z, c_prev, tanh_c):
    """Return dz of a block without its factor dc, or da for Γo, and the factor by which da enters dc."""
    c_tilde, gamma_u, _, gamma_o = _gates(Z)
    n_a, dz = c_tilde.shape[1], np.empty_like(Z)
    np.square(c_tilde, out=dz[:, :n_a])
    dz[:, n_a:] = Z[:, n_a:]
    np.subtract(1, dz, out=dz)
    dz[:, n_a:] *= Z[:, n_a:]
    for dz_gate, factor in zip(_gates(dz), (gamma_u, c_tilde, c_prev, tanh_c), strict=True):
        dz_gate *= factor
    slope = np.square(tanh_c)
    np.subtract(1, slope, out=slope)
    slope *= gamma_o
    return dz, slope


def step(params, x_t, state):
    """Advance one time step, for sampling and decoders, by the six formulas.

    Parameters: params, see `init`; x_t (n_x, m); state, the pair (a^{<t-1>}, c^{<t-1>}), each (n_a, m).
    Returns: a_next (n_a, m); state, the pair (a_next, c_next).
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    """
    sequences.check_step(params, _layouts(params), x_t, _pair("state", state))
    a_prev, c_prev = state
    a_x = np.concatenate([a_prev, x_t])
    z_c, z_u, z_f, z_o = (params[f"W{gate}"] @ a_x + params[f"b{gate}"] for gate in GATES)
    pu, pf, po = (params.get(key, x_t.dtype.type(0)) for key in PEEPHOLES)
    c_tilde = np.tanh(z_c)
    gamma_u = sigmoid(z_u + pu * c_prev)
    gamma_f = sigmoid(z_f + pf * c_prev)
    c_next = gamma_u * c_tilde + gamma_f * c_prev
    gamma_o = sigmoid(z_o + po * c_next)
    a_next = gamma_o * np.tanh(c_next)
    return a_next, (a_next, c_next)


def _layouts(params):
    """Return the layouts of the layer's parameters, with peepholes when one of them is there."""
    return LAYOUTS | PEEPHOLES if PEEPHOLES.keys() & params.keys() else LAYOUTS


def _stacked(params, half=1.0):
    """Return W (4 n_a, n_a + n_x + 1) and the list of peepholes, with what makes Γ times `half`."""
    W = gates.stacked(params, GATES)
    W[1:] *= half
    return W.reshape(-1, W.shape[-1]), [half * params[key] for key in PEEPHOLES if key in params]


def _gates(Z):
    """Return the rows of c̃, Γu, Γf, Γo, each (steps, n_a, m), of Z (steps, 4 n_a, m)."""
    return Z.reshape(len(Z), 4, -1, Z.shape[-1]).swapaxes(0, 1)


def _pair(name, state):
    """Return the parts of a pair (a, c), or of None, by their names, for the check; refuse anything else."""
    if state is not None and not (isinstance(state, tuple) and len(state) == 2):
        raise ValueError(f"{name} must be a pair (a, c), got {type(state).__name__}")
    a, c = state or (None, None)
    return {f"{name}[0]": a, f"{name}[1]": c}

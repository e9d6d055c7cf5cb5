"""The LSTM layer: a memory cell c^{<t>} that gates write, keep and show. Lesson: 09_lstm.

    c̃^{<t>} = tanh(Wc [a^{<t-1>}; x^{<t>}] + bc)                      what may be stored
    Γu = sigmoid(Wu [a^{<t-1>}; x^{<t>}] + bu + pu * c^{<t-1>})        how much of it is stored
    Γf = sigmoid(Wf [a^{<t-1>}; x^{<t>}] + bf + pf * c^{<t-1>})        how much of the cell is kept
    Γo = sigmoid(Wo [a^{<t-1>}; x^{<t>}] + bo + po * c^{<t>})          how much of the cell is shown
    c^{<t>} = Γu * c̃^{<t>} + Γf * c^{<t-1>}
    a^{<t>} = Γo * tanh(c^{<t>})

The terms with p are peepholes: a layer has them when its parameters have pu, pf and po.
The textbook form is written out in the lesson; this is the fast form. With W = [Wc | bc; Wf | bf; Wu | bu;
Wo | bo] and V[t] = [a^{<t-1>}; x^{<t>}; 1] the four products of a step are one; with sigmoid(z) written as
(1 + tanh(z / 2)) / 2 one tanh serves all four; with Z[t] = [c^{<t-1>}; c̃; Γf; Γu; Γo] one product makes both
terms of c^{<t>}; and it goes through time in blocks.
Source: Hochreiter and Schmidhuber (1997); Gers, Schmidhuber and Cummins (2000), the forget gate; Gers and
Schmidhuber (2000), peepholes.
"""

import math
from functools import partial

import numpy as np

from helpers import validation
from helpers.activations import sigmoid
from helpers.layers import _gates, _scan

GATES, ROWS = "cufo", "cfuo"  # in the lecture's order, and as they stand in Z
LAYOUTS = _gates.layouts(GATES)
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
    validation.number("forget_bias", forget_bias, above=-math.inf)
    params = _gates.init(rng, GATES, n_x, n_a, dtype)
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
    shapes = _scan.check_forward(params, _layouts(params), x, states, lengths)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    run, rows = partial(_run, *_halved(params)), (n_a + n_x + 1, 5 * n_a, n_a)
    a, (a_last, c_last), way = _scan.go_through(run, rows, states.values(), x, n_a, lengths, keep)
    return a, (a_last, c_last), (shapes.size, x.dtype, *way) if keep else None


def _run(W, p, V, Z, tanh_C):
    """Go through a block, from x in V and the first a and c; fill in all that `backward` needs."""
    n_a, half = tanh_C.shape[1], np.array(0.5, V.dtype)
    early = Z[:, n_a:] if p is None else Z[:, n_a : 4 * n_a]  # with peepholes Γo waits for c^{<t>}
    pairs, terms = Z[:, : 4 * n_a].reshape(len(Z), 2, 2 * n_a, -1), np.empty_like(Z[0, : 2 * n_a])
    kept, stored = terms[:n_a], terms[n_a:]
    products = V, Z[:, n_a:], early, early[:, n_a:], pairs[:, 1], pairs[:, 0]
    steps = zip(*products, Z[1:, :n_a], tanh_C[1:], Z[:, 4 * n_a :], V[1:, :n_a], strict=False)
    for v, z, z_early, gammas, gammas_fu, c_and_c_tilde, c_next, tanh_c, gamma_o, a_next in steps:
        np.dot(W, v, out=z)  # W [a; x] + b of all four
        if p is not None:
            c_prev = c_and_c_tilde[:n_a]
            gammas_fu[:n_a] += p[0] * c_prev
            gammas_fu[n_a:] += p[1] * c_prev
        np.tanh(z_early, out=z_early)  # c̃ = tanh(z), and the tanh(z / 2) of
        gammas *= half
        gammas += half  # Γf, Γu, Γo = sigmoid(z)
        np.multiply(gammas_fu, c_and_c_tilde, out=terms)
        np.add(kept, stored, out=c_next)  # c = Γf * c_prev + Γu * c̃
        if p is not None:
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
    dstates = _pair("dstate", dstate)
    T_x, n_x, n_a, m = _scan.check_backward(params, _layouts(params), cache, da, dstates)
    da_last, dc_last = dstates.values()
    _, dtype, lengths, V, Z, tanh_C = cache
    WT, p = _gates.transposed(params, ROWS), _peepholes(params)
    da, da_prev = _scan.end_of_gradient(da, da_last, lengths)
    dC, dc = [None] * T_x, np.zeros_like(da_prev)
    if dc_last is not None:
        dC, dc = _scan.end_of_gradient(np.zeros_like(da), dc_last, lengths)
    dx, dW, dp = np.empty((T_x, n_x, m), dtype), None, np.zeros((3, n_a), dtype)
    for block in reversed(_scan.blocks(T_x, m)):
        after = slice(block.start + 1, block.stop + 1)
        dz, dc_da = _slopes(Z[block], V[after, :n_a], tanh_C[after])
        da_x = np.empty((len(dz) + 1, n_a + n_x, m), dtype)
        da_x[-1, :n_a] = da_prev
        _run_back(WT, p, _rows(Z[block], n_a)[2], dz, dc_da, da_x, da[block], dC[block], dc)
        da_prev, dx[block] = da_x[0, :n_a].copy(), da_x[:-1, n_a:]
        dW = _scan.sum_of_products(dz, V[block], dW)
        if p is not None:
            cells = Z[block, :n_a], Z[block, :n_a], Z[after, :n_a]
            for rows, dz_gate, c in zip(dp, _rows(dz, n_a)[1:], cells, strict=True):
                rows += np.einsum("tam,tam->a", dz_gate, c)
    grads = _gates.unstacked(dW, ROWS)
    if p is not None:
        grads |= zip(("pf", "pu", "po"), dp[..., None], strict=True)
    return dx, (da_prev, dc), grads


def _slopes(Z, a, tanh_c):
    """Return dz of a block without its factor dc, or da for Γo, and the factor by which da enters dc."""
    n_a = a.shape[1]
    c_prev, c_tilde, gamma_f, gamma_u, gamma_o = _rows(Z, n_a)
    dz = np.empty((len(Z), 4 * n_a, Z.shape[2]), Z.dtype)
    dz_c, dz_f, dz_u, dz_o = _rows(dz, n_a)
    np.subtract(1, Z[:, 2 * n_a :], out=dz[:, n_a:])
    dz_f *= gamma_f
    dz_f *= c_prev  # c^{<t-1>} Γf (1 - Γf)
    dz_u *= np.multiply(gamma_u, c_tilde, out=dz_c)  # c̃ Γu (1 - Γu)
    dz_o *= a  # tanh(c) Γo (1 - Γo)
    dz_c *= c_tilde
    np.subtract(gamma_u, dz_c, out=dz_c)  # Γu (1 - c̃^2)
    slope = a * tanh_c
    return dz, np.subtract(gamma_o, slope, out=slope)  # Γo (1 - tanh(c)^2)


def _run_back(WT, p, gamma_f, dz, dc_da, da_x, da, dC, dc):
    """Go back through a block: make dz whole, and dc that by the state before it; fill in da_x = W^T dz."""
    n_a = len(dc)
    of_step = da, da_x[1:, :n_a], dC, dz, *_rows(dz, n_a), dc_da, gamma_f, da_x[:-1]
    steps = zip(*(v[::-1] for v in of_step), strict=True)
    for da_t, da_next, dc_t, dz_t, dz_c, dz_f, dz_u, dz_o, slope, gamma_f, da_x_t in steps:
        da_next += da_t
        dz_o *= da_next
        slope *= da_next
        dc += slope
        if dc_t is not None:
            dc += dc_t
        if p is not None:
            dc += p[2] * dz_o
        dz_c *= dc
        dz_f *= dc
        dz_u *= dc
        dc *= gamma_f
        if p is not None:
            dc += p[0] * dz_f
            dc += p[1] * dz_u
        np.dot(WT, dz_t, out=da_x_t)


def step(params, x_t, state):
    """Advance one time step, for sampling and decoders, by the six formulas.

    Parameters: params, see `init`; x_t (n_x, m); state, the pair (a^{<t-1>}, c^{<t-1>}), each (n_a, m).
    Returns: a_next (n_a, m); state, the pair (a_next, c_next).
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    """
    _scan.check_step(params, _layouts(params), x_t, _pair("state", state))
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


def _halved(params):
    """Return W (4 n_a, n_a + n_x + 1) and the peepholes, with what makes Γf, Γu and Γo halved."""
    W, p = _gates.stacked(params, ROWS), _peepholes(params)
    W[1:] *= 0.5
    return W.reshape(-1, W.shape[-1]), None if p is None else 0.5 * p


def _peepholes(params):
    """Return pf, pu, po (3, n_a, 1), None for a layer that has none."""
    return np.stack([params[key] for key in ("pf", "pu", "po")]) if "po" in params else None


def _rows(Z, n_a):
    """Return Z (steps, k n_a, m) as k arrays (steps, n_a, m) in one: a gate's rows of all steps."""
    return Z.reshape(len(Z), -1, n_a, Z.shape[2]).swapaxes(0, 1)


def _pair(name, state):
    """Return the parts of a pair (a, c), or of None, by their names, for the check; refuse anything else."""
    if state is not None and not (isinstance(state, tuple) and len(state) == 2):
        raise ValueError(f"{name} must be a pair (a, c), got {type(state).__name__}")
    a, c = state or (None, None)
    return {f"{name}[0]": a, f"{name}[1]": c}

"""The LSTM layer: a memory cell c^{<t>} that gates write, keep and show. Lesson: 09_lstm.

    c̃^{<t>} = tanh(Wc [a^{<t-1>}; x^{<t>}] + bc)                      what may be stored
    Γu = sigmoid(Wu [a^{<t-1>}; x^{<t>}] + bu + pu * c^{<t-1>})        how much of it is stored
    Γf = sigmoid(Wf [a^{<t-1>}; x^{<t>}] + bf + pf * c^{<t-1>})        how much of the cell is kept
    Γo = sigmoid(Wo [a^{<t-1>}; x^{<t>}] + bo + po * c^{<t>})          how much of the cell is shown
    c^{<t>} = Γu * c̃^{<t>} + Γf * c^{<t-1>}
    a^{<t>} = Γo * tanh(c^{<t>})

The terms with p are peepholes: a layer has them when its parameters have pu, pf and po.
The textbook form is written out in the lesson; this is the fast form, whose loops are in `_lstm_loops`.
Source: Hochreiter and Schmidhuber (1997); Gers, Schmidhuber and Cummins (2000), the forget gate; Gers and
Schmidhuber (2000), peepholes.
"""

import math
from functools import partial

import numpy as np

from helpers import validation
from helpers.activations import sigmoid
from helpers.layers import _cache, _gates, _lstm_loops, _random, _scan
from helpers.layers._layer import joined, joined_backward, output, output_backward, output_size, reads_ahead
from helpers.layers._lstm_loops import GATES

__all__ = ["backward", "forward", "init", "joined", "joined_backward", "output", "output_backward"]
__all__ += ["output_size", "reads_ahead", "step"]
LAYOUTS = _gates.layouts(GATES)
PEEPHOLES = {key: "n_a 1" for key in ("pu", "pf", "po")}
OTHERS = "Wr", "br", "bca"  # keys of a GRU, which shares others with this layer


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
    validation.flag("peepholes", peepholes)
    layouts = LAYOUTS | PEEPHOLES if peepholes else LAYOUTS
    params = _random.parameters(rng, layouts, dtype, n_x=n_x, n_a=n_a)
    params["bf"][:] = forget_bias
    return params


def forward(params, x, state=None, lengths=None, keep=True, peepholes=None, rng=None):
    """Run the layer over whole sequences, by the six formulas above.

    Parameters: params, see `init`; x (T_x, n_x, m); state, the pair (a^{<0>}, c^{<0>}), each (n_a, m), zeros
    when None; lengths (m,), integers from 1 to T_x: x beyond a length is padding and may hold anything; keep,
    whether to build the cache that `backward` needs; peepholes, whether the parameters must have some, None
    for what their keys tell; rng, a generator for dropout, of which a single layer has none.
    Returns: a (T_x, n_a, m), zero at padding; state, the pair (a, c) of the last real step; cache, or None.
    Raises ValueError: a shape or dtype disagrees with params, the state is no pair, a length is none of the
    above, a parameter, x or the state is NaN or infinite, a sequence is empty. No argument is changed
    or kept.
    """
    layouts, states = _layouts(params, peepholes), _pair("state", state)
    shapes = _scan.check_forward(params, layouts, x, states, lengths, keep, rng)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    W, p = _lstm_loops.halved(params, "po" in layouts)
    a, last, kept = _scan.scan(
        partial(_lstm_loops.run, W) if p is None else partial(_lstm_loops.run_peepholes, W, p),
        x,
        states=list(states.values()),
        heights=[n_a + n_x + 1, n_a, 4 * n_a, n_a],
        n_a=n_a,
        lengths=lengths,
        keep=keep,
    )
    return a, tuple(last), _cache.made("lstm.forward", shapes, layouts, *kept) if keep else None


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
    Raises ValueError: cache is not from here, params are of another form, dstate is no pair, a shape or dtype
    disagrees. No argument is changed.
    """
    cache, dstates = _cache.opened(cache, "lstm.forward"), _pair("dstate", dstate)
    layouts, lengths, V, C, Z, tanh_C = cache.kept
    _layouts(params, "po" in layouts)
    T_x, n_x, n_a, m = _scan.check_backward(params, layouts, cache, da, dstates)
    da_last, dc_last = dstates.values()
    WT, p = _gates.transposed(params, GATES), _lstm_loops.peepholes(params) if "po" in layouts else None
    da, da_prev = _scan.end_of_gradient(da, da_last, lengths)
    dC, dc = [None] * T_x, np.zeros_like(da_prev)
    if dc_last is not None:
        dC, dc = _scan.end_of_gradient(np.zeros_like(da), dc_last, lengths)
    dx, dW, dp = np.empty((T_x, n_x, m), cache.dtype), None, np.zeros((3, n_a), cache.dtype)
    for block in reversed(_scan.blocks(T_x, m)):
        after = slice(block.start + 1, block.stop + 1)
        dz, dc_da = _lstm_loops.slopes(Z[block], V[after, :n_a], C[block], tanh_C[after])
        da_x = np.empty((len(dz) + 1, n_a + n_x, m), cache.dtype)
        da_x[-1, :n_a] = da_prev
        gamma_f = _gates.gate_views(Z[block], n_a)[2]
        _lstm_loops.run_back(WT, p, gamma_f, dz, dc_da, da_x, da[block], dC[block], dc)
        da_prev, dx[block] = da_x[0, :n_a].copy(), da_x[:-1, n_a:]
        dW = _scan.sum_of_products(dz, V[block], dW)
        if p is not None:
            dz_gates = _gates.gate_views(dz, n_a)[1:]
            for dp_gate, dz_gate, c in zip(dp, dz_gates, (C[block], C[block], C[after]), strict=True):
                dp_gate += np.einsum("tam,tam->a", dz_gate, c)
    grads = _gates.unstacked(dW, GATES)
    return dx, (da_prev, dc), grads if p is None else grads | dict(zip(PEEPHOLES, dp[..., None], strict=True))


def step(params, x_t, state, peepholes=None):
    """Advance one time step, for sampling and decoders, by the six formulas.

    Parameters: params, see `init`; x_t (n_x, m); state, the pair (a^{<t-1>}, c^{<t-1>}), each (n_a, m);
    peepholes, see `forward`.
    Returns: a_next (n_a, m); state, the pair (a_next, c_next).
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    """
    _scan.check_step(params, _layouts(params, peepholes), x_t, _pair("state", state))
    a_prev, c_prev = state
    a_x = np.concatenate([a_prev, x_t])
    z_c, z_u, z_f, z_o = [params[f"W{gate}"] @ a_x + params[f"b{gate}"] for gate in GATES]
    pu, pf, po = [params.get(key, x_t.dtype.type(0)) for key in PEEPHOLES]
    c_tilde = np.tanh(z_c)
    gamma_u = sigmoid(z_u + pu * c_prev)
    gamma_f = sigmoid(z_f + pf * c_prev)
    c_next = gamma_u * c_tilde + gamma_f * c_prev
    gamma_o = sigmoid(z_o + po * c_next)
    a_next = gamma_o * np.tanh(c_next)
    return a_next, (a_next, c_next)


def _layouts(params, peepholes):
    """Return the layouts of the parameters; refuse those with keys of another form, or of another layer."""
    validation.dictionary("params", params)
    if peepholes is None:
        peepholes = not PEEPHOLES.keys().isdisjoint(params)
    else:
        validation.flag("peepholes", peepholes)
    layouts = LAYOUTS | PEEPHOLES if peepholes else LAYOUTS
    others = OTHERS if peepholes else (*PEEPHOLES, *OTHERS)
    _gates.refuse_others(params, f"an LSTM with peepholes={peepholes}", layouts, others)
    return layouts


def _pair(name, state):
    """Return the parts of a pair (a, c), or of None, by their names, for the check; refuse anything else."""
    if state is not None and not (isinstance(state, tuple) and len(state) == 2):
        raise ValueError(f"{name} must be a pair (a, c), got {type(state).__name__}")
    a, c = state or (None, None)
    return {f"{name}[0]": a, f"{name}[1]": c}

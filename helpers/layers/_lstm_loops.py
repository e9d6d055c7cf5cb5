"""The fast form of the LSTM: the loops over the steps of a block, there and back; the formulas are in `lstm`.

With W = [Wc | bc; Wu | bu; Wf | bf; Wo | bo] and V[t] = [a^{<t-1>}; x^{<t>}; 1] the four products of a step
are one; with sigmoid(z) written as (1 + tanh(z / 2)) / 2 one tanh serves all four, in Z[t] = [c̃; Γu; Γf; Γo].
C[t] is c^{<t-1>}, tanh_C[t] its tanh.
"""

import numpy as np

from helpers.layers import _gates

GATES = "cufo"  # in the lecture's order


def halved(params, peephole):
    """Return W (4 n_a, n_a + n_x + 1), and the peepholes or None; what makes Γu, Γf and Γo is halved."""
    W = _gates.stacked(params, GATES)
    W[1:] *= 0.5
    return W.reshape(-1, W.shape[-1]), 0.5 * peepholes(params) if peephole else None


def peepholes(params):
    """Return pu, pf, po (3, n_a, 1)."""
    return np.stack([params[key] for key in ("pu", "pf", "po")])


def run(W, V, C, Z, tanh_C):
    """Go through a block, from x in V and the first a and c; fill in all that `backward` needs."""
    dot, multiply, tanh = np.dot, np.multiply, np.tanh  # to look them up at each step takes 1 % of the time
    n_a, half, kept = C.shape[1], np.array(0.5, V.dtype), np.empty_like(C[0])
    views = V, C, Z, Z[:, n_a:], *_gates.gate_views(Z, n_a), C[1:], tanh_C[1:], V[1:, :n_a]
    for v, c_prev, z, gammas, c_tilde, gamma_u, gamma_f, gamma_o, c_next, tanh_c, a_next in zip(
        *views, strict=False
    ):
        dot(W, v, out=z)  # W [a; x] + b of all four
        tanh(z, out=z)  # c̃ = tanh(z), and the tanh(z / 2) of
        gammas *= half
        gammas += half  # Γu, Γf, Γo = sigmoid(z)
        multiply(gamma_u, c_tilde, out=c_next)
        multiply(gamma_f, c_prev, out=kept)
        c_next += kept  # c = Γu * c̃ + Γf * c_prev
        tanh(c_next, out=tanh_c)
        multiply(gamma_o, tanh_c, out=a_next)  # a = Γo * tanh(c)


def run_peepholes(W, p, V, C, Z, tanh_C):
    """Do the same as `run` where Γu and Γf see c_prev, and Γo sees c; p is halved as W is."""
    n_a, half, kept = C.shape[1], np.array(0.5, V.dtype), np.empty_like(C[0])
    gates = Z.reshape(len(Z), 4, n_a, -1)
    views = V, C, Z, gates[:, :3], gates[:, 1:3], *_gates.gate_views(Z, n_a), C[1:], tanh_C[1:], V[1:, :n_a]
    for v, c_prev, z, early, gammas_uf, c_tilde, gamma_u, gamma_f, gamma_o, c_next, tanh_c, a_next in zip(
        *views, strict=False
    ):
        np.dot(W, v, out=z)
        gammas_uf += p[:2] * c_prev
        np.tanh(early, out=early)  # all but Γo, which waits for c
        gammas_uf *= half
        gammas_uf += half
        np.multiply(gamma_u, c_tilde, out=c_next)
        np.multiply(gamma_f, c_prev, out=kept)
        c_next += kept
        gamma_o += p[2] * c_next
        np.tanh(gamma_o, out=gamma_o)
        gamma_o *= half
        gamma_o += half
        np.tanh(c_next, out=tanh_c)
        np.multiply(gamma_o, tanh_c, out=a_next)


def slopes(Z, a, c_prev, tanh_c):
    """Return dz of a block without its factor dc, or da for Γo, and the factor by which da enters dc."""
    n_a = a.shape[1]
    c_tilde, gamma_u, gamma_f, gamma_o = _gates.gate_views(Z, n_a)
    dz = np.empty_like(Z)
    dz_c, dz_u, dz_f, dz_o = _gates.gate_views(dz, n_a)
    np.subtract(1, Z[:, n_a:], out=dz[:, n_a:])
    dz_f *= gamma_f
    dz_f *= c_prev  # c^{<t-1>} Γf (1 - Γf)
    dz_u *= np.multiply(gamma_u, c_tilde, out=dz_c)  # c̃ Γu (1 - Γu)
    dz_o *= a  # tanh(c) Γo (1 - Γo)
    dz_c *= c_tilde
    np.subtract(gamma_u, dz_c, out=dz_c)  # Γu (1 - c̃^2)
    slope = a * tanh_c
    return dz, np.subtract(gamma_o, slope, out=slope)  # Γo (1 - tanh(c)^2)


def run_back(WT, p, gamma_f, dz, dc_da, da_x, da, dC, dc):
    """Go back through a block: make dz whole, and dc that by the state before it; fill in da_x = W^T dz."""
    n_a = len(dc)
    views = da, da_x[1:, :n_a], dC, dz, *_gates.gate_views(dz, n_a), dc_da, gamma_f, da_x[:-1]
    steps = zip(*[view[::-1] for view in views], strict=True)
    for da_t, da_next, dc_t, dz_t, dz_c, dz_u, dz_f, dz_o, slope, gamma_f, da_x_t in steps:
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
            dc += p[1] * dz_f
            dc += p[0] * dz_u
        np.dot(WT, dz_t, out=da_x_t)

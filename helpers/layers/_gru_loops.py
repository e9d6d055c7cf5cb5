"""The fast form of the GRU: the loops over the steps of a block, there and back; the formulas are in `gru`.

V[t] = [c^{<t-1>}; x^{<t>}; 1], with Γr * c^{<t-1>} below it in the form "before"; Z[t] holds what GATES says.
The products of a step are one, W V[t], or two in the form "before", whose second is with Wc, see `halved`.
"""

from itertools import repeat

import numpy as np

from helpers.layers import _gates, _scan

GATES = {None: "uc", "before": "urc", "after": "urc"}  # of Z; "after" has q = Wca c^{<t-1>} + bca before them
COUNT = {None: 2, "before": 3, "after": 4}  # times n_a is the height of Z
FIRST = {None: "uc", "before": "ur", "after": "cur"}  # whose state columns the first product of a step uses


def heights(reset, n_a, n_x):
    """Return the heights of V and Z."""
    return [n_a + n_x + 1 + (n_a if reset == "before" else 0), COUNT[reset] * n_a]


def views(reset, Z):
    """Return q, Γu, Γr, c̃ of a block's steps; None for what the form does not have."""
    parts = tuple(_gates.gate_views(Z, Z.shape[1] // COUNT[reset]))
    if reset is None:
        return None, parts[0], None, parts[1]
    return parts if reset == "after" else (None, *parts)


def by_step(*views):
    """Return what each step has of the views, None of those that are None."""
    return zip(*[repeat(None) if view is None else view for view in views], strict=False)


def halved(params, reset):
    """Return W, for [c^{<t-1>}; x; 1], and Wc, for [x; 1; Γr * c^{<t-1>}] ("before") or [x; 1] ("after").

    What makes Γu and Γr is halved.
    """
    W = _gates.stacked(params, GATES[reset])
    W[:-1] *= 0.5
    *gammas, Wc = W
    n_a = len(Wc)
    if reset is None:
        return np.concatenate(W), None
    if reset == "before":
        return np.concatenate(gammas), np.hstack([Wc[:, n_a:], Wc[:, :n_a]])
    Wca = np.zeros_like(Wc)
    Wca[:, :n_a], Wca[:, -1:] = Wc[:, :n_a], params["bca"]
    return np.concatenate([Wca, *gammas]), Wc[:, n_a:]


def run(reset, W, Wc, V, Z):
    """Go through a block, from x in V and the first c; fill in all that `backward` needs."""
    q, gamma_u, gamma_r, c_tilde = views(reset, Z)
    n_a, half = c_tilde.shape[1], np.array(0.5, V.dtype)
    gammas = Z[:, n_a if reset == "after" else 0 : -n_a]
    if reset == "after":
        np.matmul(Wc, V[:-1, n_a:], out=c_tilde[:-1])
    c_prev, r_q = V[0, :n_a], np.empty_like(V[0, :n_a])
    steps = by_step(
        Z[:, : len(W)], V[:, : W.shape[1]], V[:, n_a:], q, gammas, gamma_u, gamma_r, c_tilde, V[1:, :n_a]
    )
    for z, v, v_reset, q, gammas, gamma_u, gamma_r, c_tilde, c_next in steps:
        np.dot(W, v, out=z)  # W [c; x] + b
        np.tanh(gammas, out=gammas)
        gammas *= half
        gammas += half  # Γu, Γr = sigmoid(z) = (1 + tanh(z / 2)) / 2
        if reset == "before":
            np.multiply(gamma_r, c_prev, out=v_reset[-n_a:])
            np.dot(Wc, v_reset, out=c_tilde)
        elif reset == "after":
            c_tilde += np.multiply(gamma_r, q, out=r_q)
        np.tanh(c_tilde, out=c_tilde)  # c̃
        np.subtract(c_tilde, c_prev, out=c_next)
        c_next *= gamma_u
        c_next += c_prev  # c = Γu * (c̃ - c_prev) + c_prev
        c_prev = c_next


def slopes(reset, c_prev, Z):
    """Return dz of a block without the factor that comes from the steps after it, and 1 - Γu."""
    q, gamma_u, gamma_r, c_tilde = views(reset, Z)
    dz, keep = np.empty_like(Z), 1 - gamma_u
    _, dz_u, dz_r, dz_c = views(reset, dz)
    np.multiply(keep, gamma_u, out=dz_u)
    dz_u *= np.subtract(c_tilde, c_prev, out=dz_c)
    if reset is not None:
        np.subtract(1, gamma_r, out=dz_r)
        dz_r *= gamma_r
        dz_r *= q if reset == "after" else c_prev
    np.square(c_tilde, out=dz_c)
    np.subtract(1, dz_c, out=dz_c)
    dz_c *= gamma_u
    return dz, keep


def run_back(reset, WT, WcT, c_prev, Z, da, dc):
    """Return dz of a block; dc, by the state after it, becomes that by the state before it."""
    dz, keep = slopes(reset, c_prev, Z)
    _, _, gamma_r, _ = views(reset, Z)
    back = np.empty_like(dc)
    backwards = (da, keep, gamma_r, dz[:, : WT.shape[1]], *views(reset, dz))
    steps = by_step(*[None if view is None else view[::-1] for view in backwards])
    for da_t, keep_t, gamma_r, dz_t, dq, dz_u, dz_r, dz_c in steps:
        dc += da_t
        dz_u *= dc
        dz_c *= dc
        dc *= keep_t
        if reset == "before":
            np.dot(WcT, dz_c, out=back)
            dz_r *= back
            back *= gamma_r
            dc += back
        elif reset == "after":
            dz_r *= dz_c
            np.multiply(dz_c, gamma_r, out=dq)
        dc += np.dot(WT, dz_t, out=back)
    return dz


def products(reset, dz, v, n_a, sums):
    """Return the gradients by W and Wc, see `halved`, of a block, added to the sums of those after it."""
    dW, dWc = sums
    first = len(FIRST[reset]) * n_a
    columns = v.shape[1] - (n_a if reset == "before" else 0)
    dW = _scan.sum_of_products(dz[:, :first], v[:, :columns], dW)
    return dW, None if reset is None else _scan.sum_of_products(dz[:, -n_a:], v[:, n_a:], dWc)


def unstacked(dW, dWc, reset):
    """Return the gradients by the layer's parameters from those by W and Wc, see `halved`."""
    if reset is None:
        return _gates.unstacked(dW, "uc")
    n_a = len(dWc)
    if reset == "before":
        dWx, db, dWa = np.split(dWc, [-n_a - 1, -n_a], axis=1)
        return _gates.unstacked(dW, "ur") | {"Wc": np.hstack([dWa, dWx]), "bc": db}
    candidate = {"Wc": np.hstack([dW[:n_a, :n_a], dWc[:, :-1]]), "bc": dWc[:, -1:], "bca": dW[:n_a, -1:]}
    return _gates.unstacked(dW[n_a:], "ur") | candidate

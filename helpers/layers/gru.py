"""The gated recurrent unit: a state c^{<t>} = a^{<t>} that a gate keeps or renews. Lesson: 08_gru.

    Γr = sigmoid(Wr [c^{<t-1>}; x^{<t>}] + br)                  how much of the state the candidate sees
    c̃^{<t>} = tanh(Wc [Γr * c^{<t-1>}; x^{<t>}] + bc)           what the state may become
    Γu = sigmoid(Wu [c^{<t-1>}; x^{<t>}] + bu)                  how much of it is renewed
    c^{<t>} = Γu * c̃^{<t>} + (1 - Γu) * c^{<t-1>}

Three forms, told apart by the keys of the parameters: the above, "before", of the lectures, resets before the
product. "after" resets after it, as cuDNN, PyTorch and Keras do, with a second bias bca and Wc = [Wca | Wcx]:
c̃^{<t>} = tanh(Wcx x^{<t>} + bc + Γr * (Wca c^{<t-1>} + bca)). None is the simplified unit, without Γr.
Γu is 1 - z of PyTorch and Keras, whose z says how much is kept.
The textbook form is written out in the lesson; this is the fast form. V[t] = [c^{<t-1>}; x^{<t>}; 1], with
Γr * c^{<t-1>} below it in the form "before", so that the products of a step are one, or two in that form.
Source: Cho et al. (2014); Chung et al. (2014).
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from helpers import validation
from helpers.activations import sigmoid
from helpers.layers import _gates, _scan

GATES = {None: "uc", "before": "urc", "after": "urc"}
FIRST = {None: "uc", "before": "ur", "after": "cur"}  # whose state columns the first product of a step uses
LAYOUTS = {form: _gates.layouts(order) for form, order in GATES.items()}
LAYOUTS["after"]["bca"] = "n_a 1"
ROWS = {None: 2, "before": 3, "after": 4}  # times n_a, of Z: (Wca c^{<t-1>} + bca,) Γu, (Γr,) c̃


class Rows(NamedTuple):
    """The rows of Z; `gammas` are those of Γu and Γr together, q is Wca c^{<t-1>} + bca."""

    q: np.ndarray
    gammas: np.ndarray
    gamma_u: np.ndarray
    gamma_r: np.ndarray
    c_tilde: np.ndarray


def init(rng, n_x, n_a, dtype=np.float64, reset="before"):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), biases zero.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64; reset,
    "before" or "after" the product with Wc, or None, the simplified unit.
    Returns: dict with Wu, Wr, Wc (n_a, n_a + n_x), state first, and bu, br, bc (n_a, 1); with "after" also
    bca (n_a, 1); with None neither Wr nor br.
    """
    validation.choice("reset", reset, tuple(GATES))
    params = _gates.init(rng, GATES[reset], n_x, n_a, dtype)
    return params | ({"bca": np.zeros_like(params["bc"])} if reset == "after" else {})


def forward(params, x, state=None, lengths=None, keep=True):
    """Run the layer over whole sequences, by the formulas above.

    Parameters: params, see `init`; x (T_x, n_x, m); state, c^{<0>} (n_a, m), zeros when None; lengths (m,),
    integers from 1 to T_x: x beyond a length is padding and may hold anything; keep, whether to build the
    cache that `backward` needs.
    Returns: a (T_x, n_a, m), which is c, zero at padding; state (n_a, m), that of the last real step; cache,
    or None.
    Raises ValueError: a shape or dtype disagrees with params, a length is none of the above, a parameter is
    NaN or infinite, a sequence is empty. No argument is changed or kept.
    """
    reset = _reset(params)
    shapes = _scan.check_forward(params, LAYOUTS[reset], x, {"state": state}, lengths)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    run = partial(_run, reset, *_halved(params, reset))
    rows = (n_a + n_x + 1 + (n_a if reset == "before" else 0), ROWS[reset] * n_a)
    a, (last,), way = _scan.go_through(run, rows, [state], x, n_a, lengths, keep)
    return a, last, (shapes.size, x.dtype, *way) if keep else None


def _run(reset, W, Wc, V, Z):
    """Go through a block, from x in V and the first c; fill in all that `backward` needs."""
    rows, half = _rows(reset, Z), np.array(0.5, V.dtype)
    n_a = rows.c_tilde.shape[1]
    if reset == "after":
        np.matmul(Wc, V[:-1, n_a:], out=rows.c_tilde[:-1])
    c_prev, r_q = V[0, :n_a], np.empty_like(V[0, :n_a])
    steps = zip(Z[:, : len(W)], V[:, : W.shape[1]], V[:, n_a:], *rows, V[1:, :n_a], strict=False)
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


def backward(params, cache, da, dstate=None):
    """Return the gradients of a loss, from those by all a^{<t>} and by the returned state.

    Formula, from the last step to the first, where dc is da^{<t>} plus what step t + 1 gave to c^{<t>}, and
    W^c and W^x are the columns of a W that meet the state and x:
    dzc = dc * Γu * (1 - c̃^2),  dzu = dc * (c̃ - c^{<t-1>}) * Γu (1 - Γu)
    c^{<t-1>} is given dc * (1 - Γu) + Wu^{cT} dzu, and
    "before": with d = Wc^{cT} dzc and dzr = d * c^{<t-1>} * Γr (1 - Γr): d * Γr + Wr^{cT} dzr
    "after": with dzr = dzc * (Wca c^{<t-1>} + bca) * Γr (1 - Γr): Wca^T (dzc * Γr) + Wr^{cT} dzr
    None: Wc^{cT} dzc
    dW = sum over t of dz times the column that W meets, transposed; db = sum of dz;
    dx^{<t>} = sum over the gates of W^{xT} dz.
    Parameters: params, as in forward; cache, from forward; da (T_x, n_a, m), ignored at padding; dstate
    (n_a, m), gradient by the returned state, on top of da, zeros when None.
    Returns: dx (T_x, n_x, m), zero at padding; dstate0 (n_a, m), gradient by the initial state; grads, dict
    with the keys of the layer's parameters: sums over steps and examples, not divided by m.
    Raises ValueError: cache is None, a shape or dtype disagrees. No argument is changed.
    """
    reset = _reset(params)
    T_x, n_x, n_a, m = _scan.check_backward(params, LAYOUTS[reset], cache, da, {"dstate": dstate})
    _, dtype, lengths, V, Z = cache
    WT = _gates.transposed(params, FIRST[reset], slice(n_a))
    WcT = _gates.transposed(params, "c", slice(n_a)) if reset == "before" else None
    WxT = _gates.transposed(params, GATES[reset], slice(n_a, None))
    da, dc = _scan.end_of_gradient(da, dstate, lengths)
    dx, dW, dWc = np.empty((T_x, n_x, m), dtype), None, None
    for block in reversed(_scan.blocks(T_x, m)):
        v = V[block]
        dz = _run_back(reset, WT, WcT, v[:, :n_a], Z[block], da[block], dc)
        np.matmul(WxT, dz[:, -WxT.shape[1] :], out=dx[block])
        dW = _scan.sum_of_products(dz[:, : WT.shape[1]], v[:, : n_a + n_x + 1], dW)
        if reset is not None:
            dWc = _scan.sum_of_products(dz[:, -n_a:], v[:, n_a:], dWc)
    return dx, dc, _unstacked(dW, dWc, reset)


def _run_back(reset, WT, WcT, c_prev, Z, da, dc):
    """Return dz of a block; dc, by the state after it, becomes that by the state before it."""
    dz, keep = _slopes(reset, c_prev, Z)
    dz_rows, back = _rows(reset, dz), np.empty_like(dc)
    rows = (da, keep, _rows(reset, Z).gamma_r, dz[:, : WT.shape[1]], *dz_rows)
    for da_t, keep_t, gamma_r, dz_t, dzq, _, dzu, dzr, dzc in zip(*(v[::-1] for v in rows), strict=True):
        dc += da_t
        dzu *= dc
        dzc *= dc
        dc *= keep_t
        if reset == "before":
            np.dot(WcT, dzc, out=back)
            dzr *= back
            back *= gamma_r
            dc += back
        elif reset == "after":
            dzr *= dzc
            np.multiply(dzc, gamma_r, out=dzq)
        dc += np.dot(WT, dz_t, out=back)
    return dz


def _slopes(reset, c_prev, Z):
    """Return dz of a block without the factor that comes from the steps after it, and 1 - Γu."""
    q, _, gamma_u, gamma_r, c_tilde = _rows(reset, Z)
    dz, keep = np.empty_like(Z), 1 - gamma_u
    _, _, dz_u, dz_r, dz_c = _rows(reset, dz)
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


def step(params, x_t, state):
    """Advance one time step, for sampling and decoders, by the formulas above.

    Parameters: params, see `init`; x_t (n_x, m); state, c^{<t-1>} (n_a, m).
    Returns: a_next (n_a, m); state, which is the same array.
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    """
    reset = _reset(params)
    _scan.check_step(params, LAYOUTS[reset], x_t, {"state": state})
    n_a, c_x = len(state), np.concatenate([state, x_t])
    gamma_u = sigmoid(params["Wu"] @ c_x + params["bu"])
    gamma_r = 1 if reset is None else sigmoid(params["Wr"] @ c_x + params["br"])
    if reset == "after":
        from_state = gamma_r * (params["Wc"][:, :n_a] @ state + params["bca"])
        c_tilde = np.tanh(params["Wc"][:, n_a:] @ x_t + params["bc"] + from_state)
    else:
        c_tilde = np.tanh(params["Wc"] @ np.concatenate([gamma_r * state, x_t]) + params["bc"])
    c_next = gamma_u * c_tilde + (1 - gamma_u) * state
    return c_next, c_next


def _reset(params):
    """Return the form of the unit that has such parameters."""
    return "after" if "bca" in params else "before" if {"Wr", "br"} & params.keys() else None


def _rows(reset, Z):
    """Return the rows of Z (steps, rows, m) by name; for what a form lacks, others, which it does not use."""
    n_a, first = Z.shape[1] // ROWS[reset], ROWS[reset] - len(GATES[reset])
    ends = {"q": (0, 1), "gammas": (first, -1), "gamma_u": (first, first + 1), "gamma_r": (-2, -1)}
    return Rows(
        **{name: Z[:, n_a * low : n_a * high] for name, (low, high) in ends.items()}, c_tilde=Z[:, -n_a:]
    )


def _halved(params, reset):
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


def _unstacked(dW, dWc, reset):
    """Return the gradients by the layer's parameters from those by W and Wc, see `_halved`."""
    if reset is None:
        return _gates.unstacked(dW, "uc")
    n_a = len(dWc)
    if reset == "before":
        dWx, db, dWa = np.split(dWc, [-n_a - 1, -n_a], axis=1)
        return _gates.unstacked(dW, "ur") | {"Wc": np.hstack([dWa, dWx]), "bc": db}
    candidate = {"Wc": np.hstack([dW[:n_a, :n_a], dWc[:, :-1]]), "bc": dWc[:, -1:], "bca": dW[:n_a, -1:]}
    return _gates.unstacked(dW[n_a:], "ur") | candidate

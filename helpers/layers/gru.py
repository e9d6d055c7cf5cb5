"""The gated recurrent unit: a state c^{<t>} = a^{<t>} that a gate keeps or renews. Lesson: 08_gru.

    Γr = sigmoid(Wr [c^{<t-1>}; x^{<t>}] + br)                  how much of the state the candidate sees
    c̃^{<t>} = tanh(Wc [Γr * c^{<t-1>}; x^{<t>}] + bc)           what the state may become
    Γu = sigmoid(Wu [c^{<t-1>}; x^{<t>}] + bu)                  how much of it is renewed
    c^{<t>} = Γu * c̃^{<t>} + (1 - Γu) * c^{<t-1>}

Three forms, told apart by the keys of the parameters: the above, "before", of the lectures, resets before the
product. "after" resets after it, as cuDNN, PyTorch and Keras do, with a second bias bca and Wc = [Wca | Wcx]:
c̃^{<t>} = tanh(Wcx x^{<t>} + bc + Γr * (Wca c^{<t-1>} + bca)). None is the simplified unit, without Γr.
Γu is 1 - z of PyTorch and Keras, whose z says how much is kept.
The textbook form is written out in the lesson; this is the fast form, whose loops are in `_gru_loops`.
Source: Cho et al. (2014); Chung et al. (2014).
"""

from functools import partial

import numpy as np

from helpers import validation
from helpers.activations import sigmoid
from helpers.layers import _cache, _gates, _gru_loops, _random, _scan
from helpers.layers._gru_loops import FIRST, GATES
from helpers.layers._layer import joined, joined_backward, output, output_backward, output_size, reads_ahead

__all__ = ["backward", "forward", "init", "joined", "joined_backward", "output", "output_backward"]
__all__ += ["output_size", "reads_ahead", "step"]
LAYOUTS = {reset: _gates.layouts(gates) for reset, gates in GATES.items()}
LAYOUTS["after"]["bca"] = "n_a 1"
OTHERS = {  # keys of the other forms, and of an LSTM, which shares the rest with this layer
    reset: (*(key for key in LAYOUTS["after"] if key not in layouts), "Wf", "bf", "Wo", "bo")
    for reset, layouts in LAYOUTS.items()
}
AS_PARAMS = "as params"


def init(rng, n_x, n_a, dtype=np.float64, reset="before"):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), biases zero.

    Parameters: rng, a generator; n_x, n_a, sizes of input and state; dtype, float32 or float64; reset,
    "before" or "after" the product with Wc, or None, the simplified unit.
    Returns: dict with Wu, Wr, Wc (n_a, n_a + n_x), state first, and bu, br, bc (n_a, 1); with "after" also
    bca (n_a, 1); with None neither Wr nor br.
    """
    validation.choice("reset", reset, tuple(GATES))
    return _random.parameters(rng, LAYOUTS[reset], dtype, n_x=n_x, n_a=n_a)


def forward(params, x, state=None, lengths=None, keep=True, reset=AS_PARAMS, rng=None):
    """Run the layer over whole sequences, by the formulas above.

    Parameters: params, see `init`; x (T_x, n_x, m); state, c^{<0>} (n_a, m), zeros when None; lengths (m,),
    integers from 1 to T_x: x beyond a length is padding and may hold anything; keep, whether to build the
    cache that `backward` needs; reset, the form that the parameters must have, or "as params", whichever
    their keys tell; rng, a generator for dropout, of which a single layer has none.
    Returns: a (T_x, n_a, m), which is c, zero at padding; state (n_a, m), that of the last real step; cache,
    or None.
    Raises ValueError: params are of another form, a shape or dtype disagrees with them, a length is none of
    the above, a parameter, x or the state is NaN or infinite, a sequence is empty. No argument is changed
    or kept.
    """
    reset = _reset(params, reset)
    shapes = _scan.check_forward(params, LAYOUTS[reset], x, {"state": state}, lengths, keep, rng)
    n_a, n_x = shapes.size["n_a"], shapes.size["n_x"]
    a, (last,), kept = _scan.scan(
        partial(_gru_loops.run, reset, *_gru_loops.halved(params, reset)),
        x,
        states=[state],
        heights=_gru_loops.heights(reset, n_a, n_x),
        n_a=n_a,
        lengths=lengths,
        keep=keep,
    )
    return a, last, _cache.made("gru.forward", shapes, reset, *kept) if keep else None


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
    Raises ValueError: cache is not from here, params are of another form, a shape or dtype
    disagrees. No argument is changed.
    """
    cache = _cache.opened(cache, "gru.forward")
    reset, lengths, V, Z = cache.kept
    _reset(params, reset)
    T_x, n_x, n_a, m = _scan.check_backward(params, LAYOUTS[reset], cache, da, {"dstate": dstate})
    WT = _gates.transposed(params, FIRST[reset], slice(n_a))
    WcT = _gates.transposed(params, "c", slice(n_a)) if reset == "before" else None
    WxT = _gates.transposed(params, GATES[reset], slice(n_a, None))
    da, dc = _scan.end_of_gradient(da, dstate, lengths)
    dx, sums = np.empty((T_x, n_x, m), cache.dtype), (None, None)
    for block in reversed(_scan.blocks(T_x, m)):
        v = V[block]
        dz = _gru_loops.run_back(reset, WT, WcT, v[:, :n_a], Z[block], da[block], dc)
        np.matmul(WxT, dz[:, -WxT.shape[1] :], out=dx[block])
        sums = _gru_loops.products(reset, dz, v, n_a, sums)
    return dx, dc, _gru_loops.unstacked(*sums, reset)


def step(params, x_t, state, reset=AS_PARAMS):
    """Advance one time step, for sampling and decoders, by the formulas above.

    Parameters: params, see `init`; x_t (n_x, m); state, c^{<t-1>} (n_a, m); reset, see `forward`.
    Returns: a_next (n_a, m); state, which is the same array.
    Raises ValueError: a shape or dtype disagrees with params (NaN is not looked for). No argument is changed.
    """
    reset = _reset(params, reset)
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


def _reset(params, reset):
    """Return the form of the unit; refuse parameters with keys of another form, or of another layer."""
    validation.choice("reset", reset, (*GATES, AS_PARAMS))
    validation.dictionary("params", params)
    if reset == AS_PARAMS:
        reset = "after" if "bca" in params else "before" if {"Wr", "br"} & params.keys() else None
    _gates.refuse_others(params, f"a GRU with reset={reset!r}", LAYOUTS[reset], OTHERS[reset])
    return reset

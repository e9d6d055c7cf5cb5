"""Write gates.npz: what PyTorch computes for the gated layers of lessons 08 and 09, in float64.

Run it where PyTorch is installed: `python tests/reference/make_gates.py`. The test reads the file alone.
The LSTM and the GRU that resets after the product are torch.nn's. What torch.nn lacks, the lectures' GRU, the
simplified one and peepholes, is the equations, differentiated by PyTorch.
Keys: case/name, with arrays in the layout of the course and its names of parameters; the states are state, or
state.0 and state.1; the gradient of v is dv. `versions` says what made them.
"""

from functools import partial

import numpy as np
import torch
from storing import store

CASES = {  # name: kind, n_x, n_a, m, T_x, lengths
    "lstm": ("lstm", 3, 5, 4, 7, None),
    "lstm, packed": ("lstm", 5, 4, 3, 8, [3, 8, 5]),
    "lstm, one step, one example": ("lstm", 2, 3, 1, 1, None),
    "lstm with peepholes": ("peepholes", 4, 3, 5, 6, None),
    "lstm with peepholes, padded": ("peepholes", 2, 5, 4, 7, [7, 1, 4, 6]),
    "gru after": ("after", 3, 5, 4, 7, None),
    "gru after, packed": ("after", 2, 6, 5, 9, [1, 9, 4, 4, 2]),
    "gru after, one step, one example": ("after", 4, 2, 1, 1, None),
    "gru before": ("before", 4, 3, 5, 6, None),
    "gru before, padded": ("before", 3, 4, 5, 7, [7, 2, 5, 1, 4]),
    "gru simplified": ("simplified", 5, 3, 4, 6, None),
    "gru simplified, padded": ("simplified", 2, 4, 3, 8, [2, 8, 5]),
}
GATES = {"lstm": "cufo", "peepholes": "cufo", "after": "urc", "before": "urc", "simplified": "uc"}
MORE = {"peepholes": ("pu", "pf", "po"), "after": ("bca",)}  # parameters (n_a, 1) beside W and b of each gate


def torch_layer(kind, W, b, b_state, x, start, lengths):
    """Run a layer of torch.nn with W (state first) and biases; return a and the final states, as columns."""
    n_a = len(start[0])
    layer = kind(x.shape[1], n_a, dtype=torch.float64)
    biases = {"bias_ih_l0": b[:, 0], "bias_hh_l0": b_state[:, 0]}
    weights = {"weight_ih_l0": W[:, n_a:], "weight_hh_l0": W[:, :n_a]} | biases
    x, start = x.transpose(1, 2), tuple(state.T[None] for state in start)
    if lengths is not None:
        x = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
    a, last = torch.func.functional_call(layer, weights, (x, start if len(start) == 2 else start[0]))
    a = a if lengths is None else torch.nn.utils.rnn.pad_packed_sequence(a)[0]
    return a.transpose(1, 2), [state[0].T for state in (last if len(start) == 2 else [last])]


def lstm(p, *sequence):
    """torch.nn.LSTM, whose gates are input (the course's u), forget, candidate and output."""
    W, b = (torch.cat([p[name + gate] for gate in "ufco"]) for name in "Wb")
    return torch_layer(torch.nn.LSTM, W, b, torch.zeros_like(b), *sequence)


def gru(p, *sequence):
    """torch.nn.GRU, whose gates are reset, z = 1 - Γu (so that the weights are negated) and candidate."""
    W, b = (torch.cat([p[name + "r"], -p[name + "u"], p[name + "c"]]) for name in "Wb")
    b_state = torch.cat([torch.zeros_like(b[: -len(p["bca"])]), p["bca"]])
    return torch_layer(torch.nn.GRU, W, b, b_state, *sequence)


def equations(cell, p, x, start, lengths):
    """Run a cell step by step; where an example has ended its state stays, and a is zero."""
    states, a = start, []
    for t, x_t in enumerate(x):
        real = torch.full((x.shape[2],), True) if lengths is None else torch.tensor(lengths) > t
        new = cell(p, x_t, *states)
        states = [torch.where(real, one, old) for one, old in zip(new, states, strict=True)]
        a.append(torch.where(real, new[0], 0.0))
    return torch.stack(a), states


def lstm_cell(p, x_t, a, c):
    """One step of the LSTM with peepholes."""
    z = {gate: p[f"W{gate}"] @ torch.cat([a, x_t]) + p[f"b{gate}"] for gate in "cufo"}
    update, forget = torch.sigmoid(z["u"] + p["pu"] * c), torch.sigmoid(z["f"] + p["pf"] * c)
    c = update * torch.tanh(z["c"]) + forget * c
    return [torch.sigmoid(z["o"] + p["po"] * c) * torch.tanh(c), c]


def gru_cell(p, x_t, c):
    """One step of the lectures' GRU, or of the simplified one, which has no reset gate."""
    update = torch.sigmoid(p["Wu"] @ torch.cat([c, x_t]) + p["bu"])
    reset = torch.sigmoid(p["Wr"] @ torch.cat([c, x_t]) + p["br"]) if "Wr" in p else 1
    candidate = torch.tanh(p["Wc"] @ torch.cat([reset * c, x_t]) + p["bc"])
    return [update * candidate + (1 - update) * c]


RUN = {
    "lstm": lstm,
    "after": gru,
    "peepholes": partial(equations, lstm_cell),
    "before": partial(equations, gru_cell),
    "simplified": partial(equations, gru_cell),
}


def case(rng, kind, n_x, n_a, m, T_x, lengths):
    """Run a layer forward and backward; return its parameters, inputs, outputs and gradients."""

    def drawn(*shape):
        return torch.tensor(0.7 * rng.standard_normal(shape), requires_grad=True)

    p = {f"W{gate}": drawn(n_a, n_a + n_x) for gate in GATES[kind]}
    p |= {key: drawn(n_a, 1) for key in [*(f"b{gate}" for gate in GATES[kind]), *MORE.get(kind, ())]}
    names = ("state.0", "state.1") if kind in ("lstm", "peepholes") else ("state",)
    inputs = p | {"x": drawn(T_x, n_x, m)} | {name: drawn(n_a, m) for name in names}
    a, last = RUN[kind](p, inputs["x"], [inputs[name] for name in names], lengths)
    outputs = {"a": a} | {
        name.replace("state", "last"): state for name, state in zip(names, last, strict=True)
    }
    given = {name: drawn(*value.shape) for name, value in outputs.items()}
    sum((value * given[name]).sum() for name, value in outputs.items()).backward()
    values = inputs | outputs | {f"d{name}": value for name, value in given.items()}
    values |= {f"d{name}": value.grad for name, value in inputs.items()}
    arrays = {name: value.detach().numpy() for name, value in values.items()}
    return arrays if lengths is None else arrays | {"lengths": np.array(lengths)}


if __name__ == "__main__":
    store("gates.npz", CASES, case)

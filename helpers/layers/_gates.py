"""What the gated layers share: W and b of each gate, stacked so that one product serves all."""

import numpy as np

from helpers import validation


def layouts(gates):
    """Return the layouts of the parameters of gates such as "cu"; columns: state first."""
    return {f"W{gate}": "n_a n_a+n_x" for gate in gates} | {f"b{gate}": "n_a 1" for gate in gates}


def init(rng, gates, n_x, n_a, dtype):
    """Return random parameters: weights normal with deviation 1/sqrt(columns), biases zero.

    Source: LeCun, Bottou, Orr and Müller (1998).
    """
    validation.generator(rng)
    validation.whole_number("n_x", n_x)
    validation.whole_number("n_a", n_a)
    dtype = validation.float_type(dtype)
    W = {f"W{gate}": rng.standard_normal((n_a, n_a + n_x)) / np.sqrt(n_a + n_x) for gate in gates}
    b = {f"b{gate}": np.zeros((n_a, 1), dtype) for gate in gates}
    return {key: value.astype(dtype) for key, value in W.items()} | b


def stacked(params, gates):
    """Return [W | b] of the gates: (gates, n_a, n_a + n_x + 1)."""
    n_a, columns = params["W" + gates[0]].shape
    W = np.empty((len(gates), n_a, columns + 1), params["W" + gates[0]].dtype)
    for part, gate in zip(W, gates, strict=True):
        part[:, :-1] = params["W" + gate]
        part[:, -1:] = params["b" + gate]
    return W


def transposed(params, gates, columns=slice(None)):
    """Return the W of the gates, or some of their columns, transposed, side by side: (columns, gates n_a)."""
    return np.concatenate([params["W" + gate][:, columns].T for gate in gates], axis=1)


def unstacked(dW, gates):
    """Return the gradients by the W and b of each gate, from that by `stacked`, in its shape or flat."""
    parts = dict(zip(gates, dW.reshape(len(gates), -1, dW.shape[-1]), strict=True))
    dWs = {f"W{gate}": part[:, :-1] for gate, part in parts.items()}
    return dWs | {f"b{gate}": part[:, -1:] for gate, part in parts.items()}

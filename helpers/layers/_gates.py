"""What the gated layers share: W and b of each gate, stacked so that one product serves all."""

import numpy as np


def layouts(gates):
    """Return the layouts of the parameters of gates such as "cu"; columns: state first."""
    return {f"W{gate}": "n_a n_a+n_x" for gate in gates} | {f"b{gate}": "n_a 1" for gate in gates}


def refuse_others(params, layer, layouts, others):
    """Refuse parameters with keys that say that they belong to another layer, or another form of this one."""
    if not params.keys().isdisjoint(others):
        found = [key for key in others if key in params]
        wanted = f"params must be those of {layer}, with the keys {', '.join(layouts)} and without "
        raise ValueError(f"{wanted}{', '.join(others)}, got {', '.join(found)} as well")


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


def gate_views(Z, n_a):
    """Return Z (steps, k n_a, m) as k views (steps, n_a, m) in one array: what each gate has of it."""
    return Z.reshape(len(Z), -1, n_a, Z.shape[2]).swapaxes(0, 1)

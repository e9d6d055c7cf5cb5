"""Write wiring.npz: what PyTorch computes for bidirectional layers and stacks, in float64.

Run it where PyTorch is installed: `python tests/reference/make_wiring.py`. The test reads the file alone.
Keys: case/name, with arrays in the layout of the course and its names of parameters; states are named
state.layer.direction.part, without a number where there is one layer, one direction or one part; the
gradient of v is dv. `versions` says what made them.
"""

from itertools import product

import numpy as np
import torch
from storing import store

CASES = {  # name: kind, layers, directions, n_x, n_a, m, T_x, lengths
    "bidirectional rnn": ("RNN", 1, 2, 3, 5, 4, 7, None),
    "bidirectional lstm, packed": ("LSTM", 1, 2, 4, 3, 5, 6, [2, 6, 1, 5, 3]),
    "one step, one example": ("LSTM", 1, 2, 2, 3, 1, 1, None),
    "two layers of lstm, packed": ("LSTM", 2, 1, 5, 4, 3, 8, [3, 8, 5]),
    "three layers of rnn": ("RNN", 3, 1, 2, 4, 3, 6, None),
    "three bidirectional layers of rnn, packed": ("RNN", 3, 2, 4, 3, 5, 7, [7, 1, 4, 6, 2]),
    "three bidirectional layers of lstm, packed": ("LSTM", 3, 2, 3, 4, 5, 6, [6, 2, 5, 1, 4]),
}
GATES = "ufco"  # in PyTorch's order: input, forget, candidate, output


def columns(tensor):
    """Return a tensor (…, m, n) as an array (…, n, m)."""
    return tensor.detach().numpy().swapaxes(-1, -2)


def leaf(array):
    """Return an array (…, n, m) as a tensor (…, m, n) that collects its gradient."""
    return torch.tensor(array.swapaxes(-1, -2).copy(), requires_grad=True)


def ours(kind, prefix, Wx, Wa, b):
    """Return the parameters of a direction, or their gradients, under the course's names."""
    if kind == "RNN":
        return {f"{prefix}Wax": Wx, f"{prefix}Waa": Wa, f"{prefix}ba": b[:, None]}
    W = np.split(np.hstack([Wa, Wx, b[:, None]]), 4)
    return {f"{prefix}W{gate}": part[:, :-1] for gate, part in zip(GATES, W, strict=True)} | {
        f"{prefix}b{gate}": part[:, -1:] for gate, part in zip(GATES, W, strict=True)
    }


def named(kind, layers, directions, layer, get):
    """Return get(tensor), which is the value or the gradient, of all parameters by the course's names."""
    values = {}
    for number, way in product(range(layers), range(directions)):
        prefix = f"{number}." if layers > 1 else ""
        prefix += ("forward.", "backward.")[way] if directions > 1 else ""
        names = (f"{name}_l{number}{'_reverse' * way}" for name in ("weight_ih", "weight_hh", "bias_ih"))
        values |= ours(kind, prefix, *(get(getattr(layer, name)).numpy().copy() for name in names))
    return values


def states(name, layers, directions, parts):
    """Return {"name.layer.direction.part": (n_a, m)} from a list of tensors (layers directions, m, n_a)."""
    values = {}
    for number, way, part in product(range(layers), range(directions), range(len(parts))):
        counts = ((number, layers), (way, directions), (part, len(parts)))
        key = ".".join([name, *(str(index) for index, count in counts if count > 1)])
        values[key] = columns(parts[part][number * directions + way])
    return values


def case(rng, kind, layers, directions, n_x, n_a, m, T_x, lengths):
    """Run a torch.nn.RNN or LSTM forward and backward; return inputs, outputs and gradients."""
    layer = getattr(torch.nn, kind)(n_x, n_a, layers, bidirectional=directions > 1, dtype=torch.float64)
    with torch.no_grad():
        for name, p in layer.named_parameters():
            p.copy_(torch.tensor((0 if "bias_hh" in name else 0.6) * rng.standard_normal(p.shape)))
    x = leaf(rng.standard_normal((T_x, n_x, m)))
    start = [leaf(rng.standard_normal((layers * directions, n_a, m))) for _ in range(1 + (kind == "LSTM"))]
    packed = x
    if lengths is not None:
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
    a, last = layer(packed, tuple(start) if kind == "LSTM" else start[0])
    a = a if lengths is None else torch.nn.utils.rnn.pad_packed_sequence(a)[0]
    last = list(last) if kind == "LSTM" else [last]
    da, dlast = torch.tensor(rng.standard_normal(a.shape)), [torch.randn_like(part) for part in last]
    ((a * da).sum() + sum((part * dpart).sum() for part, dpart in zip(last, dlast, strict=True))).backward()
    shape = layers, directions
    values = named(kind, *shape, layer, lambda p: p.detach())
    values |= {f"d{key}": value for key, value in named(kind, *shape, layer, lambda p: p.grad).items()}
    values |= {"x": columns(x), "a": columns(a), "da": columns(da), "dx": columns(x.grad)}
    values |= states("state", *shape, start) | states("dstate", *shape, [part.grad for part in start])
    values |= states("last", *shape, last) | states("dlast", *shape, dlast)
    return values if lengths is None else values | {"lengths": np.array(lengths)}


if __name__ == "__main__":
    store("wiring.npz", CASES, case)

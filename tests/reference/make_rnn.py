"""Write rnn.npz: what PyTorch computes for the layers and losses of lessons 02 and 03, in float64.

Run it where PyTorch is installed: `python tests/reference/make_rnn.py`. The test reads the file alone.
Keys: case/name, with arrays in the layout of the course; `versions` says what made them.
"""

from pathlib import Path

import numpy as np
import torch

CASES = {  # name: activation, n_x, n_a, m, T_x, lengths
    "tanh": ("tanh", 3, 5, 4, 7, None),
    "relu": ("relu", 4, 3, 2, 6, None),
    "one step, one example": ("tanh", 2, 3, 1, 1, None),
    "packed": ("tanh", 5, 4, 3, 8, [3, 8, 5]),
    "packed relu": ("relu", 2, 6, 5, 9, [1, 9, 4, 4, 2]),
}
PARAMETERS = {"Wax": "weight_ih_l0", "Waa": "weight_hh_l0", "ba": "bias_ih_l0"}


def columns(tensor):
    """Return a tensor (…, m, n) as an array (…, n, m)."""
    return tensor.detach().numpy().swapaxes(-1, -2)


def leaf(array):
    """Return an array (…, n, m) as a tensor (…, m, n) that collects its gradient."""
    return torch.tensor(array.swapaxes(-1, -2).copy(), requires_grad=True)


def recurrent(rng, activation, n_x, n_a, m, T_x, lengths):
    """Run torch.nn.RNN forward and backward; return inputs, outputs and gradients."""
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "ba": (n_a, 1), "x": (T_x, n_x, m), "a0": (n_a, m)}
    shapes |= {"da": (T_x, n_a, m), "dstate": (n_a, m)}
    values = {name: 0.7 * rng.standard_normal(shape) for name, shape in shapes.items()}
    layer = torch.nn.RNN(n_x, n_a, nonlinearity=activation, dtype=torch.float64)
    with torch.no_grad():
        for name, theirs in PARAMETERS.items():
            getattr(layer, theirs).copy_(torch.tensor(values[name].reshape(getattr(layer, theirs).shape)))
        layer.bias_hh_l0.zero_()
    x, a0 = leaf(values["x"]), leaf(values["a0"])
    if lengths is None:
        a, state = layer(x, a0[None])
    else:
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
        a, state = layer(packed, a0[None])
        a, _ = torch.nn.utils.rnn.pad_packed_sequence(a)
        values["lengths"] = np.array(lengths)
    total = (a * leaf(values["da"])).sum() + (state[0] * leaf(values["dstate"])).sum()
    total.backward()
    values |= {"a": columns(a), "state": columns(state[0]), "dx": columns(x.grad), "da0": columns(a0.grad)}
    for name, theirs in PARAMETERS.items():
        values["d" + name] = getattr(layer, theirs).grad.numpy().reshape(values[name].shape)
    return values


def losses(rng, n_y, m, T_y):
    """Return logits, targets, a mask, and both losses with their gradients, means over real positions."""
    z = 3 * rng.standard_normal((T_y, n_y, m))
    classes, labels = rng.integers(n_y, size=(T_y, m)), rng.integers(2, size=(T_y, n_y, m)).astype(float)
    mask = rng.random((T_y, m)) < 0.7
    values = {"z": z, "classes": classes, "labels": labels, "mask": mask}
    real = torch.tensor(mask)
    logits = leaf(z)
    loss = torch.nn.functional.cross_entropy(logits[real], torch.tensor(classes)[real])
    loss.backward()
    values |= {"softmax_loss": loss.item(), "softmax_dz": columns(logits.grad)}
    logits = leaf(z)
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        logits[real], leaf(labels).detach()[real], reduction="none"
    )
    loss = each.sum(dim=1).mean()
    loss.backward()
    return values | {"binary_loss": loss.item(), "binary_dz": columns(logits.grad)}


def main():
    """Draw every case from a seed of its own and write all of them to one file."""
    torch.set_num_threads(1)
    stored = {"versions": np.array([f"torch {torch.__version__}", f"numpy {np.__version__}"])}
    for seed, (case, settings) in enumerate(CASES.items()):
        values = recurrent(np.random.default_rng(seed), *settings) | {"activation": np.array(settings[0])}
        stored |= {f"{case}/{name}": value for name, value in values.items()}
    values = losses(np.random.default_rng(len(CASES)), n_y=6, m=4, T_y=5)
    stored |= {f"losses/{name}": np.array(value) for name, value in values.items()}
    np.savez_compressed(Path(__file__).with_name("rnn.npz"), **stored)


if __name__ == "__main__":
    main()

"""Write attention.npz: what PyTorch computes for attention, in float64.

Run it where PyTorch is installed: `python tests/reference/make_attention.py`. The test reads the file
alone. The scaled dot product is torch.nn.functional.scaled_dot_product_attention; the others are written in
the formulas of Bahdanau et al. (2015) and Luong et al. (2015), and differentiated by PyTorch. Keys:
case/name, with arrays in the layout of the course; the gradient of v is dv. `versions` says what made them.
"""

import numpy as np
import torch
from make_wiring import columns, leaf
from storing import store

CASES = {  # name: score, n_a, n_s, n_k, m, T_x, T_y, lengths
    "additive": ("additive", 3, 5, 4, 2, 6, 7, None),
    "additive, padded": ("additive", 4, 3, 5, 6, 7, 2, [7, 1, 3, 6, 2, 5]),
    "one step, one example": ("additive", 2, 4, 3, 1, 1, 1, None),
    "dot": ("dot", 5, 5, 0, 3, 4, 6, None),
    "dot, padded": ("dot", 3, 3, 0, 5, 6, 4, [2, 6, 1, 5, 3]),
    "scaled dot": ("scaled_dot", 6, 6, 0, 4, 3, 5, None),
    "scaled dot, padded": ("scaled_dot", 4, 4, 0, 3, 5, 6, [5, 1, 4]),
}


def weights_and_contexts(score, W, h, s, real):
    """Return alphas (T_y, T_x, m) and contexts (T_y, m, n_a); W holds Wes, Weh, ve."""
    mask = torch.zeros(real.shape, dtype=h.dtype).masked_fill(~real, -torch.inf)  # (T_x, m)
    if score == "scaled_dot":
        rows = [v.transpose(0, 1) for v in (s, h)]  # (m, T, n)
        ones = torch.eye(len(h), dtype=h.dtype).expand(h.shape[1], -1, -1)
        attend = torch.nn.functional.scaled_dot_product_attention
        context, alphas = (attend(*rows, v, mask.T[:, None]) for v in (rows[1], ones))
        return alphas.permute(1, 2, 0), context.transpose(0, 1)
    if score == "dot":
        energies = torch.einsum("imn,jmn->ijm", s, h)
    else:
        energies = torch.tanh((s @ W["Wes"].T)[:, None] + (h @ W["Weh"].T)[None]) @ W["ve"][:, 0]
    alphas = torch.softmax(energies + mask, dim=1)
    return alphas, torch.einsum("ijm,jmn->imn", alphas, h)


def case(rng, score, n_a, n_s, n_k, m, T_x, T_y, lengths):
    """Return inputs, outputs and gradients of one case."""
    shapes = {"Wes": (n_k, n_s), "Weh": (n_k, n_a), "ve": (n_k, 1)} if score == "additive" else {}
    values = {key: rng.standard_normal(shape) for key, shape in shapes.items()}
    W = {key: torch.tensor(value, requires_grad=True) for key, value in values.items()}
    values |= {"h": rng.standard_normal((T_x, n_a, m)), "s": rng.standard_normal((T_y, n_s, m))}
    values |= {"dcontext": rng.standard_normal((T_y, n_a, m)), "score": np.array(score)}
    real = np.arange(T_x)[:, None] < np.array(lengths or m * [T_x])
    h, s = leaf(values["h"]), leaf(values["s"])
    alphas, context = weights_and_contexts(score, W, h, s, torch.tensor(real))
    (context * leaf(values["dcontext"])).sum().backward()
    values |= {"alphas": alphas.detach().numpy(), "context": columns(context)}
    values |= {"dh": columns(h.grad), "ds": columns(s.grad)}
    values |= {f"d{key}": p.grad.numpy() for key, p in W.items()}
    return values if lengths is None else values | {"lengths": np.array(lengths)}


if __name__ == "__main__":
    store("attention.npz", CASES, case)

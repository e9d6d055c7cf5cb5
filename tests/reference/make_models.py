"""Write models.npz: losses and gradients of the models, which PyTorch differentiates by itself, in float64.

Run it where PyTorch is installed: `python tests/reference/make_models.py`. The test reads the file alone.
The models are written here as a lecture writes them: one example at a time, as long as it is, so that there
is no padding, and with the course's names of parameters. Keys: case/params/name and case/grads/name, with
case/x, y, loss; `versions` says what made them.
"""

from pathlib import Path

import numpy as np
import torch

N_VX, N_VY, N_E, N_A, N_K, M = 7, 6, 3, 4, 5, 4
LENGTHS_X, LENGTHS_Y = [3, 5, 1, 4], [2, 6, 4, 1]
CONTEXTS = ["none", "last", "additive", "dot", "scaled_dot"]


def gates(prefix, n_x, n_a):
    """Return the shapes of an LSTM's parameters."""
    weights = {f"{prefix}W{gate}": (n_a, n_a + n_x) for gate in "cufo"}
    return weights | {f"{prefix}b{gate}": (n_a,) for gate in "cufo"}


def shapes(case):
    """Return the shapes of a model's parameters; biases and ve are columns there, vectors here."""
    two_ways = gates("layer.forward.", N_E, N_A) | gates("layer.backward.", N_E, N_A)
    if case in ("tagger", "classifier"):
        return two_ways | {"embedding.E": (N_E, N_VX), "head.Wya": (N_VY, 2 * N_A), "head.by": (N_VY,)}
    if case == "language model":
        names = {"embedding.E": (N_E, N_VY), "head.Wya": (N_VY, N_A), "head.by": (N_VY,)}
        return gates("layer.", N_E, N_A) | names
    names = {f"encoder.{key}": shape for key, shape in two_ways.items()} | {
        "encoder.embedding.E": (N_E, N_VX)
    }
    names |= gates("decoder.layer.", N_E + (case != "none") * 2 * N_A, 2 * N_A)
    names |= {"decoder.embedding.E": (N_E, N_VY), "head.Wya": (N_VY, 2 * N_A), "head.by": (N_VY,)}
    if case == "additive":
        names |= {"decoder.attention.Wes": (N_K, 2 * N_A), "decoder.attention.Weh": (N_K, 2 * N_A)}
        names |= {"decoder.attention.ve": (N_K,)}
    return names


def cell(p, prefix, x_t, state):
    """Return a and c after one step of an LSTM."""
    a_prev, c_prev = state
    z = {gate: p[f"{prefix}W{gate}"] @ torch.cat([a_prev, x_t]) + p[f"{prefix}b{gate}"] for gate in "cufo"}
    c = torch.sigmoid(z["u"]) * torch.tanh(z["c"]) + torch.sigmoid(z["f"]) * c_prev
    return torch.sigmoid(z["o"]) * torch.tanh(c), c


def one_way(p, prefix, xs):
    """Return all outputs and the last state of an LSTM that starts from zeros."""
    state = (torch.zeros(N_A, dtype=torch.float64),) * 2
    outputs = []
    for x_t in xs:
        state = cell(p, prefix, x_t, state)
        outputs.append(state[0])
    return outputs, state


def both_ways(p, prefix, words):
    """Return the joined outputs and last states of a bidirectional LSTM on embeddings."""
    xs = [p[f"{prefix}embedding.E"][:, word] for word in words]
    ahead, last = one_way(p, f"{prefix}layer.forward.", xs)
    back, first = one_way(p, f"{prefix}layer.backward.", xs[::-1])
    outputs = [torch.cat(pair) for pair in zip(ahead, back[::-1], strict=True)]
    return outputs, tuple(torch.cat(pair) for pair in zip(last, first, strict=True))


def head(p, a):
    """Return logits."""
    return p["head.Wya"] @ a + p["head.by"]


def words_before(E, words):
    """Return zeros and the embeddings of all words but the last."""
    return [torch.zeros(N_E, dtype=torch.float64), *(E[:, word] for word in words[:-1])]


def context(p, kind, s_prev, hs):
    """Return c_i."""
    if kind == "additive":
        W = {key: p[f"decoder.attention.{key}"] for key in ("Wes", "Weh", "ve")}
        energies = [W["ve"] @ torch.tanh(W["Wes"] @ s_prev + W["Weh"] @ h) for h in hs]
    else:
        energies = [s_prev @ h / (len(h) ** 0.5 if kind == "scaled_dot" else 1) for h in hs]
    alphas = torch.softmax(torch.stack(energies), dim=0)
    return sum(alpha * h for alpha, h in zip(alphas, hs, strict=True))


def translated(p, kind, x, y):
    """Return the logits of all target words."""
    hs, state = both_ways(p, "encoder.", x)
    C, z = state[0], []
    for e in words_before(p["decoder.embedding.E"], y):
        more = [] if kind == "none" else [C if kind == "last" else context(p, kind, state[0], hs)]
        state = cell(p, "decoder.layer.", torch.cat([e, *more]), state)
        z.append(head(p, state[0]))
    return z


def logits(p, case, x, y):
    """Return the logits of one example."""
    if case == "tagger":
        return [head(p, a) for a in both_ways(p, "", x)[0]]
    if case == "classifier":
        return [head(p, both_ways(p, "", x)[1][0])]
    if case == "language model":
        return [head(p, a) for a in one_way(p, "layer.", words_before(p["embedding.E"], y))[0]]
    return translated(p, case, x, y)


def drawn(case):
    """Return a case: words, classes, parameters, loss and gradients."""
    rng = np.random.default_rng(len(case))
    values = {key: 0.7 * rng.standard_normal(shape) for key, shape in shapes(case).items()}
    p = {key: torch.tensor(value, requires_grad=True) for key, value in values.items()}
    x, y = rng.integers(N_VX, size=(max(LENGTHS_X), M)), rng.integers(N_VY, size=(max(LENGTHS_Y), M))
    z, targets = [], []
    for i, (T_x, T_y) in enumerate(zip(LENGTHS_X, LENGTHS_Y, strict=True)):
        z += logits(p, case, x[:T_x, i], y[:T_y, i])
        steps = {"tagger": T_x, "classifier": 1}.get(case, T_y)
        targets += y[:steps, i].tolist()
    loss = torch.nn.functional.cross_entropy(torch.stack(z), torch.tensor(targets))
    loss.backward()
    stored = {f"{case}/x": x, f"{case}/y": y, f"{case}/loss": np.array(loss.item())}
    stored |= {f"{case}/params/{key}": column(value) for key, value in values.items()}
    return stored | {f"{case}/grads/{key}": column(q.grad.numpy()) for key, q in p.items()}


def column(v):
    """Return a vector as a column, as the course has it; a matrix as it is."""
    return v if v.ndim == 2 else v[:, None]


def main():
    """Write all cases to one file."""
    torch.set_num_threads(1)
    stored = {"versions": np.array([f"torch {torch.__version__}", f"numpy {np.__version__}"])}
    stored |= {"lengths_x": np.array(LENGTHS_X), "lengths_y": np.array(LENGTHS_Y)}
    for case in ("language model", "tagger", "classifier", *CONTEXTS):
        stored |= drawn(case)
    np.savez_compressed(Path(__file__).with_name("models.npz"), **stored)


if __name__ == "__main__":
    main()

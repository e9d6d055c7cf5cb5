"""What attention reads from: the annotations, prepared once for all output steps. Lesson: 14_attention.

The functions here serve `attention`, which checks their arguments; T_y is 1 where it goes step by step.
"""

import math
from typing import NamedTuple

import numpy as np

from helpers.activations import softmax
from helpers.layers._energies import additive, additive_backward, of_rows, rows
from helpers.layers._scan import flat
from helpers.padding import clear


class Memory(NamedTuple):
    """Annotations, and what is derived from them."""

    h: np.ndarray  # (T_x, n_a, m), zero at padding
    rows: np.ndarray  # the same as (m, T_x, n_a)
    keys: np.ndarray | None  # (n_k, T_x, m), Weh h_j, for additive energies
    padding: np.ndarray | None  # (T_x, m), True at padding
    score: str

    def select(self, examples):
        """Return the memory of these examples, an index array or a slice."""
        some = (self.h, self.keys, self.padding)
        h, keys, padding = (None if v is None else v[..., examples] for v in some)
        return Memory(h, self.rows[examples], keys, padding, self.score)


class Returned(NamedTuple):
    """What comes back to a memory: dh_j is the sum over i of left_ji right_i, and what dkeys_j passes on."""

    pairs: list  # of left (m, T_x, T_y) and right (m, T_y, n_a)
    dkeys: np.ndarray | None  # (n_k, T_x, m), without the factor ve
    grads: dict


def remember(params, h, padding, score):
    """Return the memory of annotations h (T_x, n_a, m); padding, see there."""
    h = h.copy()
    clear(h, padding)
    keys = None
    if score == "additive":
        keys = (params["Weh"] @ flat(h)).reshape(-1, len(h), h.shape[2])
    return Memory(h, rows(h), keys, padding, score)


def read(params, memory, s, keep):
    """Return contexts (T_y, n_a, m), weights (T_y, T_x, m) and a cache, for the states s (T_y, n_s, m)."""
    if memory.score == "additive":
        s = s.copy() if keep else s
        energies, tanh = additive(params, memory.keys, s, keep)
        energies = energies.transpose(2, 1, 0).copy()
    else:
        s, tanh = rows(s), None
        energies = _scaled(memory.rows @ s.transpose(0, 2, 1), memory)
    if memory.padding is not None:
        np.copyto(energies, -np.inf, where=memory.padding.T[..., None])
    weights = softmax(energies)  # (m, T_x, T_y)
    context = weights.transpose(0, 2, 1) @ memory.rows
    return of_rows(context), weights.transpose(2, 1, 0).copy(), (s, tanh, weights) if keep else None


def read_backward(params, memory, cache, dcontext, dalphas=None, later=None):
    """Return ds (T_y, n_s, m), and what comes back to the memory from these steps and later ones."""
    s, tanh, weights = cache
    dcontext = rows(dcontext)
    dweights = memory.rows @ dcontext.transpose(0, 2, 1)
    if dalphas is not None:
        dweights += dalphas.transpose(2, 1, 0)
    dweights -= np.einsum("mji,mji->mi", weights, dweights)[:, None]
    denergies = np.multiply(weights, dweights, out=dweights)
    pairs, dkeys, grads = later or ([], None, {})
    pairs = [*pairs, (weights, dcontext)]
    if memory.score == "additive":
        de = denergies.transpose(2, 1, 0).copy()
        ds, dkeys, new = additive_backward(params, s, tanh, de, dkeys)
        return ds, Returned(pairs, dkeys, {key: dW + grads.get(key, 0) for key, dW in new.items()})
    denergies = _scaled(denergies, memory)
    ds = denergies.transpose(0, 2, 1) @ memory.rows
    return of_rows(ds), Returned([*pairs, (denergies, s)], None, {})


def remember_backward(params, memory, returned):
    """Return dh (T_x, n_a, m) and the gradients of the parameters, from what all steps returned."""
    lefts, rights = zip(*returned.pairs, strict=True)
    dh = of_rows(np.concatenate(lefts, axis=2) @ np.concatenate(rights, axis=1))
    if memory.score != "additive":
        return dh, {}
    dkeys = (returned.dkeys * params["ve"][:, None]).reshape(len(params["ve"]), -1)
    T_x, n_a, m = dh.shape
    dh += (params["Weh"].T @ dkeys).reshape(n_a, T_x, m).transpose(1, 0, 2)
    return dh, {"Wes": returned.grads["Wes"], "Weh": dkeys @ flat(memory.h).T, "ve": returned.grads["ve"]}


def _scaled(products, memory):
    """Return dot products, or gradients by them, divided by sqrt(n_a) for scaled ones."""
    return products / math.sqrt(memory.h.shape[1]) if memory.score == "scaled_dot" else products

"""How attention computes: the energies, the weighted means, and the way back. Lesson: 14_attention.

The functions here serve `attention`, which checks their arguments; T_y is 1 where it goes step by step.
Energies say how well input step j fits output step i:

    additive:    e_ij = ve^T tanh(Wes s_{i-1} + Weh h_j)     Bahdanau, Cho and Bengio (2015)
    dot:         e_ij = s_{i-1} · h_j                        Luong, Pham and Manning (2015)
    scaled dot:  e_ij = s_{i-1} · h_j / sqrt(n_a)            Vaswani et al. (2017)

Products of two matrices for each example want the examples first in memory: `examples_first` and
`examples_last` go there and back.
"""

import math
from typing import NamedTuple

import numpy as np

from helpers.activations import softmax
from helpers.layers._scan import flat, sum_of_products
from helpers.padding import clear


class Memory(NamedTuple):
    """Annotations, and what is derived from them."""

    h: np.ndarray  # (T_x, n_a, m), zero at padding
    h_first: np.ndarray  # the same, examples first: (m, T_x, n_a)
    keys: np.ndarray | None  # (n_k, T_x, m), Weh h_j, for additive energies
    padding: np.ndarray | None  # (T_x, m), True at padding
    score: str

    def select(self, examples):
        """Return the memory of these examples, an index array or a slice."""
        some = (self.h, self.keys, self.padding)
        h, keys, padding = (None if v is None else v[..., examples] for v in some)
        return Memory(h, self.h_first[examples], keys, padding, self.score)


class Returned(NamedTuple):
    """What comes back to a memory: dh_j is the sum over i of left_ji right_i, and what dkeys_j passes on."""

    memory: Memory
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
    return Memory(h, examples_first(h), keys, padding, score)


def read(params, memory, s, keep):
    """Return contexts (T_y, n_a, m), weights (T_y, T_x, m) and a cache, for the states s (T_y, n_s, m)."""
    if memory.score == "additive":
        s = s.copy() if keep else s
        energies, tanh = additive(params, memory.keys, s, keep)
        energies = energies.transpose(2, 1, 0).copy()
    else:
        s, tanh = examples_first(s), None
        energies = _scaled(memory.h_first @ s.transpose(0, 2, 1), memory)
    if memory.padding is not None:
        np.copyto(energies, -np.inf, where=memory.padding.T[..., None])
    weights = softmax(energies)  # (m, T_x, T_y)
    context = weights.transpose(0, 2, 1) @ memory.h_first
    return examples_last(context), weights.transpose(2, 1, 0).copy(), (s, tanh, weights) if keep else None


def read_backward(params, memory, cache, dcontext, dalphas=None, later=None):
    """Return ds (T_y, n_s, m), and what comes back to the memory from these steps and later ones."""
    s, tanh, weights = cache
    dcontext = examples_first(dcontext)
    dweights = memory.h_first @ dcontext.transpose(0, 2, 1)
    if dalphas is not None:
        dweights += dalphas.transpose(2, 1, 0)
    dweights -= np.einsum("mji,mji->mi", weights, dweights)[:, None]
    denergies = np.multiply(weights, dweights, out=dweights)
    pairs, dkeys, grads = ([], None, {}) if later is None else later[1:]
    pairs = [*pairs, (weights, dcontext)]
    if memory.score == "additive":
        de = denergies.transpose(2, 1, 0).copy()
        ds, dkeys, new = additive_backward(params, s, tanh, de, dkeys)
        return ds, Returned(memory, pairs, dkeys, {key: dW + grads.get(key, 0) for key, dW in new.items()})
    denergies = _scaled(denergies, memory)
    ds = denergies.transpose(0, 2, 1) @ memory.h_first
    return examples_last(ds), Returned(memory, [*pairs, (denergies, s)], None, {})


def remember_backward(params, memory, returned):
    """Return dh (T_x, n_a, m) and the gradients of the parameters, from what all steps returned."""
    lefts, rights = zip(*returned.pairs, strict=True)
    dh = examples_last(np.concatenate(lefts, axis=2) @ np.concatenate(rights, axis=1))
    if memory.score != "additive":
        return dh, {}
    dkeys = (returned.dkeys * params["ve"][:, None]).reshape(len(params["ve"]), -1)
    T_x, n_a, m = dh.shape
    dh += (params["Weh"].T @ dkeys).reshape(n_a, T_x, m).transpose(1, 0, 2)
    return dh, {"Wes": returned.grads["Wes"], "Weh": dkeys @ flat(memory.h).T, "ve": returned.grads["ve"]}


def additive(params, keys, s, keep):
    """Return the additive energies (T_y, T_x, m) and, with keep, all tanh (T_y, n_k, T_x, m).

    Parameters: params with Wes, ve; keys (n_k, T_x, m), Weh h_j; s (T_y, n_s, m), s[i] before output step i.
    """
    queries = params["Wes"] @ s
    tanh = np.empty((len(s) if keep else 1, *keys.shape), keys.dtype)
    energies = np.empty((len(s), *keys.shape[1:]), keys.dtype)
    for i, (query, e) in enumerate(zip(queries, energies, strict=True)):
        z = tanh[i if keep else 0]
        z[:] = query[:, None]  # and then the keys: quicker than to add both at once
        z += keys
        np.tanh(z, out=z)
        np.matmul(params["ve"].T, z.reshape(len(keys), -1), out=e.reshape(1, -1))
    return energies, tanh if keep else None


def additive_backward(params, s, tanh, de, dkeys=None):
    """Return ds (T_y, n_s, m), dkeys (n_k, T_x, m) and the gradients of Wes and ve, from de (T_y, T_x, m).

    Formula: dz_ij = ve (1 - tanh^2) de_ij; dkeys_j = sum over i of dz_ij, on top of the dkeys that came,
    without the factor ve, which all share; dquery_i = sum over j of dz_ij.
    """
    ve = params["ve"]
    dve, dqueries = np.zeros_like(ve), np.empty((len(s), len(ve), s.shape[2]), s.dtype)
    dkeys = np.zeros_like(tanh[0]) if dkeys is None else dkeys.copy()
    dz = np.empty_like(dkeys)
    for z, de_i, dquery in zip(tanh, de, dqueries, strict=True):
        dve += z.reshape(len(z), -1) @ de_i.reshape(-1, 1)
        np.square(z, out=dz)
        dz *= de_i
        np.einsum("kjm->km", dz, out=dquery)  # twice as fast as np.sum over an axis in the middle
        dkeys -= dz
    dkeys += de.sum(axis=0)  # the 1 of 1 - tanh^2
    np.subtract(de.sum(axis=1)[:, None], dqueries, out=dqueries)
    dqueries *= ve
    return params["Wes"].T @ dqueries, dkeys, {"Wes": sum_of_products(dqueries, s), "ve": dve}


def _scaled(products, memory):
    """Return dot products, or gradients by them, divided by sqrt(n_a) for scaled ones."""
    return products / math.sqrt(memory.h.shape[1]) if memory.score == "scaled_dot" else products


def examples_first(v):
    """Return v (T, n, m) as a new array (m, T, n)."""
    T, n, m = v.shape
    return v.reshape(-1, m).T.copy().reshape(m, T, n)


def examples_last(v):
    """Return v (m, T, n) as (T, n, m): the same array, seen from another side."""
    return v.transpose(1, 2, 0)

"""The energies of attention: how well input step j fits output step i. Lesson: 14_attention.

    additive:    e_ij = ve^T tanh(Wes s_{i-1} + Weh h_j)     Bahdanau, Cho and Bengio (2015)
    dot:         e_ij = s_{i-1} · h_j                        Luong, Pham and Manning (2015)
    scaled dot:  e_ij = s_{i-1} · h_j / sqrt(n_a)            Vaswani et al. (2017)

Products of two matrices for each example want the examples first in memory: `rows` and `of_rows` go there and
back.
"""

import numpy as np

from helpers.layers._scan import sum_of_products


def rows(v):
    """Return v (T, n, m) as a new array (m, T, n)."""
    T, n, m = v.shape
    return v.reshape(-1, m).T.copy().reshape(m, T, n)


def of_rows(v):
    """Return v (m, T, n) as (T, n, m): the same array, seen from another side."""
    return v.transpose(1, 2, 0)


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

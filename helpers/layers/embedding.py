"""The embedding: e^{<t>} = E x^{<t>} for one-hot x^{<t>}, which is a look-up of columns. Lesson:
12_word_embeddings.

Source: Bengio, Ducharme, Vincent and Jauvin (2003).
"""

import numpy as np

from helpers import validation
from helpers.layers import _cache, _random
from helpers.padding import clear, padding_of, without_padding
from helpers.shapes import Shapes

LAYOUTS = {"E": "n_e n_v"}


def init(rng, n_v, n_e, dtype=np.float64):
    """Return random parameters: vectors of n_v words, each entry normal with deviation 1/sqrt(n_e).

    A vector so has length 1, about, whatever n_e is.
    Parameters: rng, a generator; n_v, n_e, sizes of vocabulary and embedding; dtype, float32 or float64.
    Returns: dict with E (n_e, n_v).
    """
    return _random.parameters(rng, LAYOUTS, dtype, {"E": n_e}, n_v=n_v, n_e=n_e)


def forward(params, indices, lengths=None, keep=True):
    """Return the vectors e^{<t>} = E[:, index] of all words, and the cache that `backward` needs.

    Parameters: params, see `init`; indices (T, m), integers from 0 to n_v - 1; lengths (m,), integers from
    1 to T: indices beyond a length are padding and may hold any integer; keep, whether to build the cache.
    Returns: e (T, n_e, m), zero at padding; cache, None without keep.
    Raises ValueError: an index at a real position or a length is out of range, a parameter is NaN or
    infinite, arrays are of other shapes or dtypes. No argument is changed or kept.
    """
    shapes = Shapes().parameters(params, LAYOUTS).integers("indices", indices, "T m")
    if lengths is not None:
        shapes.integers("lengths", lengths, "m", 1, len(indices))
    validation.flag("keep", keep)
    padding = padding_of(lengths, slice(0, len(indices)))
    indices = indices.astype(np.intp)
    if padding is not None:
        indices[padding] = 0
    shapes.integers("indices", indices, "T m", 0, shapes.size["n_v"] - 1)
    e = params["E"].take(indices, axis=1).transpose(1, 0, 2)
    clear(e, padding)
    return e, _cache.made("embedding.forward", shapes, indices, padding) if keep else None


def backward(params, cache, de):
    """Return the gradient of E: de^{<t>} summed at the column of its word, over all places where it stands.

    Parameters: params, as in forward; cache, from forward; de (T, n_e, m), ignored at padding.
    Returns: None, as indices have no gradient; grads, dict with E, not divided by m.
    Raises ValueError: the cache is not from here, a shape or dtype disagrees. No argument is changed.
    """
    _, size, dtype, (indices, padding) = _cache.opened(cache, "embedding.forward")
    Shapes(dtype, **size).parameters(params, LAYOUTS, finite=False).floats("de", de, "T n_e m")
    de = without_padding(de, padding)
    n_e, n_v = params["E"].shape
    dE = np.zeros(n_e * n_v, dtype)
    # One axis, as np.add.at is several times slower on two; dE[:, indices] += de would count a repeat once.
    places = np.arange(n_e)[:, None] * n_v + indices[:, None]
    np.add.at(dE, places.reshape(-1), de.reshape(-1))
    return None, {"E": dE.reshape(n_e, n_v)}


def step(params, indices_t):
    """Return the vectors e^{<t>} (n_e, m) of one step's words (m,), for sampling and decoders.

    Raises ValueError: an index is not in 0 ... n_v - 1 (NaN is not looked for). No argument is changed.
    """
    shapes = Shapes().parameters(params, LAYOUTS, finite=False)
    shapes.integers("indices_t", indices_t, "m", 0, shapes.size["n_v"] - 1)
    return params["E"][:, indices_t]

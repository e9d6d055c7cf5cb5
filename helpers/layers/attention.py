"""Attention: each output step i reads a weighted mean of all inputs, c_i = sum over j of α_ij h_j.

The weights α_i are the softmax over j of the energies e_ij, which compare s_{i-1}, the decoder's state before
output step i, with h_j, the annotation of input step j (see `_attention`). Two forms of the same:

    context, alphas, cache = forward(params, h, s)       all steps at once, where all states are known
    dh, ds, grads = backward(params, cache, dcontext)

    memory = remember(params, h)                         step by step, for a decoder, whose s_i depends on c_i
    context, alphas, cache = step(params, memory, s_prev)
    ds_prev, dmemory = step_backward(params, memory, cache, dcontext, dmemory)
    dh, grads = remember_backward(params, memory, dmemory)

Source: Bahdanau, Cho and Bengio (2015).  Lesson: 14_attention
"""

import numpy as np

from helpers import validation
from helpers.layers import _attention, _cache, _random
from helpers.layers._attention import Memory, Returned
from helpers.padding import check_finite, padding_of, without_padding
from helpers.shapes import Shapes

LAYOUTS = {"Wes": "n_k n_s", "Weh": "n_k n_a", "ve": "n_k 1"}
SCORES = "additive", "dot", "scaled_dot"


def init(rng, n_a, n_s, n_k, dtype=np.float64):
    """Return random parameters of additive energies: weights normal with deviation 1/sqrt(columns).

    Parameters: rng, a generator; n_a, size of an annotation; n_s, of the decoder's state; n_k, of the hidden
    layer that compares them; dtype, float32 or float64.
    Returns: dict with Wes (n_k, n_s), Weh (n_k, n_a), ve (n_k, 1). Dot products need no parameters.
    Source: LeCun, Bottou, Orr and Müller (1998).
    """
    return _random.parameters(rng, LAYOUTS, dtype, {"ve": n_k}, n_a=n_a, n_s=n_s, n_k=n_k)


def forward(params, h, s, lengths=None, lengths_y=None, keep=True, score="additive"):
    """Attend at all output steps at once.

    Parameters: params, see `init`; h (T_x, n_a, m), annotations; s (T_y, n_s, m), s[i] the decoder's state
    before output step i, with n_s = n_a for dot products; lengths (m,) of the inputs, lengths_y (m,) of the
    outputs, each from 1 to their steps: what is beyond is padding and may hold anything; keep, whether to
    build the cache; score, "additive", "dot" or "scaled_dot".
    Returns: context (T_y, n_a, m); alphas (T_y, T_x, m), which sum to 1 over j and are 0 at padding; both
    all zero at padded output steps; cache, or None.
    Raises ValueError: a shape or dtype disagrees, a length or the score is none of the above, a parameter,
    h or s is NaN or infinite. No argument is changed or kept.
    """
    validation.flag("keep", keep)
    memory = remember(params, h, lengths, score)
    shapes = _check_state(params, memory, "s", s, "T_y {} m")
    if lengths_y is not None:
        shapes.integers("lengths_y", lengths_y, "m", 1, len(s))
    check_finite("s", s, lengths_y)
    padding = padding_of(lengths_y, slice(0, len(s)))
    context, alphas, read = _attention.read(params, memory, without_padding(s, padding), keep)
    context, alphas = without_padding(context, padding), without_padding(alphas, padding)
    return context, alphas, _cache.made("attention.forward", shapes, memory, read, padding) if keep else None


def backward(params, cache, dcontext, dalphas=None):
    """Return the gradients of a loss, from its gradients by all contexts and weights.

    Formula: dα_ij = h_j · dc_i; de_ij = α_ij (dα_ij - sum over k of α_ik dα_ik); dh_j = sum over i of α_ij
    dc_i, and what comes back through the energies.
    Parameters: params, as in forward; cache, from forward; dcontext (T_y, n_a, m); dalphas (T_y, T_x, m),
    zeros when None; both are ignored at padding.
    Returns: dh (T_x, n_a, m); ds (T_y, n_s, m), both zero at padding; grads, dict with Wes, Weh, ve, empty
    for dot products: sums over steps and examples, not divided by m.
    Raises ValueError: the cache is not from forward, a shape or dtype disagrees. No argument is changed.
    """
    cache = _cache.opened(cache, "attention.forward")
    memory, read, padding = cache.kept
    shapes = _shapes(params, memory, cache.size).floats("dcontext", dcontext, "T_y n_a m")
    if dalphas is not None:
        shapes.floats("dalphas", dalphas, "T_y T_x m")
        dalphas = without_padding(dalphas, padding)
        if memory.padding is not None:
            dalphas = np.where(memory.padding, 0, dalphas)
    dcontext = without_padding(dcontext, padding)
    ds, dmemory = _attention.read_backward(params, memory, read, dcontext, dalphas)
    dh, grads = _attention.remember_backward(params, memory, dmemory)
    return dh, ds, grads


def remember(params, h, lengths=None, score="additive"):
    """Return what all output steps share, for `step`. Parameters and errors as in `forward`."""
    validation.choice("score", score, SCORES)
    shapes = Shapes().parameters(params, LAYOUTS if score == "additive" else {})
    shapes.floats("h", h, "T_x n_a m")
    if lengths is not None:
        shapes.integers("lengths", lengths, "m", 1, len(h))
    check_finite("h", h, lengths)
    padding = padding_of(lengths, slice(0, len(h)))
    return _attention.remember(params, h, padding, score)


def step(params, memory, s_prev, keep=True):
    """Attend at one output step.

    Parameters: params, see `init`; memory, from `remember`; s_prev (n_s, m), the decoder's state before the
    step; keep, whether to build the cache.
    Returns: context (n_a, m); alphas (T_x, m), which sum to 1 over j and are 0 at padding; cache, or None.
    Raises ValueError: a shape or dtype disagrees. No argument is changed or kept.
    """
    validation.flag("keep", keep)
    shapes = _check_state(params, memory, "s_prev", s_prev, "{} m")
    check_finite("s_prev", s_prev)
    context, alphas, read = _attention.read(params, memory, s_prev[None], keep)
    return context[0], alphas[0], _cache.made("attention.step", shapes, memory, read) if keep else None


def step_backward(params, memory, cache, dcontext, dmemory=None):
    """Return the gradient by s_prev (n_s, m), and dmemory, what comes back to the memory.

    Parameters: params, memory, as in `step`; cache, from it; dcontext (n_a, m); dmemory, from the call for
    the output step after this one, None at the last: what is returned includes it.
    Raises ValueError: cache or dmemory do not belong to the memory, or come from another function, a shape or
    dtype disagrees. No argument is changed.
    """
    cache = _cache.opened(cache, "attention.step")
    shapes = _shapes(params, memory, cache.size)
    remembered, read = cache.kept
    if memory is not remembered:
        raise ValueError("cache must be one of this memory, got one of another")
    shapes.floats("dcontext", dcontext, "n_a m")
    if dmemory is not None:
        _check_returned(memory, dmemory)
    ds, dmemory = _attention.read_backward(params, memory, read, dcontext[None], later=dmemory)
    return ds[0], dmemory


def remember_backward(params, memory, dmemory):
    """Return dh (T_x, n_a, m), zero at padding, and grads, a dict, from dmemory of the first output step."""
    _shapes(params, memory)
    _check_returned(memory, dmemory)
    return _attention.remember_backward(params, memory, dmemory)


def _shapes(params, memory, size=None):
    """Return the dtype of a memory and its sizes, or those of the call that read it, with the parameters'."""
    if not isinstance(memory, Memory):
        raise ValueError(f"memory must come from remember, got {validation.kind(memory)}")
    layouts = LAYOUTS if memory.score == "additive" else {}
    if size is None:
        n_k = {} if memory.keys is None else {"n_k": len(memory.keys)}
        size = dict(zip(("T_x", "n_a", "m"), memory.h.shape, strict=True)) | n_k
    return Shapes(memory.h.dtype, **size).parameters(params, layouts, finite=False)


def _check_state(params, memory, name, s, layout):
    """Check the decoder's state, which for dot products is as large as an annotation; return the shapes."""
    shapes = _shapes(params, memory)
    return shapes.floats(name, s, layout.format("n_s" if memory.score == "additive" else "n_a"))


def _check_returned(memory, dmemory):
    """Refuse what has not come back to this memory."""
    if not isinstance(dmemory, Returned):
        raise ValueError(f"dmemory must come from step_backward, got {validation.kind(dmemory)}")
    if dmemory.memory is not memory:
        raise ValueError("dmemory must be one of this memory, got one of another")

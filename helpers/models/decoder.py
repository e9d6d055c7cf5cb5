"""Decoders: from what an encoder has read to the states that predict the words of the output, teacher-forced.

Both read at step i the embedding of y^{<i-1>}, zeros first. `Plain` reads beside it nothing, or at each
step the encoder's last output C; `Attentive` reads c_i, for which s_{i-1} attends to all outputs of the
encoder. Lessons: 13_encoder_decoder, 14_attention.
"""

from typing import NamedTuple

import numpy as np

from helpers.layers import attention
from helpers.layers._layer import map_states
from helpers.layers._part import LayerPart, Part
from helpers.models._parts import Words, delayed, delayed_backward
from helpers.shapes import Shapes


class Encoded(NamedTuple):
    """What a decoder gets from the encoder; of the gradients by it the same, without lengths."""

    h: np.ndarray  # (T_x, n_h, m), outputs
    state: object  # with which the decoder starts
    C: np.ndarray  # (n_h, m), last output
    lengths: np.ndarray | None


class Plain:
    """A decoder without attention."""

    def __init__(self, layer, repeat=False):
        """Take any layer or wiring that reads forwards alone; repeat, whether it reads C at each step."""
        self.embedding = Words("decoder.embedding", "y", "lengths_y", "n_vy")
        self.layer = LayerPart("decoder.layer", layer)
        self.repeat = repeat

    def init(self, rng, n_v, n_e, n_h, n_k, dtype, **options):
        """Return random parameters; states are as large as the encoder's outputs, n_h; n_k is not used."""
        params = self.embedding.init(rng, n_v, n_e, dtype)
        return params | self.layer.init(rng, n_e + self.repeat * n_h, n_h, dtype, **options)

    def forward(self, params, encoded, y, lengths=None, keep=True, rng=None):
        """Return the outputs s (T_y, n_h, m), None for weights, and a cache, for the words y (T_y, m)."""
        e, cache_e = self.embedding.forward(params, y, lengths, keep)
        x = delayed(e)
        if self.repeat:
            x = np.concatenate([x, np.broadcast_to(encoded.C, (len(x), *encoded.C.shape))], axis=1)
        s, _, cache = self.layer.forward(params, x, encoded.state, lengths, keep, rng=rng)
        return s, None, (encoded, e.shape[1], cache_e, cache)

    def backward(self, params, cache, ds):
        """Return the gradients by `Encoded` and by the parameters, from those by s."""
        encoded, n_e, cache_e, cache = cache
        dx, dstate, grads = self.layer.backward(params, cache, ds)
        _, grads_e = self.embedding.backward(params, cache_e, delayed_backward(dx[:, :n_e]))
        dC = dx[:, n_e:].sum(axis=0) if self.repeat else np.zeros_like(encoded.C)
        return Encoded(np.zeros_like(encoded.h), dstate, dC, None), grads_e | grads

    def start(self, params, encoded):
        """Return the state with which `step` begins."""
        return encoded.state, encoded.C

    def step(self, params, e, state):
        """Return the output s (n_h, m) and the state, after reading the embedding e (n_e, m) of a word."""
        state, C = checked(state, 2, e)
        s, state = self.layer.step(params, np.concatenate([e, C]) if self.repeat else e, state)
        return s, (state, C)


class Attentive:
    """A decoder with attention."""

    def __init__(self, layer, score):
        """Take any layer or wiring that reads forwards alone, and what compares s_{i-1} with h_j."""
        self.embedding = Words("decoder.embedding", "y", "lengths_y", "n_vy")
        self.layer = LayerPart("decoder.layer", layer)
        self.attention, self.score = Part("decoder.attention", attention), score

    def init(self, rng, n_v, n_e, n_h, n_k, dtype, **options):
        """Return random parameters; the states are as large as the encoder's outputs, n_h."""
        params = self.embedding.init(rng, n_v, n_e, dtype)
        params |= self.layer.init(rng, n_e + n_h, n_h, dtype, **options)
        return params | (self.attention.init(rng, n_h, n_h, n_k, dtype) if self.score == "additive" else {})

    def forward(self, params, encoded, y, lengths=None, keep=True, rng=None):
        """Return the outputs s (T_y, n_h, m), the weights (T_y, T_x, m) and a cache, for words y (T_y, m)."""
        e, cache_e = self.embedding.forward(params, y, lengths, keep)
        own = self.attention.own(params)
        memory = attention.remember(own, encoded.h, encoded.lengths, self.score)
        state, s, weights, caches = encoded.state, [self.layer.output(encoded.state)], [], []
        for e_i in delayed(e):
            context, alphas, cache_c = attention.step(own, memory, s[-1], keep)
            x_i = np.concatenate([e_i, context])[None]
            s_i, state, cache = self.layer.forward(params, x_i, state, None, keep, rng=rng)
            s.append(s_i[0])
            weights.append(alphas)
            caches.append((cache_c, cache))
        return np.stack(s[1:]), np.stack(weights), (encoded, memory, e.shape[1], cache_e, caches)

    def backward(self, params, cache, ds):
        """Return the gradients by `Encoded` and by the parameters, from those by s."""
        encoded, memory, n_e, cache_e, caches = cache
        own, dstate, dmemory, ds_prev = self.attention.own(params), None, None, 0
        de, grads = np.empty((len(ds), n_e, ds.shape[2]), ds.dtype), {}
        for i in reversed(range(len(ds))):
            cache_c, cache = caches[i]
            dx, dstate, new = self.layer.backward(params, cache, (ds[i] + ds_prev)[None], dstate)
            de[i], dcontext = dx[0, :n_e], dx[0, n_e:]
            ds_prev, dmemory = attention.step_backward(own, memory, cache_c, dcontext, dmemory)
            grads = {key: dW + grads.get(key, 0) for key, dW in new.items()}
        dh, grads_c = attention.remember_backward(own, memory, dmemory)
        dstate0 = self.layer.output_backward(encoded.state, ds_prev)
        dstate0 = map_states(np.add, dstate, dstate0)
        _, grads_e = self.embedding.backward(params, cache_e, delayed_backward(de))
        grads |= grads_e | self.attention.outer(grads_c)
        return Encoded(dh, dstate0, np.zeros_like(encoded.C), None), grads

    def start(self, params, encoded):
        """Return the state with which `step` begins."""
        own = self.attention.own(params)
        memory = attention.remember(own, encoded.h, encoded.lengths, self.score)
        return encoded.state, self.layer.output(encoded.state), memory

    def step(self, params, e, state):
        """Return the output s (n_h, m) and the state, after reading the embedding e (n_e, m) of a word."""
        state, s, memory = checked(state, 3, e)
        if getattr(memory, "score", None) != self.score:
            got = f"one with {memory.score!r}" if hasattr(memory, "score") else type(memory).__name__
            wanted = f"state must come from start or step of a translator with context {self.score!r}"
            raise ValueError(f"{wanted}, got {got}")
        context, _, _ = attention.step(self.attention.own(params), memory, s, keep=False)
        s, state = self.layer.step(params, np.concatenate([e, context]), state)
        return s, (state, s, memory)


def checked(state, count, e):
    """Return the state that `step` is given; refuse what neither `start` nor `step` has made."""
    if not isinstance(state, tuple) or len(state) != count:
        got = f"a tuple of {len(state)}" if isinstance(state, tuple) else type(state).__name__
        raise ValueError(f"state must come from start or step of this translator, got {got}")
    Shapes(e.dtype, m=e.shape[1]).floats("state[1]", state[1], "n_h m")
    return state

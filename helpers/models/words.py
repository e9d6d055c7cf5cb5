"""What all models start with: words, their embeddings, and a layer that reads them."""

import numpy as np

from helpers.layers import dense, embedding
from helpers.layers._part import Part
from helpers.text import mask_from_lengths


class Words:
    """An embedding and a layer on it, with parameters "embedding.E" and "layer.…"."""

    def __init__(self, layer, delay=False):
        """Take any layer or wiring; with delay it reads at step t the word of step t - 1, and zeros first."""
        self.parts = self.embedding, self.layer = Part("embedding", embedding), Part("layer", layer)
        self.delay = delay

    def init(self, rng, n_v, n_e, n_a, dtype=np.float64, **options):
        """Return random parameters of both; options are handed on to the layer."""
        return self.embedding.init(rng, n_v, n_e, dtype) | self.layer.init(rng, n_e, n_a, dtype, **options)

    def forward(self, params, x, lengths=None, keep=True, rng=None):
        """Return a (T_x, n_a, m), the layer's last state and a cache, from the words x (T_x, m)."""
        e, cache_e = self.embedding.forward(params, x, lengths, keep)
        e = delayed(e) if self.delay else e
        a, state, cache = self.layer.forward(params, e, None, lengths, keep, rng=rng)
        return a, state, (cache_e, cache)

    def backward(self, params, cache, da, dstate=None):
        """Return None, as words have no gradient, and grads, from the gradients by a and the last state."""
        cache_e, cache = cache
        de, _, grads = self.layer.backward(params, cache, da, dstate)
        _, grads_e = self.embedding.backward(params, cache_e, delayed_backward(de) if self.delay else de)
        return None, grads_e | grads


class Labeller:
    """Words, a layer on their embeddings, and a dense head; where the head reads is for a subclass to say."""

    def __init__(self, layer, delay=False):
        """Take any layer or wiring; delay, see `Words`."""
        self.words, self.head = Words(layer, delay), Part("head", dense)

    def init(self, rng, n_v, n_e, n_a, n_y, dtype=np.float64, **options):
        """Return random parameters.

        Parameters: rng, a generator; n_v, n_e, n_a, n_y, sizes of vocabulary, embedding, state and of the
        set of classes; dtype, float32 or float64; options, handed on to the layer's `init`.
        Returns: dict with embedding.E, layer.…, head.Wya, head.by.
        """
        rows = self.words.layer.rows(n_a)
        return self.words.init(rng, n_v, n_e, n_a, dtype, **options) | self.head.init(rng, rows, n_y, dtype)

    def forward(self, params, x, lengths=None):
        """Return the logits z, (T_x, n_y, m) of a tagger, (n_y, m) of a classifier.

        Parameters: params, see `init`; x (T_x, m), words, integers; lengths (m,), from 1 to T_x: what is
        beyond is padding and may hold any integer.
        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        return self._forward(params, x, lengths, keep=False)[0]


def delayed(e):
    """Return x with x^{<1>} = 0 and x^{<t>} = e^{<t-1>}: the zeros stand for "<go>"."""
    return np.concatenate([np.zeros_like(e[:1]), e[:-1]])


def delayed_backward(dx):
    """Return the gradient by e: the last word is read by no step."""
    return np.concatenate([dx[1:], np.zeros_like(dx[:1])])


def mask(lengths, words):
    """Return the mask of real positions, None where there is no padding."""
    return None if lengths is None else mask_from_lengths(lengths, len(words))

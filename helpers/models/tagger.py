"""A tagger: for each word a class, such as the parts of names. Lessons: 04_rnn_types, 10_brnn."""

import numpy as np

from helpers.ground.losses import softmax_cross_entropy
from helpers.layers import dense
from helpers.models.words import Words, mask
from helpers.wiring.part import Part


class Tagger:
    """Words, a layer on their embeddings, and at every step a dense head with a softmax."""

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
        """Return the logits z (T_x, n_y, m) for words x (T_x, m), integers; lengths (m,) masks padding.

        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        return self._forward(params, x, lengths, keep=False)[0]

    def loss(self, params, x, y, lengths=None):
        """Return the loss of `loss_and_grads` alone, without dropout."""
        return softmax_cross_entropy(self.forward(params, x, lengths), y, mask(lengths, x))[0]

    def loss_and_grads(self, params, x, y, lengths=None, rng=None):
        """Return the mean cross-entropy over real positions, in nats, and its gradients.

        Parameters: params, see `init`; x (T_x, m), words, and y (T_x, m), classes, both integers; lengths
        (m,), from 1 to T_x: what is beyond is padding and may hold any integer; rng, the generator of
        dropout, None for none.
        Returns: loss, a float; grads, dict with the keys of params.
        Raises ValueError: as in `forward`, and where y is out of range. No argument is changed.
        """
        z, (cache, cache_z) = self._forward(params, x, lengths, rng=rng)
        loss, dz = softmax_cross_entropy(z, y, mask(lengths, x))
        da, grads = self.head.backward(params, cache_z, dz)
        _, grads_words = self.words.backward(params, cache, da)
        return loss, grads_words | grads

    def _forward(self, params, x, lengths, keep=True, rng=None):
        """Return the logits and the caches."""
        a, _, cache = self.words.forward(params, x, lengths, keep, rng)
        z, cache_z = self.head.forward(params, a, keep)
        return z, (cache, cache_z)

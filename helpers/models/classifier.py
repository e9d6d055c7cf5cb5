"""A sequence classifier: one class for a sequence, from the layer's last state. Lesson: 04_rnn_types."""

import numpy as np

from helpers.layers._states import output, output_backward
from helpers.losses import softmax_cross_entropy
from helpers.models.words import Labeller


class Classifier(Labeller):
    """Words, a layer on their embeddings, and a dense head with a softmax on what the layer shows last.

    A bidirectional layer shows [a→^{<T_x>}; a←^{<1>}]: each direction has read the whole sequence.
    """

    def loss(self, params, x, y, lengths=None):
        """Return the loss of `loss_and_grads` alone, without dropout."""
        return softmax_cross_entropy(self.forward(params, x, lengths), y)[0]

    def loss_and_grads(self, params, x, y, lengths=None, rng=None):
        """Return the mean cross-entropy over sequences, in nats, and its gradients.

        Parameters: params, see `init`; x (T_x, m), words, and y (m,), classes, both integers; lengths (m,),
        from 1 to T_x: what is beyond is padding and may hold any integer; rng, the generator of dropout,
        None for none.
        Returns: loss, a float; grads, dict with the keys of params.
        Raises ValueError: as in `forward`, and where y is out of range. No argument is changed.
        """
        z, (a, state, cache, cache_z) = self._forward(params, x, lengths, rng=rng)
        loss, dz = softmax_cross_entropy(z, y)
        dlast, grads = self.head.backward(params, cache_z, dz)
        dstate = output_backward(self.words.layer.layer, state, dlast)
        _, grads_words = self.words.backward(params, cache, np.zeros_like(a), dstate)
        return loss, grads_words | grads

    def _forward(self, params, x, lengths, keep=True, rng=None):
        """Return the logits, and what the way back needs."""
        a, state, cache = self.words.forward(params, x, lengths, keep, rng)
        z, cache_z = self.head.forward(params, output(self.words.layer.layer, state), keep)
        return z, (a, state, cache, cache_z)

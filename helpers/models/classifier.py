"""A sequence classifier: one class for a sequence, from the layer's last state. Lesson: 04_rnn_types."""

import numpy as np

from helpers.losses import softmax_cross_entropy
from helpers.models import _parts


class Classifier:
    """An embedding of the words, a layer that reads them, a dense head with a softmax on what it shows last.

    A bidirectional layer shows [a→^{<T_x>}; a←^{<1>}]: each direction has read the whole sequence.
    """

    def __init__(self, layer):
        """Take any layer or wiring. Raises ValueError: it is no layer."""
        self.embedding, self.layer, self.head = _parts.parts(layer)

    def init(self, rng, n_v, n_e, n_a, n_y, dtype=np.float64, **options):
        """Return random parameters.

        Parameters: rng, a generator; n_v, n_e, n_a, n_y, sizes of vocabulary, embedding, state and of the
        set of classes; dtype, float32 or float64; options, handed on to the layer's `init`.
        Returns: dict with embedding.E, layer.…, head.Wya, head.by.
        """
        return _parts.init(self, rng, (n_v, n_e, n_a, n_y), dtype, options)

    def forward(self, params, x, lengths=None):
        """Return the logits z (n_y, m).

        Parameters: params, see `init`; x (T_x, m), words, integers; lengths (m,), from 1 to T_x: what is
        beyond is padding and may hold any integer.
        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        return self._forward(params, x, lengths, keep=False)[0]

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
        z, (a, state, cache_e, cache_a, cache_z) = self._forward(params, x, lengths, rng=rng)
        loss, dz = softmax_cross_entropy(z, y)
        dlast, grads_z = self.head.backward(params, cache_z, dz)
        dstate = self.layer.output_backward(state, dlast)
        de, _, grads_a = self.layer.backward(params, cache_a, np.zeros_like(a), dstate)
        _, grads_e = self.embedding.backward(params, cache_e, de)
        return loss, grads_e | grads_a | grads_z

    def _forward(self, params, x, lengths, keep=True, rng=None):
        """Return the logits, and what the way back needs."""
        e, cache_e = self.embedding.forward(params, x, lengths, keep)
        a, state, cache_a = self.layer.forward(params, e, None, lengths, keep, rng=rng)
        z, cache_z = self.head.forward(params, self.layer.output(state), keep)
        return z, (a, state, cache_e, cache_a, cache_z)

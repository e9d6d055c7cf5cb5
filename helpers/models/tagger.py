"""A tagger: for each word a class, such as the parts of names. Lessons: 04_rnn_types, 10_brnn."""

from helpers.losses import softmax_cross_entropy
from helpers.models.words import Labeller, mask


class Tagger(Labeller):
    """Words, a layer on their embeddings, and at every step a dense head with a softmax."""

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

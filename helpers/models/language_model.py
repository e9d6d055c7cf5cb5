"""A language model: P(y) is the product over t of P(y^{<t>} | y^{<1>} … y^{<t-1>}).

Source: Bengio, Ducharme, Vincent and Jauvin (2003); Mikolov et al. (2010) for the recurrent one.
Lessons: 05_language_model, 06_sampling
"""

import numpy as np

from helpers import validation
from helpers.activations import log_softmax
from helpers.losses import softmax_cross_entropy
from helpers.models import _parts
from helpers.models._parts import delayed, delayed_backward, mask


class LanguageModel:
    """An embedding of the words, a layer that reads them a step late, x^{<t>} = y^{<t-1>}, and a dense head.

    x^{<1>} is zero; the head's softmax says how likely each word is to be the next.
    """

    def __init__(self, layer):
        """Take any layer or wiring that reads forwards alone. Raises ValueError: it is none."""
        self.embedding, self.layer, self.head = _parts.parts(layer, words="y", ahead=False)

    def init(self, rng, n_v, n_e, n_a, dtype=np.float64, **options):
        """Return random parameters.

        Parameters: rng, a generator; n_v, n_e, n_a, sizes of vocabulary, embedding and state; dtype,
        float32 or float64; options, handed on to the layer's `init`.
        Returns: dict with embedding.E, layer.…, head.Wya, head.by.
        """
        return _parts.init(self, rng, (n_v, n_e, n_a, n_v), dtype, options)

    def forward(self, params, y, lengths=None):
        """Return the logits z (T_y, n_v, m): z[t] predicts y[t] from the words before it.

        Parameters: params, see `init`; y (T_y, m), words, integers; lengths (m,), from 1 to T_y.
        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        return self._forward(params, y, lengths, keep=False)[0]

    def loss(self, params, y, lengths=None):
        """Return the mean cross-entropy in nats per word, without dropout: exp of it is the perplexity."""
        return softmax_cross_entropy(self.forward(params, y, lengths), y, mask(lengths, y))[0]

    def loss_and_grads(self, params, y, lengths=None, rng=None):
        """Return the mean cross-entropy in nats per word, and its gradients, a dict with the keys of params.

        Parameters, errors: as in `forward`; rng, the generator of dropout, None for none.
        """
        z, (cache_e, cache_a, cache_z) = self._forward(params, y, lengths, rng=rng)
        loss, dz = softmax_cross_entropy(z, y, mask(lengths, y))
        da, grads_z = self.head.backward(params, cache_z, dz)
        dx, _, grads_a = self.layer.backward(params, cache_a, da)
        _, grads_e = self.embedding.backward(params, cache_e, delayed_backward(dx))
        return loss, grads_e | grads_a | grads_z

    def log_probability(self, params, y, lengths=None):
        """Return log P (m,) of whole sequences, in nats: the sum over their words."""
        z = self.forward(params, y, lengths)
        real = True if lengths is None else mask(lengths, y)
        words = np.where(real, y, 0)[:, None]
        return np.take_along_axis(log_softmax(z), words, axis=1)[:, 0].sum(axis=0, where=real)

    def start(self, params, m=1):
        """Return the logits (n_v, m) of the first word, and the state from which `step` goes on."""
        validation.whole_number("m", m)
        x = np.zeros_like(self.embedding.step(params, np.zeros(m, int)))  # x^{<1>}
        a, state, _ = self.layer.forward(params, x[None], keep=False)
        return self.head.forward(params, a[0], keep=False)[0], state

    def step(self, params, y_prev, state):
        """Return the logits (n_v, m) of the next word, and the new state, after the words y_prev (m,).

        For `decoding`: functools.partial(model.step, params) is the step that it takes.
        Raises ValueError: a word is out of range, a shape or dtype disagrees. No argument is changed.
        """
        a, state = self.layer.step(params, self.embedding.step(params, y_prev), state)
        return self.head.forward(params, a, keep=False)[0], state

    def _forward(self, params, y, lengths, keep=True, rng=None):
        """Return the logits and the caches."""
        e, cache_e = self.embedding.forward(params, y, lengths, keep)
        a, _, cache_a = self.layer.forward(params, delayed(e), None, lengths, keep, rng=rng)
        z, cache_z = self.head.forward(params, a, keep)
        return z, (cache_e, cache_a, cache_z)

"""A language model: P(y) is the product over t of P(y^{<t>} | y^{<1>} … y^{<t-1>}).

Source: Bengio, Ducharme, Vincent and Jauvin (2003); Mikolov et al. (2010) for the recurrent one.
Lessons: 05_language_model, 06_sampling
"""

import numpy as np

from helpers import validation
from helpers.activations import log_softmax
from helpers.layers._states import check_reads_forwards
from helpers.models.tagger import Tagger
from helpers.models.words import mask


class LanguageModel:
    """A tagger whose classes are the next words: x^{<t>} = y^{<t-1>}, x^{<1>} = 0."""

    def __init__(self, layer):
        """Take any layer or wiring that reads forwards alone."""
        check_reads_forwards("layer", layer)
        self.tagger = Tagger(layer, delay=True)

    def init(self, rng, n_v, n_e, n_a, dtype=np.float64, **options):
        """Return random parameters.

        Parameters: rng, a generator; n_v, n_e, n_a, sizes of vocabulary, embedding and state; dtype,
        float32 or float64; options, handed on to the layer's `init`.
        Returns: dict with embedding.E, layer.…, head.Wya, head.by.
        """
        return self.tagger.init(rng, n_v, n_e, n_a, n_v, dtype, **options)

    def forward(self, params, y, lengths=None):
        """Return the logits z (T_y, n_v, m): z[t] predicts y[t] from the words before it.

        Parameters: params, see `init`; y (T_y, m), words, integers; lengths (m,), from 1 to T_y.
        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        return self.tagger.forward(params, y, lengths)

    def loss(self, params, y, lengths=None):
        """Return the mean cross-entropy in nats per word, without dropout: exp of it is the perplexity."""
        return self.tagger.loss(params, y, y, lengths)

    def loss_and_grads(self, params, y, lengths=None, rng=None):
        """Return the mean cross-entropy in nats per word, and its gradients, a dict with the keys of params.

        Parameters, errors: as in `forward`; rng, the generator of dropout, None for none.
        """
        return self.tagger.loss_and_grads(params, y, y, lengths, rng)

    def log_probability(self, params, y, lengths=None):
        """Return log P (m,) of whole sequences, in nats: the sum over their words."""
        z = self.forward(params, y, lengths)
        real = True if lengths is None else mask(lengths, y)
        rows = np.where(real, y, 0)[:, None]
        return np.take_along_axis(log_softmax(z), rows, axis=1)[:, 0].sum(axis=0, where=real)

    def start(self, params, m=1):
        """Return the logits (n_v, m) of the first word, and the state from which `step` goes on."""
        validation.whole_number("m", m)
        words = self.tagger.words
        x = np.zeros_like(words.embedding.step(params, np.zeros(m, int)))  # x^{<1>}
        a, state, _ = words.layer.forward(params, x[None], keep=False)
        return self.tagger.head.forward(params, a[0], keep=False)[0], state

    def step(self, params, y_prev, state):
        """Return the logits (n_v, m) of the next word, and the new state, after the words y_prev (m,).

        For `decoding`: functools.partial(model.step, params) is the step that it takes.
        Raises ValueError: a word is out of range, a shape or dtype disagrees. No argument is changed.
        """
        e = self.tagger.words.embedding.step(params, y_prev)
        a, state = self.tagger.words.layer.step(params, e, state)
        return self.tagger.head.forward(params, a, keep=False)[0], state

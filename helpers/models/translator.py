"""A translator: an encoder reads the source, a decoder writes the target.

Source: Sutskever, Vinyals and Le (2014), the encoder's last state starts the decoder; Cho et al. (2014),
its last output C is read at each step; Bahdanau, Cho and Bengio (2015), attention.
Lessons: 13_encoder_decoder, 14_attention
"""

import numpy as np

from helpers import validation
from helpers.layers import attention, dense
from helpers.layers._layer import check_layer, map_states, name_of
from helpers.layers._part import LayerPart, Part
from helpers.losses import softmax_cross_entropy
from helpers.models._parts import Words, mask
from helpers.models.decoder import Attentive, Encoded, Plain

CONTEXTS = None, "last", *attention.SCORES


class Translator:
    """An encoder and a decoder, joined by the encoder's last state, and by a context at each step."""

    def __init__(self, encoder, decoder, context=None):
        """Take two layers or wirings, and what the decoder reads at each step beside the word before.

        Parameters: encoder, any; decoder, one that reads forwards alone, with the same layers, each one
        way, such as stack(lstm, lstm) for stack(bidirectional(lstm), bidirectional(lstm)); context, None
        for nothing, "last" for the encoder's last output, "additive", "dot" or "scaled_dot" for attention.
        Raises ValueError: one of them is no layer, the decoder reads ahead or has other layers than the
        encoder, context is none of these.
        """
        check_layer("encoder", encoder)
        check_layer("decoder", decoder, ahead=False)
        validation.choice("context", context, CONTEXTS)
        _check_fit(encoder, decoder)
        self.embedding = Words("encoder.embedding", "x", "lengths_x", "n_vx")
        self.encoder, self.context = LayerPart("encoder.layer", encoder), context
        attends = context in attention.SCORES
        self.decoder = Attentive(decoder, context) if attends else Plain(decoder, repeat=context == "last")
        self.head = Part("head", dense)

    def init(self, rng, n_vx, n_vy, n_e, n_a, n_k=None, dtype=np.float64, **options):
        """Return random parameters.

        Parameters: rng, a generator; n_vx, n_vy, sizes of the two vocabularies; n_e, of embeddings; n_a, of
        the encoder's states; those of the decoder are as large as its outputs; n_k, of the hidden layer of
        additive attention, n_a when None; dtype, float32 or float64; options, handed on to both layers'
        `init`.
        Returns: dict with encoder.…, decoder.…, head.Wya, head.by.
        """
        n_k = n_a if n_k is None else n_k
        params = self.embedding.init(rng, n_vx, n_e, dtype) | self.encoder.init(
            rng, n_e, n_a, dtype, **options
        )
        n_h = self.encoder.output_size(n_a)
        params |= self.decoder.init(rng, n_vy, n_e, n_h, n_k, dtype, **options)
        return params | self.head.init(rng, n_h, n_vy, dtype)

    def forward(self, params, x, y, lengths_x=None, lengths_y=None):
        """Return the logits z (T_y, n_vy, m), z[i] for y[i] from x and the words before it, and the weights.

        Parameters: params, see `init`; x (T_x, m), y (T_y, m), words of source and target, integers;
        lengths_x, lengths_y (m,): what is beyond is padding and may hold any integer.
        Returns: z; alphas (T_y, T_x, m), the weights of attention, None without.
        Raises ValueError: a word or a length is out of range, a shape or dtype disagrees. No argument is
        changed.
        """
        z, alphas, _ = self._forward(params, x, y, lengths_x, lengths_y, keep=False)
        return z, alphas

    def loss(self, params, x, y, lengths_x=None, lengths_y=None):
        """Return the loss of `loss_and_grads` alone, without dropout."""
        z, _ = self.forward(params, x, y, lengths_x, lengths_y)
        return softmax_cross_entropy(z, y, mask(lengths_y, y))[0]

    def loss_and_grads(self, params, x, y, lengths_x=None, lengths_y=None, rng=None):
        """Return the mean cross-entropy in nats per target word, and its gradients.

        The decoder is forced: it reads the right word before, whatever it would have written itself.
        Parameters, errors: as in `forward`; rng, the generator of dropout, None for none.
        Returns: loss, a float; grads, dict with the keys of params.
        """
        z, _, caches = self._forward(params, x, y, lengths_x, lengths_y, rng=rng)
        state, cache_e, cache_x, cache_y, cache_z = caches
        loss, dz = softmax_cross_entropy(z, y, mask(lengths_y, y))
        ds, grads_z = self.head.backward(params, cache_z, dz)
        dencoded, grads_y = self.decoder.backward(params, cache_y, ds)
        dstate = self.encoder.joined_backward(dencoded.state)
        dstate = map_states(np.add, dstate, self.encoder.output_backward(state, dencoded.C))
        de, _, grads_x = self.encoder.backward(params, cache_x, dencoded.h, dstate)
        _, grads_e = self.embedding.backward(params, cache_e, de)
        return loss, grads_e | grads_x | grads_y | grads_z

    def start(self, params, x, lengths_x=None):
        """Return the logits (n_vy, m) of the first word, and the state from which `step` goes on.

        Parameters, errors: as in `forward`.
        """
        encoded, _ = self._encode(params, x, lengths_x, keep=False)
        e = np.zeros_like(self.decoder.embedding.step(params, np.zeros(x.shape[1], int)))
        s, state = self.decoder.step(params, e, self.decoder.start(params, encoded))
        return self.head.forward(params, s, keep=False)[0], state

    def step(self, params, y_prev, state):
        """Return the logits (n_vy, m) of the next word, and the new state, after the words y_prev (m,).

        For `decoding`: functools.partial(model.step, params) is the step that it takes.
        Raises ValueError: a word is out of range, a shape or dtype disagrees. No argument is changed.
        """
        s, state = self.decoder.step(params, self.decoder.embedding.step(params, y_prev), state)
        return self.head.forward(params, s, keep=False)[0], state

    def _encode(self, params, x, lengths, keep, rng=None):
        """Return what the decoder gets, and what the way back needs."""
        self._check_attention(params)
        e, cache_e = self.embedding.forward(params, x, lengths, keep)
        h, state, cache_x = self.encoder.forward(params, e, None, lengths, keep, rng=rng)
        encoded = Encoded(h, self.encoder.joined(state), self.encoder.output(state), lengths)
        return encoded, (state, cache_e, cache_x)

    def _forward(self, params, x, y, lengths_x, lengths_y, keep=True, rng=None):
        """Return the logits, the weights, and what the way back needs."""
        encoded, caches = self._encode(params, x, lengths_x, keep, rng)
        s, alphas, cache_y = self.decoder.forward(params, encoded, y, lengths_y, keep, rng=rng)
        z, cache_z = self.head.forward(params, s, keep)
        return z, alphas, (*caches, cache_y, cache_z)

    def _check_attention(self, params):
        """Refuse the parameters of a translator with another context, as far as their names tell."""
        validation.dictionary("params", params)
        others = [key for key in params if key.startswith("decoder.attention.")]
        if others and self.context != "additive":
            wanted = (
                f"params must be those of a translator with context {self.context!r}, without attention's"
            )
            raise ValueError(f"{wanted}, got {', '.join(others)} as well")


def _check_fit(encoder, decoder):
    """Refuse a decoder that cannot start from the encoder's state, tried with states of one number."""
    rng, x = np.random.default_rng(0), np.zeros((1, 1, 1))
    _, state, _ = encoder.forward(encoder.init(rng, 1, 1), x, keep=False)
    try:
        decoder.forward(decoder.init(rng, 1, encoder.output_size(1)), x, encoder.joined(state), keep=False)
    except ValueError:
        wanted = "have the layers of the encoder, each one way and as wide as its outputs"
        message = f"decoder must {wanted}, got {name_of(decoder)} for {name_of(encoder)}"
        raise ValueError(message) from None

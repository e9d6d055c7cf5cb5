"""What the models share: their three parts, the step by which a reader of its own words lags, the mask."""

import re

import numpy as np

from helpers.layers import dense, embedding
from helpers.layers._layer import check_layer
from helpers.layers._part import LayerPart, Part
from helpers.text import mask_from_lengths


class Words(Part):
    """The embedding of a model's words, which tells what is wrong with them under the model's own names."""

    def __init__(self, name, words, lengths="lengths", size="n_v"):
        """Take the name of the part, and those of the words, their lengths and the size of the vocabulary."""
        super().__init__(name, embedding)
        self.names = {"indices_t": "y_prev", "indices": words, "lengths": lengths, "n_v": size}

    def _named(self, error):
        """Return the error with the embedding's names for its arguments replaced by the model's."""
        first = str(error).split()[0]
        message = re.sub(r"\w+", lambda word: self.names.get(word[0], word[0]), str(error))
        return type(error)(message) if first in self.names else super()._named(type(error)(message))


def parts(layer, words="x", ahead=True):
    """Return the parts of a model: the embedding of its words, the layer that reads them, the head on it.

    Raises ValueError: it is no layer, or, with ahead false, one that reads ahead.
    """
    check_layer("layer", layer, ahead)
    return Words("embedding", words), LayerPart("layer", layer), Part("head", dense)


def init(model, rng, sizes, dtype, options):
    """Return random parameters of a model with three parts, of sizes n_v, n_e, n_a, n_y."""
    n_v, n_e, n_a, n_y = sizes
    params = model.embedding.init(rng, n_v, n_e, dtype)
    params |= model.layer.init(rng, n_e, n_a, dtype, **options)
    return params | model.head.init(rng, model.layer.output_size(n_a), n_y, dtype)


def delayed(e):
    """Return x with x^{<1>} = 0 and x^{<t>} = e^{<t-1>}: the zeros stand for "<go>"."""
    x = np.zeros_like(e)
    x[1:] = e[:-1]
    return x


def delayed_backward(dx):
    """Return the gradient by e: the last word is read by no step."""
    de = np.zeros_like(dx)
    de[:-1] = dx[1:]
    return de


def mask(lengths, words):
    """Return the mask of real positions, None where there is no padding."""
    return None if lengths is None else mask_from_lengths(lengths, len(words))

"""What the models share: their three parts, the step by which a reader of its own words lags, the mask."""

import numpy as np

from helpers.layers import dense, embedding
from helpers.layers._layer import check_layer
from helpers.layers._part import LayerPart, Part
from helpers.text import mask_from_lengths


def parts(layer, ahead=True):
    """Return the parts of a model: the embedding of its words, the layer that reads them, the head on it.

    Raises ValueError: it is no layer, or, with ahead false, one that reads ahead.
    """
    check_layer("layer", layer, ahead)
    return Part("embedding", embedding), LayerPart("layer", layer), Part("head", dense)


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

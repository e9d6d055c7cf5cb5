"""Recurrent and other layers: modules with `init`, `forward` and `backward`, and layers made of layers."""

from helpers.layers import attention, dense, dropout, embedding, gru, lstm, rnn
from helpers.layers.bidirectional import bidirectional
from helpers.layers.stack import stack

__all__ = ["attention", "bidirectional", "dense", "dropout", "embedding", "gru", "lstm", "rnn", "stack"]

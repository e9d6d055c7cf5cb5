"""What a layer's state means to others: the output that it shows, and the state with which a decoder starts.

A state is an array for rnn and gru, (a, c) for lstm, and for wirings a tuple with the states of their layers.
"""

import numpy as np

from helpers.layers.bidirectional import Bidirectional
from helpers.layers.stack import Stack


def output(layer, state):
    """Return what the layer showed when it came to this state: a (n_a, m), both ways (2 n_a, m).

    For a bidirectional layer that is [a→^{<T_x>}; a←^{<1>}], of which each has read the whole sequence.
    """
    if isinstance(layer, Bidirectional):
        both = zip(layer.parts, state, strict=True)
        return np.concatenate([output(part.layer, state_l) for part, state_l in both])
    if isinstance(layer, Stack):
        return output(layer.parts[-1].layer, state[-1])
    return state[0] if isinstance(state, tuple) else state


def output_backward(layer, state, da):
    """Return the gradient by the state, from that by its `output`: da at its place, zeros elsewhere."""
    if isinstance(layer, Bidirectional):
        both = zip(layer.parts, state, np.split(da, 2), strict=True)
        return tuple(output_backward(part.layer, state_l, da_l) for part, state_l, da_l in both)
    if isinstance(layer, Stack):
        return *map_states(np.zeros_like, state[:-1]), output_backward(layer.parts[-1].layer, state[-1], da)
    return (da, *map_states(np.zeros_like, state[1:])) if isinstance(state, tuple) else da


def joined(layer, state):
    """Return the state with both directions of each bidirectional layer joined: (n_a, m) twice is (2 n_a, m).

    With it a decoder starts that has the encoder's layers, each one way and as wide as two.
    """
    if isinstance(layer, Bidirectional):
        both = (joined(part.layer, state_l) for part, state_l in zip(layer.parts, state, strict=True))
        return map_states(lambda *two: np.concatenate(two), *both)
    if isinstance(layer, Stack):
        return tuple(joined(part.layer, state_l) for part, state_l in zip(layer.parts, state, strict=True))
    return state


def joined_backward(layer, dstate):
    """Return the gradient by the state, from that by the `joined` one."""
    if isinstance(layer, Bidirectional):
        halves = (map_states(lambda v, way=way: np.split(v, 2)[way], dstate) for way in (0, 1))
        return tuple(
            joined_backward(part.layer, half) for part, half in zip(layer.parts, halves, strict=True)
        )
    if isinstance(layer, Stack):
        layers = zip(layer.parts, dstate, strict=True)
        return tuple(joined_backward(part.layer, dstate_l) for part, dstate_l in layers)
    return dstate


def map_states(f, *states):
    """Return f of the arrays that stand at the same place in the states, nested as they are."""
    if isinstance(states[0], tuple):
        return tuple(map_states(f, *parts) for parts in zip(*states, strict=True))
    return f(*states)


def check_reads_forwards(name, layer):
    """Refuse a layer with a bidirectional one inside: it would read the words that it has to predict."""
    if isinstance(layer, Bidirectional):
        raise ValueError(f"{name} must read forwards alone, got a bidirectional layer")
    for part in getattr(layer, "parts", ()):
        check_reads_forwards(name, part.layer)

"""What a layer is to others beside its four functions: what its state shows, and how wide its output is.

A layer that stands in a wiring or a model has all the names in PROTOCOL: the modules rnn, gru and lstm, and
what bidirectional and stack return. A state is an array for rnn and gru, (a, c) for lstm, and for wirings a
tuple with the states of their layers. The functions here are those of a module, which reads once and one way.
"""

import inspect
from types import ModuleType

import numpy as np

from helpers.validation import kind

PROTOCOL = (
    *("init", "forward", "backward", "step"),
    *("output", "output_backward", "joined", "joined_backward", "output_size", "reads_ahead"),
)


def output(state):
    """Return what the layer showed when it came to this state: a (n_a, m)."""
    return state[0] if isinstance(state, tuple) else state


def output_backward(state, da):
    """Return the gradient by the state, from that by its `output`: da at its place, zeros elsewhere."""
    return (da, *map_states(np.zeros_like, state[1:])) if isinstance(state, tuple) else da


def joined(state):
    """Return the state with both directions of a bidirectional layer joined: here there is but one."""
    return state


def joined_backward(dstate):
    """Return the gradient by the state, from that by the `joined` one."""
    return dstate


def output_size(n_a):
    """Return the rows of the output of a layer whose states have n_a."""
    return n_a


def reads_ahead():
    """Return whether an output depends on inputs that come after it."""
    return False


def map_states(f, *states):
    """Return f of the arrays that stand at the same place in the states, nested as they are."""
    if isinstance(states[0], tuple):
        return tuple(map_states(f, *parts) for parts in zip(*states, strict=True))
    return f(*states)


def name_of(layer):
    """Return how a layer is called: "lstm", "stack(gru, lstm)"."""
    return layer.__name__.rpartition(".")[2] if isinstance(layer, ModuleType) else repr(layer)


def check_options(layer, function, options):
    """Refuse options that the layer's function does not take."""
    taken = inspect.signature(getattr(layer, function)).parameters.values()
    names = [
        one.name for one in taken if one.kind is one.POSITIONAL_OR_KEYWORD or one.kind is one.KEYWORD_ONLY
    ]
    unknown = [name for name in options if name not in names]
    if unknown and not any(one.kind is one.VAR_KEYWORD for one in taken):
        wanted = f"{unknown[0]} must be an argument of {name_of(layer)}.{function}"
        raise ValueError(f"{wanted}, which has {', '.join(names)}, got {unknown[0]}={options[unknown[0]]!r}")


def check_layer(name, layer, ahead=True):
    """Refuse what is no layer; where ahead is false, also one that would read the words that it predicts."""
    if isinstance(layer, type) or not all(hasattr(layer, function) for function in PROTOCOL):
        layers = "rnn, gru, lstm of helpers.layers, or bidirectional(…) or stack(…) of them"
        told = isinstance(layer, ModuleType | str | int | float | None)
        raise ValueError(f"{name} must be a layer: {layers}, got {name_of(layer) if told else kind(layer)}")
    if not ahead and layer.reads_ahead():
        raise ValueError(f"{name} must read forwards alone, got {name_of(layer)}")

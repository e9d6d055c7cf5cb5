"""Layers on layers: the states of one are the inputs of the next. Lesson: 11_deep_rnn.

Source: Schmidhuber (1992); Graves, Mohamed and Hinton (2013).
"""

import numpy as np

from helpers import validation
from helpers.layers import _cache
from helpers.layers import dropout as dropping
from helpers.layers._layer import check_layer, check_options, map_states, name_of
from helpers.layers._part import Part, states_of


def stack(*layers, dropout=0.0):
    """Return a deep layer of `layers`, modules or wirings, lowest first.

    Parameters: dropout, the rate of zeros between the layers where `forward` gets a generator.
    Raises ValueError: no layer, something that is none, a rate that is not at least 0 and below 1.
    """
    return Stack(layers, dropout)


class Stack:
    """Layers one on another, with parameters "0.…", "1.…"; its functions are those of a layer."""

    def __init__(self, layers, dropout=0.0):
        """Take layer modules or wirings, lowest first, and the rate of dropout between them."""
        if not isinstance(layers, tuple | list):
            raise ValueError(f"layers must be a tuple of layers, got {type(layers).__name__}")
        if not layers:
            raise ValueError("layers must hold at least one layer, got none")
        for number, layer in enumerate(layers):
            check_layer(f"layers[{number}]", layer)
        validation.fraction("dropout", dropout, one=False)
        self.layers, self.dropout = tuple(layers), dropout
        self.parts = tuple(Part(str(number), layer) for number, layer in enumerate(layers))

    def __repr__(self):
        """Return the call that makes such a layer."""
        rate = [f"dropout={self.dropout}"] if self.dropout else []
        return f"stack({', '.join([name_of(layer) for layer in self.layers] + rate)})"

    def init(self, rng, n_x, n_a, dtype=np.float64, **options):
        """Return random parameters of all layers, each with states of size n_a.

        Parameters: rng, a generator; n_x, size of the lowest layer's input; n_a; dtype, float32 or float64;
        options, handed on to every layer's `init`.
        Returns: dict with the keys of the layers, after their number: "0.Wf", "1.forward.Wf".
        """
        params = {}
        for part in self.parts:
            params |= part.init(rng, n_x, n_a, dtype, **options)
            n_x = part.layer.output_size(n_a)
        return params

    def forward(self, params, x, state=None, lengths=None, keep=True, rng=None, **options):
        """Run all layers over whole sequences, from the lowest to the highest.

        Parameters: params, see `init`; x (T_x, n_x, m); state, a tuple with one for each layer, zeros when
        None; lengths (m,), integers from 1 to T_x, what is beyond is padding; keep, whether to build the
        cache; rng, the generator that draws the dropout, None for no dropout; options, handed on to every
        layer.
        Returns: a (T_x, n_a, m), that of the highest layer, 2 n_a when it reads both ways, zero at padding;
        state, a tuple; cache, or None.
        Raises ValueError: state is no such tuple, or a layer refuses an argument. No argument is changed.
        """
        self._check(params, "forward", options)
        a, last, caches = x, [], []
        for part, state_l in zip(self.parts, states_of("state", state, len(self.parts)), strict=True):
            a, factors = (a, None) if part is self.parts[0] else dropping.forward(a, self.dropout, rng)
            a, state_l, cache = part.forward(params, a, state_l, lengths, keep, rng=rng, **options)
            last.append(state_l)
            caches.append((factors, cache))
        return a, tuple(last), _cache.Cache(f"{self}.forward", {}, a.dtype, tuple(caches)) if keep else None

    def backward(self, params, cache, da, dstate=None):
        """Return the gradients of a loss, from its gradients by all outputs and by the returned state.

        Parameters: params, as in forward; cache, from forward; da, shaped as a, ignored at padding; dstate, a
        tuple as the state, zeros when None.
        Returns: dx (T_x, n_x, m), zero at padding; dstate0, a tuple; grads, dict with the keys of params.
        Raises ValueError: the cache is not from here, a shape or dtype disagrees. No argument is changed.
        """
        cache = _cache.opened(cache, f"{self}.forward")
        self._check(params)
        dstates = states_of("dstate", dstate, len(self.parts))
        dstate0, grads = [], {}
        layers = list(zip(self.parts, cache.kept, dstates, strict=True))
        for part, (factors, cache_l), dstate_l in reversed(layers):
            dx, dstate_l, grads_l = part.backward(params, cache_l, da, dstate_l)
            dstate0.insert(0, dstate_l)
            grads = grads_l | grads
            da = dropping.backward(factors, dx)
        return dx, tuple(dstate0), grads

    def step(self, params, x_t, state, **options):
        """Advance all layers by one time step, without dropout, for sampling and decoders.

        Parameters: params, see `init`; x_t (n_x, m); state, a tuple; options, handed on to every layer.
        Returns: a_next (n_a, m), that of the highest layer; state, a tuple.
        Raises ValueError: a layer is bidirectional, or refuses an argument. No argument is changed.
        """
        self._check(params, "step", options)
        states = states_of("state", state, len(self.parts))
        new = []
        for part, state_l in zip(self.parts, states, strict=True):
            x_t, state_l = part.step(params, x_t, state_l, **options)
            new.append(state_l)
        return x_t, tuple(new)

    def output(self, state):
        """Return what the highest layer showed when it came to this state."""
        return self.layers[-1].output(state[-1])

    def output_backward(self, state, da):
        """Return the gradient by the state, from that by its `output`: zeros below the highest."""
        return *map_states(np.zeros_like, state[:-1]), self.layers[-1].output_backward(state[-1], da)

    def joined(self, state):
        """Return the states of all layers, each with both directions joined where it has two."""
        return tuple(layer.joined(state_l) for layer, state_l in zip(self.layers, state, strict=True))

    def joined_backward(self, dstate):
        """Return the gradient by the state, from that by the `joined` one."""
        layers = zip(self.layers, dstate, strict=True)
        return tuple(layer.joined_backward(dstate_l) for layer, dstate_l in layers)

    def output_size(self, n_a):
        """Return the rows of the output of such a layer whose states have n_a."""
        return self.layers[-1].output_size(n_a)

    def reads_ahead(self):
        """Return whether an output depends on inputs that come after it."""
        return any(layer.reads_ahead() for layer in self.layers)

    def _check(self, params, function=None, options=()):
        """Refuse the parameters of a higher stack, of which this would run a part, and unknown options."""
        validation.dictionary("params", params)
        numbers = {key.partition(".")[0] for key in params}
        more = [number for number in numbers if number.isdecimal() and int(number) >= len(self.layers)]
        if more:
            last, first = len(self.layers) - 1, min(more, key=int)
            wanted = f'params must be those of {self}, the last layer under "{last}.…"'
            raise ValueError(f'{wanted}, got some under "{first}.…" as well')
        if options:
            for layer in self.layers:
                check_options(layer, function, options)

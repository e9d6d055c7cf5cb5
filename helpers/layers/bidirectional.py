"""A layer that reads both ways: a^{<t>} = [a→^{<t>}; a←^{<t>}]. Lesson: 10_brnn.

Two copies of one layer, with parameters of their own under "forward." and "backward.": the first reads
x^{<1>}, x^{<2>} … and the second reads each sequence from its last real step to its first. Neither sees the
other's states.
Source: Schuster and Paliwal (1997).
"""

import numpy as np

from helpers.layers import _cache
from helpers.layers._layer import check_layer, check_options, map_states, name_of
from helpers.layers._part import Part, states_of
from helpers.shapes import Shapes


def bidirectional(layer):
    """Return the bidirectional form of `layer`: a layer module, or a wiring such as stack(lstm, lstm).

    Raises ValueError: it is no layer.
    """
    return Bidirectional(layer)


class Bidirectional:
    """Two copies of a layer, one in each direction; its functions are those of a layer."""

    def __init__(self, layer):
        """Take a layer module or a wiring."""
        check_layer("layer", layer)
        self.layer, self.parts = layer, (Part("forward", layer), Part("backward", layer))

    def __repr__(self):
        """Return the call that makes such a layer."""
        return f"bidirectional({name_of(self.layer)})"

    def init(self, rng, n_x, n_a, dtype=np.float64, **options):
        """Return random parameters of both directions, each with states of size n_a.

        Parameters: as the layer's own `init`; options, handed on to it.
        Returns: dict with the layer's keys, each twice: "forward.…" and "backward.…".
        """
        forward, backward = (part.init(rng, n_x, n_a, dtype, **options) for part in self.parts)
        return forward | backward

    def forward(self, params, x, state=None, lengths=None, keep=True, rng=None, **options):
        """Run both directions over whole sequences.

        Parameters: params, see `init`; x (T_x, n_x, m); state, a tuple (forward's, backward's) of what the
        layer takes, zeros when None; lengths (m,), integers from 1 to T_x, what is beyond is padding; keep,
        whether to build the cache; rng, for dropout inside; options, handed on to the layer.
        Returns: a (T_x, 2 n_a, m), zero at padding; state, a tuple: forward's after the last real step,
        backward's after the first; cache, or None.
        Raises ValueError: state is no such tuple, or the layer refuses an argument. No argument is changed.
        """
        if options:
            check_options(self.layer, "forward", options)
        states = states_of("state", state, 2)
        (forward, backward), options = self.parts, options | {"rng": rng}
        a, last, cache = forward.forward(params, x, states[0], lengths, keep, **options)
        x = reverse(x, lengths)  # after the layer has checked both
        b, first, cache_b = backward.forward(params, x, states[1], lengths, keep, **options)
        a = np.concatenate([a, reverse(b, lengths)], axis=1)
        if not keep:
            return a, (last, first), None
        shapes = Shapes().floats("a", a, "T_x n_y m")
        lengths = None if lengths is None else lengths.copy()
        return a, (last, first), _cache.made(f"{self}.forward", shapes, lengths, cache, cache_b)

    def backward(self, params, cache, da, dstate=None):
        """Return the gradients of a loss, from its gradients by all outputs and by the returned state.

        Parameters: params, as in forward; cache, from forward; da (T_x, 2 n_a, m), ignored at padding;
        dstate, a tuple as the state, zeros when None.
        Returns: dx (T_x, n_x, m), zero at padding; dstate0, a tuple; grads, dict with the keys of params.
        Raises ValueError: the cache is not from here, a shape or dtype disagrees. No argument is changed.
        """
        _, size, dtype, (lengths, *caches) = _cache.opened(cache, f"{self}.forward")
        Shapes(dtype, **size).floats("da", da, "T_x n_y m")
        dstates = states_of("dstate", dstate, 2)
        da, db = np.split(da, 2, axis=1)
        db = reverse(db, lengths)
        forward, backward = self.parts
        dx, dlast, grads = forward.backward(params, caches[0], da, dstates[0])
        dx_b, dfirst, grads_b = backward.backward(params, caches[1], db, dstates[1])
        return dx + reverse(dx_b, lengths), (dlast, dfirst), grads | grads_b

    def output(self, state):
        """Return [a→^{<T_x>}; a←^{<1>}] (2 n_a, m), of which each has read the whole sequence."""
        return np.concatenate([self.layer.output(one) for one in state])

    def output_backward(self, state, da):
        """Return the gradient by the state, from that by its `output`."""
        halves = zip(state, np.split(da, 2), strict=True)
        return tuple(self.layer.output_backward(one, half) for one, half in halves)

    def joined(self, state):
        """Return the state with (n_a, m) of both directions joined to (2 n_a, m): that of a layer so wide.

        With it a decoder starts that has the encoder's layers, each one way and as wide as two.
        """
        return map_states(lambda *two: np.concatenate(two), *(self.layer.joined(one) for one in state))

    def joined_backward(self, dstate):
        """Return the gradient by the state, from that by the `joined` one."""
        halves = (map_states(lambda v, half=half: np.split(v, 2)[half], dstate) for half in (0, 1))
        return tuple(self.layer.joined_backward(half) for half in halves)

    def output_size(self, n_a):
        """Return the rows of the output of such a layer whose states have n_a."""
        return 2 * self.layer.output_size(n_a)

    def reads_ahead(self):
        """Return that an output depends on inputs that come after it."""
        return True

    def step(self, params, x_t, state, **options):
        """Refuse: a state that has read the future cannot be advanced by one step."""
        raise ValueError("step must have a layer that reads forwards alone, got a bidirectional one")


def reverse(x, lengths):
    """Return x (T, n, m) with each sequence reversed inside its own length; padding stays where it is."""
    if lengths is None:
        return x[::-1]
    t, lengths = np.arange(len(x))[:, None], lengths.astype(np.intp)
    source = np.where(t < lengths, lengths - 1 - t, t)
    return x[source, :, np.arange(len(lengths))].transpose(0, 2, 1)

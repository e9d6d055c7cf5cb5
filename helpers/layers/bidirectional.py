"""A layer that reads both ways: a^{<t>} = [a→^{<t>}; a←^{<t>}]. Lesson: 10_brnn.

Two copies of one layer, with parameters of their own under "forward." and "backward.": the first reads
x^{<1>}, x^{<2>} … and the second reads each sequence from its last real step to its first. Neither sees the
other's states.
Source: Schuster and Paliwal (1997).
"""

import numpy as np

from helpers import validation
from helpers.layers._part import Part, states_of


def bidirectional(layer):
    """Return the bidirectional form of `layer`: a layer module, or a wiring such as stack(lstm, lstm)."""
    return Bidirectional(layer)


class Bidirectional:
    """Two copies of a layer, one in each direction; its functions are those of a layer."""

    def __init__(self, layer):
        """Take a layer module or a wiring."""
        self.parts = Part("forward", layer), Part("backward", layer)
        self.directions = 2 * self.parts[0].rows(1)

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
        states = states_of("state", state, 2)
        (forward, backward), options = self.parts, options | {"rng": rng}
        a, last, cache = forward.forward(params, x, states[0], lengths, keep, **options)
        x = reverse(x, lengths)  # after the layer has checked both
        b, first, cache_b = backward.forward(params, x, states[1], lengths, keep, **options)
        a = np.concatenate([a, reverse(b, lengths)], axis=1)
        lengths = None if lengths is None else lengths.copy()
        return a, (last, first), (lengths, a.dtype, a.shape, cache, cache_b) if keep else None

    def backward(self, params, cache, da, dstate=None):
        """Return the gradients of a loss, from its gradients by all outputs and by the returned state.

        Parameters: params, as in forward; cache, from forward; da (T_x, 2 n_a, m), ignored at padding;
        dstate, a tuple as the state, zeros when None.
        Returns: dx (T_x, n_x, m), zero at padding; dstate0, a tuple; grads, dict with the keys of params.
        Raises ValueError: the cache is None, a shape or dtype disagrees. No argument is changed.
        """
        if cache is None:
            raise ValueError("cache must come from forward with keep=True, got None")
        lengths, dtype, (T_x, rows, m), *caches = cache
        validation.Shapes(dtype, T_x=T_x, rows=rows, m=m).floats("da", da, "T_x rows m")
        dstates = states_of("dstate", dstate, 2)
        da, db = da[:, : rows // 2], reverse(da[:, rows // 2 :], lengths)
        forward, backward = self.parts
        dx, dlast, grads = forward.backward(params, caches[0], da, dstates[0])
        dx_b, dfirst, grads_b = backward.backward(params, caches[1], db, dstates[1])
        return dx + reverse(dx_b, lengths), (dlast, dfirst), grads | grads_b

    def step(self, params, x_t, state, **options):
        """Refuse: a state that has read the future cannot be advanced by one step."""
        raise ValueError("step must have a layer that reads forwards alone, got a bidirectional one")


def reverse(x, lengths):
    """Return x (T, n, m) with each sequence reversed inside its own length; padding stays where it is."""
    if lengths is None:
        return x[::-1]
    t = np.arange(len(x))[:, None]
    source = np.where(t < lengths, lengths - 1 - t, t)
    return x[source, :, np.arange(len(lengths))].transpose(0, 2, 1)

"""Every recurrent layer and some wirings of them, as the tests of their common laws take them."""

import numpy as np

from helpers.layers import gru, lstm, rnn
from helpers.layers.bidirectional import bidirectional
from helpers.layers.stack import stack
from tests.nested import flat, nested, normal


class Plain:
    """A layer with its options; like a wiring it takes a generator for dropout, and has no use for it."""

    def __init__(self, layer, init=None, forward=None):
        self.layer, self.options, self.backward = layer, forward or {}, layer.backward
        self.init = lambda *sizes: layer.init(*sizes, **(init or {}))

    def forward(self, *inputs, rng=None, **more):
        return self.layer.forward(*inputs, **more, **self.options)

    def step(self, *inputs):
        return self.layer.step(*inputs, **self.options)


PLAIN = {
    "rnn": Plain(rnn),
    "rnn, relu": Plain(rnn, forward={"activation": "relu"}),
    "gru, simplified": Plain(gru, {"reset": None}),
    "gru, before": Plain(gru, {"reset": "before"}),
    "gru, after": Plain(gru, {"reset": "after"}),
    "lstm": Plain(lstm),
    "lstm, peepholes": Plain(lstm, {"peepholes": True}),
}
RATE = 0.4
WIRINGS = {
    "bidirectional rnn": bidirectional(rnn),
    "bidirectional gru": bidirectional(gru),
    "bidirectional lstm": bidirectional(lstm),
    "stack of three": stack(gru, lstm, rnn),
    "stack of bidirectional": stack(bidirectional(lstm), bidirectional(gru), dropout=RATE),
    "bidirectional stack": bidirectional(stack(rnn, lstm, dropout=RATE)),
    "stack of stacks": stack(stack(lstm, gru, dropout=RATE), bidirectional(rnn)),
    "bidirectional twice": bidirectional(bidirectional(rnn)),
}
STREAMS = {"lstm": stack(lstm), "mixed": stack(rnn, gru, lstm), "nested": stack(stack(gru, gru), lstm)}


def drawn(layer, seed=0, n_x=3, n_a=4, m=5, T=6, dtype=np.float64):
    """Return parameters, all random, and x, state, da, dstate."""
    rng = np.random.default_rng(seed)
    params = layer.init(rng, n_x, n_a, dtype)
    params = {key: 0.6 * rng.standard_normal(p.shape).astype(dtype) for key, p in params.items()}
    x = rng.standard_normal((T, n_x, m)).astype(dtype)
    a, state, _ = layer.forward(params, x)
    return params, x, *(normal(rng, like, dtype) for like in (state, a, state))


def both(layer, params, x, state, da, dstate, lengths=None, rng=None):
    """Run forward and backward; return every array that comes out, by name."""
    a, last, cache = layer.forward(params, x, state, lengths, rng=rng)
    dx, dstate0, grads = layer.backward(params, cache, da, dstate)
    return {"a": a, "dx": dx} | flat("last", last) | flat("dstate0", dstate0) | grads


def assert_equal_bits(first, second):
    assert first.keys() == second.keys()
    for key, value in first.items():
        assert np.array_equal(value, second[key]), key


def nested_as(layer, name, values):
    """Return the state of a layer from the arrays stored as "name.0.1", taken apart by its structure."""
    like = layer.forward(layer.init(np.random.default_rng(0), 1, 1), np.zeros((1, 1, 1)))[1]
    return nested(name, like, values)


def assert_close(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-11, atol=1e-13)


def assert_stored(layer, stored):
    """Hold a layer against one case that PyTorch computed: forward to 1e-10, gradients to 1e-8."""
    n_a = next(iter(flat("", nested_as(layer, "state", stored)).values())).shape[0]
    params = {key: stored[key] for key in layer.init(np.random.default_rng(0), stored["x"].shape[1], n_a)}
    state, dlast = (nested_as(layer, key, stored) for key in ("state", "dlast"))
    got = both(layer, params, stored["x"], state, stored["da"], dlast, stored.get("lengths"))
    for key, value in got.items():
        exact = key == "a" or key.startswith("last")
        expected = stored[f"d{key}" if key in params else key.replace("dstate0", "dstate")]
        assert np.abs(value - expected).max() <= (1e-10 if exact else 1e-8), key


def case(stored, name):
    """Return the arrays of one case of a file in tests/reference."""
    return {key.split("/")[1]: value for key, value in stored.items() if key.startswith(f"{name}/")}


def assert_complete(stored, cases):
    """Hold that a file in tests/reference says what made it, and that each of its cases is compared."""
    assert [version.split()[0] for version in stored["versions"]] == ["torch", "numpy"]
    assert {key.split("/")[0] for key in stored if "/" in key} == set(cases)

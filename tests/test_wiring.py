"""Bidirectional layers, stacks and dropout: gradients, padding, nesting, PyTorch's values, refusals."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nested import dot, flat, nested, normal
from test_layers_gradients import SEEDS, assert_gradients, sizes

from helpers.layers import gru, lstm, rnn
from helpers.wiring import dropout
from helpers.wiring.bidirectional import bidirectional, reverse
from helpers.wiring.stack import stack

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
STORED = dict(np.load(Path(__file__).parent / "reference" / "wiring.npz"))
CASES = {
    "bidirectional rnn": bidirectional(rnn),
    "bidirectional lstm, packed": bidirectional(lstm),
    "one step, one example": bidirectional(lstm),
    "two layers of lstm, packed": stack(lstm, lstm),
    "three layers of rnn": stack(rnn, rnn, rnn),
    "three bidirectional layers of rnn, packed": stack(*3 * [bidirectional(rnn)]),
    "three bidirectional layers of lstm, packed": stack(*3 * [bidirectional(lstm)]),
}
wirings = pytest.mark.parametrize("layer", WIRINGS.values(), ids=WIRINGS)


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


@wirings
@pytest.mark.parametrize("seed", SEEDS)
def test_gradients(layer, seed):
    _, *three, m, T, lengths = sizes(seed)
    n_a, n_x, _ = sorted(three)
    params, x, state, da, dstate = drawn(layer, seed, n_x, n_a, m, T)

    def draws():
        return np.random.default_rng(seed) if seed % 3 else None

    def total(v):
        a, last, _ = layer.forward(v, v["x"], nested("state", state, v), lengths, keep=False, rng=draws())
        return (a * da).sum() + dot(last, dstate)

    _, _, cache = layer.forward(params, x, state, lengths, rng=draws())
    dx, dstate0, grads = layer.backward(params, cache, da, dstate)
    assert grads.keys() == params.keys()
    values = params | {"x": x} | flat("state", state)
    # A state's gradient can be 1e-4 small after many layers: a step of 1e-6 would leave too few digits of it.
    assert_gradients(total, values, grads | {"x": dx} | flat("state", dstate0), epsilon=1e-5)


def test_every_stored_case_is_compared():
    assert [version.split()[0] for version in STORED["versions"]] == ["torch", "numpy"]
    assert {key.split("/")[0] for key in STORED if "/" in key} == set(CASES)


@pytest.mark.parametrize("name, layer", CASES.items(), ids=CASES)
def test_pytorch_says_the_same(name, layer):
    stored = {key.split("/")[1]: value for key, value in STORED.items() if key.startswith(f"{name}/")}
    n_a = next(iter(flat("", nested_as(layer, "state", stored)).values())).shape[0]
    params = {key: stored[key] for key in layer.init(np.random.default_rng(0), stored["x"].shape[1], n_a)}
    state, dlast = (nested_as(layer, key, stored) for key in ("state", "dlast"))
    got = both(layer, params, stored["x"], state, stored["da"], dlast, stored.get("lengths"))
    for key, value in got.items():
        exact = key == "a" or key.startswith("last")
        expected = stored[f"d{key}" if key in params else key.replace("dstate0", "dstate")]
        assert np.abs(value - expected).max() <= (1e-10 if exact else 1e-8), key


@wirings
@pytest.mark.parametrize("fill", [1e30, np.nan])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_padding_changes_nothing(layer, fill, dtype):
    params, x, state, da, dstate = drawn(layer, dtype=dtype)
    lengths = np.array([3, 6, 1, 5, 2])
    padding = (np.arange(6)[:, None] >= lengths)[:, None]
    filled = [np.where(padding, dtype(fill), array) for array in (x, da)]
    plain = both(layer, params, x, state, da, dstate, lengths, np.random.default_rng(0))
    with np.errstate(all="raise"):
        got = both(layer, params, filled[0], state, filled[1], dstate, lengths, np.random.default_rng(0))
    assert_equal_bits(plain, got)
    assert {array.dtype for array in got.values()} == {np.dtype(dtype)}
    for key, like in (("a", da), ("dx", x)):
        assert (got[key][np.broadcast_to(padding, like.shape)] == 0).all()


@wirings
def test_each_sequence_as_if_it_were_alone(layer):
    params, x, state, da, dstate = drawn(layer)
    lengths = np.array([3, 6, 1, 5, 2])
    together = both(layer, params, x, state, da, dstate, lengths)
    sums = dict.fromkeys(params, 0)
    for i, T in enumerate(lengths):
        one = np.s_[..., i : i + 1]
        states = [
            nested("", s, {key: part[one] for key, part in flat("", s).items()}) for s in (state, dstate)
        ]
        alone = both(layer, params, x[:T][one], states[0], da[:T][one], states[1])
        sums = {key: total + alone[key] for key, total in sums.items()}
        for key, value in alone.items():
            if key not in params:
                assert_close(together[key][:T][one] if key in ("a", "dx") else together[key][one], value)
    for key, total in sums.items():
        assert_close(together[key], total)


@wirings
def test_without_cache_the_same_bits(layer):
    params, x, state, *_ = drawn(layer)
    for lengths in (None, np.array([3, 6, 1, 5, 2])):
        a, last, _ = layer.forward(params, x, state, lengths)
        again, last_again, cache = layer.forward(params, x, state, lengths, keep=False)
        assert_equal_bits({"a": a} | flat("", last), {"a": again} | flat("", last_again))
        assert cache is None


@wirings
def test_no_argument_is_changed_or_kept(layer):
    params, x, state, da, dstate = drawn(layer)
    lengths = np.array([3, 6, 1, 5, 2])
    arrays = [*params.values(), x, da, lengths, *flat("", state).values(), *flat("", dstate).values()]
    before = [array.copy() for array in arrays]
    a, last, cache = layer.forward(params, x, state, lengths, rng=np.random.default_rng(0))
    expected = layer.backward(params, cache, da, dstate)
    assert all(np.array_equal(one, two) for one, two in zip(arrays, before, strict=True))
    for array in (a, x, lengths, *flat("", last).values(), *flat("", state).values()):
        array[:] = 1
    again = layer.backward(params, cache, da, dstate)
    assert_equal_bits(expected[2] | {"dx": expected[0]}, again[2] | {"dx": again[0]})


@wirings
def test_no_state_is_a_state_of_zeros(layer):
    params, x, state, da, _ = drawn(layer)
    zeros = nested("", state, {key: np.zeros_like(part) for key, part in flat("", state).items()})
    without = both(layer, params, x, None, da, None)
    assert_equal_bits(without, both(layer, params, x, zeros, da, zeros))


@pytest.mark.parametrize("layer", STREAMS.values(), ids=STREAMS)
def test_step_agrees_with_forward(layer):
    params, x, state, *_ = drawn(layer)
    a, last, _ = layer.forward(params, x, state)
    for t, x_t in enumerate(x):
        a_next, state = layer.step(params, x_t, state)
        assert_close(a_next, a[t])
    for key, part in flat("", state).items():
        assert_close(part, flat("", last)[key])


def test_the_two_directions_are_two_layers():
    params, x, state, *_ = drawn(bidirectional(rnn))
    parts = [{key: params[f"{way}.{key}"] for key in ("Wax", "Waa", "ba")} for way in ("forward", "backward")]
    a, last, _ = bidirectional(rnn).forward(params, x, state)
    one, end, _ = rnn.forward(parts[0], x, state[0])
    two, start, _ = rnn.forward(parts[1], x[::-1].copy(), state[1])
    assert np.array_equal(a, np.concatenate([one, two[::-1]], axis=1))
    assert np.array_equal(last[0], end) and np.array_equal(last[1], start)


def test_a_stack_is_layer_after_layer():
    params, x, state, *_ = drawn(stack(rnn, rnn))
    for number, part in enumerate(state):
        x, last, _ = rnn.forward({key: params[f"{number}.{key}"] for key in ("Wax", "Waa", "ba")}, x, part)
    a, states, _ = stack(rnn, rnn).forward(params, drawn(stack(rnn, rnn))[1], state)
    assert np.array_equal(a, x) and np.array_equal(states[1], last)


def test_keys_sizes_and_options():
    rng = np.random.default_rng(0)
    params = stack(bidirectional(lstm), lstm).init(rng, 3, 4, forget_bias=2.0)
    assert params["0.forward.Wf"].shape == params["0.backward.Wo"].shape == (4, 7)
    assert params["1.Wf"].shape == (4, 12)
    assert (params["0.forward.bf"] == 2).all() and (params["1.bf"] == 2).all()
    layer = stack(bidirectional(rnn))
    params, x = layer.init(rng, 3, 4), rng.standard_normal((6, 3, 5))
    assert (layer.forward(params, x, activation="relu")[0] >= 0).all()


@given(st.integers(1, 8), st.integers(1, 4), st.integers(1, 5), st.data())
def test_reverse(T, n, m, data):
    lengths = np.array(data.draw(st.lists(st.integers(1, T), min_size=m, max_size=m)))
    x = np.arange(T * n * m).reshape(T, n, m)
    got = reverse(x, lengths)
    assert np.array_equal(reverse(got, lengths), x)
    for i, length in enumerate(lengths):
        assert np.array_equal(got[:length, :, i], x[:length, :, i][::-1])
        assert np.array_equal(got[length:, :, i], x[length:, :, i])
    assert np.array_equal(reverse(x, None), reverse(x, np.full(m, T)))


def test_dropout_stands_between_layers_and_is_off_without_a_generator():
    plain, dropping = stack(rnn, rnn), stack(rnn, rnn, dropout=0.5)
    params, x, *_ = drawn(plain)
    a = plain.forward(params, x)[0]
    assert np.array_equal(dropping.forward(params, x)[0], a)
    assert np.array_equal(plain.forward(params, x, rng=np.random.default_rng(0))[0], a)
    one, two, other = (dropping.forward(params, x, rng=np.random.default_rng(seed))[0] for seed in (0, 0, 1))
    assert np.array_equal(one, two) and not np.array_equal(one, other) and not np.array_equal(one, a)
    single = stack(rnn, dropout=0.5)  # nothing is between the layers of a single one
    alone = {key: value for key, value in params.items() if key.startswith("0.")}
    assert np.array_equal(
        single.forward(alone, x, rng=np.random.default_rng(0))[0], single.forward(alone, x)[0]
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_dropout_keeps_the_mean(rate, dtype):
    a = np.ones((100, 40, 50), dtype)
    dropped, factors = dropout.forward(a, rate, np.random.default_rng(0))
    assert dropped.dtype == dtype
    assert set(np.unique(dropped)) == {0, dtype(1 / (1 - rate))}
    assert abs((dropped == 0).mean() - rate) < 0.005
    assert np.array_equal(dropout.backward(factors, a), dropped)
    for off in (dropout.forward(a, rate), dropout.forward(a, 0.0, np.random.default_rng(0))):
        assert np.array_equal(off[0], a) and off[1] is None
    assert np.array_equal(dropout.backward(None, a), a)


def test_refusals():
    layer = stack(bidirectional(rnn), rnn)
    params, x, state, da, dstate = drawn(layer)
    cache = layer.forward(params, x, state)[2]

    def refused(call, *arguments, **more):
        with pytest.raises(ValueError) as caught:
            call(*arguments, **more)
        return str(caught.value)

    assert refused(layer.forward, params, x[:, :2]) == (
        'in "0": in "forward": x must have shape (T_x, n_x, m) with n_x = 3 '
        '(params["Wax"] has 3 columns), got (6, 2, 5)'
    )
    assert refused(layer.forward, params, x, lengths=np.array([7, 1, 1, 1, 1])).startswith(
        'in "0": in "forward": lengths must'
    )
    lost = {key: value for key, value in params.items() if key != "1.Waa"}
    assert refused(layer.forward, lost, x) == 'in "1": params must have the keys Wax, Waa, ba, got Wax, ba'
    wrong = "{} must be a tuple of 2, one for each inner layer, got {}"
    assert refused(layer.forward, params, x, state[1]) == wrong.format("state", "ndarray")
    assert refused(layer.forward, params, x, (state[0],)) == wrong.format("state", "one of 1")
    assert refused(layer.backward, params, cache, da, dstate[1]) == wrong.format("dstate", "ndarray")
    assert refused(layer.step, params, x[0], state) == (
        'in "0": step must have a layer that reads forwards alone, got a bidirectional one'
    )
    for bad in (layer, bidirectional(rnn)):
        assert refused(bad.backward, params, None, da).startswith("cache must come from forward")
    both_ways = bidirectional(rnn)
    params, x, _, da, _ = drawn(both_ways)
    cache = both_ways.forward(params, x)[2]
    for array in (da[:, :4], da[:5], da[0], da.astype(np.float32), da.tolist()):
        assert refused(both_ways.backward, params, cache, array).startswith("da must")
    assert refused(stack) == "layers must hold at least one layer, got none"
    for rate in (1, -0.1, True, "0.5", np.nan):
        assert refused(stack, rnn, dropout=rate).startswith("dropout must be at least 0 and below 1, got")
        assert refused(dropout.forward, x, rate, np.random.default_rng(0)).startswith("rate must")
    assert refused(dropout.forward, x, 0.5, np.random).startswith("rng must")
    assert refused(dropout.forward, [1.0], 0.5).startswith("a must")
    assert refused(dropout.forward, np.ones(3, int), 0.5).startswith("a must")

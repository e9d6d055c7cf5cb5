"""Wirings: nesting, dropout, PyTorch's values, refusals (their common laws: test_recurrent)."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.layers import dropout, lstm, rnn
from helpers.layers.bidirectional import bidirectional, reverse
from helpers.layers.stack import stack
from tests.layers.recurrent import assert_complete, assert_stored, case, drawn

STORED = dict(np.load(Path(__file__).parents[1] / "reference" / "wiring.npz"))
CASES = {
    "bidirectional rnn": bidirectional(rnn),
    "bidirectional lstm, packed": bidirectional(lstm),
    "one step, one example": bidirectional(lstm),
    "two layers of lstm, packed": stack(lstm, lstm),
    "three layers of rnn": stack(rnn, rnn, rnn),
    "three bidirectional layers of rnn, packed": stack(*3 * [bidirectional(rnn)]),
    "three bidirectional layers of lstm, packed": stack(*3 * [bidirectional(lstm)]),
}


def test_every_stored_case_is_compared():
    assert_complete(STORED, CASES)


@pytest.mark.parametrize("name, layer", CASES.items(), ids=CASES)
def test_pytorch_says_the_same(name, layer):
    assert_stored(layer, case(STORED, name))


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
        assert refused(bad.backward, params, None, da).startswith("cache must come from")
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

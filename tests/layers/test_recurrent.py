"""What every recurrent layer and every wiring of them promises: gradients, padding, steps, memory."""

import gc
import tracemalloc

import numpy as np
import pytest

from helpers.layers import _scan
from tests.layers.recurrent import PLAIN, STREAMS, WIRINGS, assert_close, assert_equal_bits, both, drawn
from tests.layers.test_gradients import SEEDS, assert_gradients, sizes
from tests.nested import dot, flat, nested

LAYERS = PLAIN | WIRINGS
layers = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
plain = pytest.mark.parametrize("layer", PLAIN.values(), ids=PLAIN)


@pytest.fixture(params=[512, 10], ids=["one block", "blocks of two steps"])
def blocks(request, monkeypatch):
    """The columns of a block: with 10, and five examples, several blocks make up a sequence."""
    monkeypatch.setattr(_scan, "COLUMNS", request.param)


@layers
@pytest.mark.parametrize("seed", SEEDS)
def test_gradients(layer, seed, monkeypatch):
    monkeypatch.setattr(_scan, "COLUMNS", 512 if seed % 4 < 2 else 7)  # often several blocks
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


@layers
@pytest.mark.parametrize("fill", [1e30, np.nan])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_padding_changes_nothing(layer, fill, dtype, blocks):
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


@layers
def test_each_sequence_as_if_it_were_alone(layer, blocks):
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


@layers
def test_without_cache_the_same_bits(layer, blocks):
    params, x, state, *_ = drawn(layer)
    for lengths in (None, np.array([3, 6, 1, 5, 2])):
        a, last, _ = layer.forward(params, x, state, lengths)
        again, last_again, cache = layer.forward(params, x, state, lengths, keep=False)
        assert_equal_bits({"a": a} | flat("", last), {"a": again} | flat("", last_again))
        assert cache is None


@layers
def test_no_argument_is_changed_or_kept(layer, blocks):
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


@layers
def test_no_state_is_a_state_of_zeros(layer):
    params, x, state, da, _ = drawn(layer)
    zeros = nested("", state, {key: np.zeros_like(part) for key, part in flat("", state).items()})
    without = both(layer, params, x, None, da, None)
    assert_equal_bits(without, both(layer, params, x, zeros, da, zeros))


@pytest.mark.parametrize("layer", (PLAIN | STREAMS).values(), ids=PLAIN | STREAMS)
def test_step_agrees_with_forward(layer):
    params, x, state, *_ = drawn(layer)
    a, last, _ = layer.forward(params, x, state)
    for t, x_t in enumerate(x):
        a_next, state = layer.step(params, x_t, state)
        assert_close(a_next, a[t])
    for key, part in flat("", state).items():
        assert_close(part, flat("", last)[key])


@plain
def test_a_thousand_calls_leave_memory_where_it_was(layer):
    params, *values = drawn(layer)
    lengths = np.array([3, 6, 1, 5, 2])
    both(layer, params, *values, lengths)
    tracemalloc.start()
    both(layer, params, *values, lengths)
    gc.collect()  # also empties Python's lists of spare tuples
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(1000):
        both(layer, params, *values, lengths)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 2000


@plain
def test_without_cache_memory_is_that_of_the_output(layer):
    params, x, *_ = drawn(layer, n_a=8, m=1, T=50_000)
    tracemalloc.start()
    a, _, _ = layer.forward(params, x, keep=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < a.nbytes * 1.2


@plain
def test_memory_order_of_what_comes_in_does_not_matter(layer):
    params, x, state, da, dstate = drawn(layer)
    other = [
        {key: np.asfortranarray(p) for key, p in params.items()},
        *(np.asfortranarray(v) for v in (x,)),
        nested("", state, {key: np.asfortranarray(part) for key, part in flat("", state).items()}),
        np.asfortranarray(da),
        nested("", dstate, {key: np.asfortranarray(part) for key, part in flat("", dstate).items()}),
    ]
    first, second = both(layer, params, x, state, da, dstate), both(layer, *other)
    for key, value in first.items():
        assert_close(second[key], value)

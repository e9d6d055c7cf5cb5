"""Attention: the formulas, gradients in both forms, padding, PyTorch's values, memory, refusals."""

import gc
import tracemalloc
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.layers import attention
from tests.layers.test_gradients import SEEDS, assert_gradients, sizes

STORED = dict(np.load(Path(__file__).parents[1] / "reference" / "attention.npz"))
CASES = sorted({key.split("/")[0] for key in STORED if "/" in key})
scores = pytest.mark.parametrize("score", attention.SCORES)


def drawn(score, seed=0, n_a=3, n_s=4, n_k=5, m=4, T_x=6, T_y=7, dtype=np.float64):
    """Return parameters, h, s, dcontext, dalphas, lengths of inputs and of outputs."""
    rng = np.random.default_rng(seed)
    params = attention.init(rng, n_a, n_s, n_k, dtype) if score == "additive" else {}
    shapes = [(T_x, n_a, m), (T_y, n_s if params else n_a, m), (T_y, n_a, m), (T_y, T_x, m)]
    arrays = [rng.standard_normal(shape).astype(dtype) for shape in shapes]
    return params, *arrays, *(rng.integers(1, T + 1, size=m) for T in (T_x, T_y))


def both(score, params, h, s, dcontext, dalphas=None, lengths=None, lengths_y=None):
    """Run forward and backward; return every array that comes out, by name."""
    context, alphas, cache = attention.forward(params, h, s, lengths, lengths_y, score=score)
    dh, ds, grads = attention.backward(params, cache, dcontext, dalphas)
    return {"context": context, "alphas": alphas, "dh": dh, "ds": ds} | grads


def stepwise(score, params, h, s, dcontext, lengths=None):
    """Do the same as `both`, one output step after another."""
    memory = attention.remember(params, h, lengths, score)
    steps = [attention.step(params, memory, s_prev) for s_prev in s]
    ds, dmemory = [], None
    for (_, _, cache), dcontext_i in zip(steps[::-1], dcontext[::-1], strict=True):
        ds_prev, dmemory = attention.step_backward(params, memory, cache, dcontext_i, dmemory)
        ds.insert(0, ds_prev)
    dh, grads = attention.remember_backward(params, memory, dmemory)
    contexts, alphas = (np.stack(arrays) for arrays in list(zip(*steps, strict=True))[:2])
    return {"context": contexts, "alphas": alphas, "dh": dh, "ds": np.stack(ds)} | grads


def energy(score, params, s_prev, h_j):
    """Return e_ij of one example, by the formula."""
    if score == "additive":
        return (params["ve"].T @ np.tanh(params["Wes"] @ s_prev + params["Weh"] @ h_j))[0]
    return s_prev @ h_j / (np.sqrt(len(h_j)) if score == "scaled_dot" else 1)


def assert_same(got, expected, exact=False):
    assert got.keys() == expected.keys()
    for key, value in got.items():
        if exact:
            assert np.array_equal(value, expected[key]), key
        else:
            np.testing.assert_allclose(value, expected[key], rtol=1e-11, atol=1e-13, err_msg=key)


@scores
@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4), st.integers(1, 5), st.integers(0, 99))
def test_forward_is_the_formula(score, n_a, m, T_x, T_y, seed):
    params, h, s, _, _, lengths, _ = drawn(score, seed, n_a, m=m, T_x=T_x, T_y=T_y)
    context, alphas, _ = attention.forward(params, h, s, lengths, score=score)
    for i in range(T_y):
        for k, length in enumerate(lengths):
            e = np.exp([energy(score, params, s[i, :, k], h[j, :, k]) for j in range(length)])
            np.testing.assert_allclose(alphas[i, :length, k], e / e.sum(), rtol=1e-11)
            expected = h[:length, :, k].T @ (e / e.sum())
            np.testing.assert_allclose(context[i, :, k], expected, rtol=1e-10, atol=1e-12)
            assert not alphas[i, length:, k].any()


@scores
@pytest.mark.parametrize("seed", SEEDS)
def test_gradients(score, seed):
    _, n_a, n_s, n_k, m, T_x, lengths = sizes(seed)
    T_y = 1 if seed % 7 == 0 else T_x + 1 + seed % 2
    params, h, s, dcontext, dalphas, *both_lengths = drawn(score, seed, n_a, n_s, n_k, m, T_x, T_y)
    both_lengths = both_lengths if lengths is not None else [None, None]

    def total(v):
        context, alphas, _ = attention.forward(v, v["h"], v["s"], *both_lengths, keep=False, score=score)
        return (context * dcontext).sum() + (alphas * dalphas).sum()

    _, _, cache = attention.forward(params, h, s, *both_lengths, score=score)
    dh, ds, grads = attention.backward(params, cache, dcontext, dalphas)
    assert grads.keys() == params.keys()
    assert_gradients(total, params | {"h": h, "s": s}, grads | {"h": dh, "s": ds})


@scores
@pytest.mark.parametrize("padded", [False, True])
def test_step_by_step_is_the_same(score, padded):
    params, h, s, dcontext, _, lengths, _ = drawn(score)
    lengths = lengths if padded else None
    at_once = both(score, params, h, s, dcontext, None, lengths)
    assert_same(stepwise(score, params, h, s, dcontext, lengths), at_once)


@scores
@pytest.mark.parametrize("fill", [1e30, np.nan])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_padding_changes_nothing(score, fill, dtype):
    params, h, s, dcontext, dalphas, *_ = drawn(score, dtype=dtype)
    lengths, lengths_y = np.array([3, 6, 1, 5]), np.array([7, 2, 1, 4])
    padding, padding_y = (
        (np.arange(T)[:, None] >= length)[:, None] for T, length in ((6, lengths), (7, lengths_y))
    )
    plain = both(score, params, h, s, dcontext, dalphas, lengths, lengths_y)
    filled = [np.where(padding, dtype(fill), h)]
    filled += [np.where(padding_y, dtype(fill), v) for v in (s, dcontext, dalphas)]
    filled[-1] = np.where(padding[:, 0], dtype(fill), filled[-1])
    with np.errstate(all="raise"):
        got = both(score, params, *filled, lengths, lengths_y)
    assert_same(got, plain, exact=True)
    assert {array.dtype for array in got.values()} == {np.dtype(dtype)}
    assert (got["dh"][np.broadcast_to(padding, h.shape)] == 0).all()
    for key in ("context", "alphas", "ds"):
        assert (got[key][np.broadcast_to(padding_y, got[key].shape)] == 0).all()
    with np.errstate(all="raise"):
        got = stepwise(score, params, filled[0], s, dcontext, lengths)
    assert_same(got, stepwise(score, params, h, s, dcontext, lengths), exact=True)
    assert {array.dtype for array in got.values()} == {np.dtype(dtype)}


@scores
def test_weights_sum_to_one_over_real_inputs(score):
    params, h, s, _, _, lengths, _ = drawn(score)
    alphas = attention.forward(params, h, 100 * s, lengths, score=score)[1]  # also where exp could overflow
    np.testing.assert_allclose(alphas.sum(axis=1), 1, rtol=1e-12)
    assert (alphas[:, np.arange(6)[:, None] >= lengths] == 0).all()


@scores
@pytest.mark.parametrize("m", [1, 4])
def test_no_argument_is_changed_or_kept(score, m):
    params, *arrays, lengths, lengths_y = drawn(score, m=m)
    h, s, dcontext, dalphas = arrays
    for given_lengths in ([None, None], [lengths, lengths_y]):
        before = [array.copy() for array in (*params.values(), *arrays, lengths, lengths_y)]
        context, alphas, cache = attention.forward(params, h, s, *given_lengths, score=score)
        expected = attention.backward(params, cache, dcontext, dalphas)
        after = (*params.values(), *arrays, lengths, lengths_y)
        assert all(np.array_equal(one, two) for one, two in zip(after, before, strict=True))
        saved = [array.copy() for array in (h, s, lengths, lengths_y)]
        for array in (context, alphas, h, s, lengths, lengths_y):
            array[:] = 1
        again = attention.backward(params, cache, dcontext, dalphas)
        assert all(np.array_equal(one, two) for one, two in zip(expected[:2], again[:2], strict=True))
        assert_same(expected[2], again[2], exact=True)
        for array, value in zip((h, s, lengths, lengths_y), saved, strict=True):
            array[:] = value
    memory = attention.remember(params, h, score=score)
    _, _, cache = attention.step(params, memory, s[0])
    _, first = attention.step_backward(params, memory, cache, dcontext[0])
    kept = attention.remember_backward(params, memory, first)
    attention.step_backward(params, memory, cache, dcontext[1], first)  # must leave `first` as it was
    dh, grads = attention.remember_backward(params, memory, first)
    assert np.array_equal(dh, kept[0])
    assert_same(grads, kept[1], exact=True)


@scores
def test_without_cache_the_same_bits(score):
    params, h, s, _, _, lengths, lengths_y = drawn(score)
    kept = attention.forward(params, h, s, lengths, lengths_y, score=score)
    plain = attention.forward(params, h, s, lengths, lengths_y, keep=False, score=score)
    assert np.array_equal(kept[0], plain[0]) and np.array_equal(kept[1], plain[1]) and plain[2] is None
    memory = attention.remember(params, h, lengths, score)
    kept, plain = (attention.step(params, memory, s[0], keep=keep) for keep in (True, False))
    assert np.array_equal(kept[0], plain[0]) and plain[2] is None


@scores
def test_a_thousand_calls_leave_memory_where_it_was(score):
    params, h, s, dcontext, *_ = drawn(score)
    stepwise(score, params, h, s, dcontext)
    tracemalloc.start()
    both(score, params, h, s, dcontext)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(500):
        both(score, params, h, s, dcontext)
        stepwise(score, params, h, s, dcontext)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 3000


def test_the_file_says_what_made_it():
    assert [version.split()[0] for version in STORED["versions"]] == ["torch", "numpy"]
    assert {str(STORED[f"{name}/score"]) for name in CASES} == set(attention.SCORES)


@pytest.mark.parametrize("name", CASES)
def test_pytorch_says_the_same(name):
    v = {key.split("/")[1]: value for key, value in STORED.items() if key.startswith(f"{name}/")}
    params = {key: v[key] for key in attention.LAYOUTS if key in v}
    for got in (
        both(str(v["score"]), params, v["h"], v["s"], v["dcontext"], None, v.get("lengths")),
        stepwise(str(v["score"]), params, v["h"], v["s"], v["dcontext"], v.get("lengths")),
    ):
        for key, value in got.items():
            exact = key in ("context", "alphas")
            expected = v[f"d{key}" if key in params else key]
            assert np.abs(value - expected).max() <= (1e-10 if exact else 1e-8), key


def test_init_scales_with_the_number_of_columns():
    params = attention.init(np.random.default_rng(0), 400, 900, 100)
    assert {key: p.shape for key, p in params.items()} == {
        "Wes": (100, 900),
        "Weh": (100, 400),
        "ve": (100, 1),
    }
    assert abs(params["Wes"].std() * 30 - 1) < 0.01 and abs(params["Weh"].std() * 20 - 1) < 0.02
    halves = attention.init(np.random.default_rng(0), 400, 900, 100, np.float32)
    assert np.array_equal(halves["Weh"], params["Weh"].astype(np.float32))


def test_refusals():
    params, h, s, dcontext, dalphas, lengths, _ = drawn("additive")

    def refused(call, *arguments, **more):
        with pytest.raises(ValueError) as caught:
            call(*arguments, **more)
        return str(caught.value)

    forward, backward, step = attention.forward, attention.backward, attention.step
    assert refused(forward, params, h[:, :2], s) == (
        'h must have shape (T_x, n_a, m) with n_a = 3 (params["Weh"] has 3 columns), got (6, 2, 4)'
    )
    for bad in (s[:, :3], s[..., :2], s[0], s.astype(np.float32), s.tolist()):
        assert refused(forward, params, h, bad).startswith("s must")
    assert refused(forward, {}, h, s, score="dot").startswith("s must have shape (T_y, n_a, m) with n_a = 3")
    assert refused(forward, params, h, s, score="product").startswith(
        "score must be one of 'additive', 'dot'"
    )
    for bad in (lengths + 6, lengths[:2], lengths.astype(float)):
        assert refused(forward, params, h, s, bad).startswith("lengths must")
        assert refused(forward, params, h, s, None, bad).startswith("lengths_y must")
    assert refused(forward, {"Wes": params["Wes"]}, h, s).startswith("params must have the keys Wes, Weh, ve")
    nan = {"ve": np.full((5, 1), np.nan)}
    assert refused(forward, params | nan, h, s) == 'params["ve"] must be finite, got NaN or infinity'
    cache = forward(params, h, s)[2]
    for bad in (dcontext[:5], dcontext[:, :2], dcontext[0], dcontext.astype(np.float32)):
        assert refused(backward, params, cache, bad).startswith("dcontext must")
    for bad in (dalphas[:5], dalphas[:, :2], dalphas.astype(np.float32)):
        assert refused(backward, params, cache, dcontext, bad).startswith("dalphas must")
    assert refused(backward, params, None, dcontext).startswith("cache must come from")
    memory = attention.remember(params, h)
    for bad in (s, s[0, :3], s[0, :, :2], s[0].astype(np.float32), None):
        assert refused(step, params, memory, bad).startswith("s_prev must")
    cache = step(params, memory, s[0])[2]
    for bad in (dcontext, dcontext[0, :2], dcontext[0].astype(np.float32)):
        assert refused(attention.step_backward, params, memory, cache, bad).startswith("dcontext must")
    back = partial(attention.step_backward, params)
    assert refused(back, memory, None, dcontext[0]).startswith("cache must")
    assert refused(back, memory, forward(params, h, s)[2], dcontext[0]) == (
        "cache must come from attention.step with keep=True, got one from attention.forward"
    )
    for other in (attention.remember(params, v) for v in (h[:4], h[..., :2], h)):
        s_other, dcontext_other = (v[0, :, : other.h.shape[2]] for v in (s, dcontext))
        cache_other = step(params, other, s_other)[2]
        _, dmemory_other = back(other, cache_other, dcontext_other)
        assert refused(back, memory, cache_other, dcontext[0]).startswith("cache must be one of this memory")
        assert refused(back, memory, cache, dcontext[0], dmemory_other).startswith("dmemory must be one of")
        assert refused(attention.remember_backward, params, memory, dmemory_other).startswith("dmemory must")
    for wider in (attention.init(np.random.default_rng(0), 3, n_s, n_k) for n_s, n_k in ((4, 6), (6, 5))):
        assert refused(back.func, wider, memory, cache, dcontext[0]).startswith('params["W')
        assert refused(attention.backward, wider, forward(params, h, s)[2], dcontext).startswith('params["W')
    wider = attention.init(np.random.default_rng(0), 3, 4, 6)
    assert refused(step, wider, memory, s[0]).startswith('params["Wes"] must have shape (n_k, n_s)')
    for call in (partial(step, s_prev=s[0]), partial(attention.remember_backward, dmemory=None)):
        assert refused(call, params, memory=(memory.h,)).startswith(
            "memory must come from remember, got tuple"
        )
    rng = np.random.default_rng(0)
    for bad in (
        (np.random, 2, 3, 4),
        (rng, 0, 3, 4),
        (rng, 2, 3.0, 4),
        (rng, 2, 3, True),
        (rng, 2, 3, 4, int),
    ):
        assert refused(attention.init, *bad).split()[0] in ("rng", "n_a", "n_s", "n_k", "dtype")

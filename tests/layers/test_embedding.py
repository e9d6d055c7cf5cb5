"""The embedding: a look-up equal to a product with one-hot columns; its gradient, a sum over repeats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.layers import embedding
from helpers.text import one_hot
from tests.layers.test_gradients import SEEDS, assert_gradients, sizes

DTYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])


def drawn(seed=0, n_v=5, n_e=3, m=4, T=6, dtype=np.float64):
    """Return parameters, indices with repeats, and de."""
    rng = np.random.default_rng(seed)
    params = embedding.init(rng, n_v, n_e, dtype)
    return params, rng.integers(n_v, size=(T, m)), rng.standard_normal((T, n_e, m)).astype(dtype)


@pytest.mark.parametrize("seed", SEEDS)
def test_gradients(seed):
    _, n_v, n_e, _, m, T, lengths = sizes(seed)
    params, indices, de = drawn(seed, n_v, n_e, m, T)
    _, cache = embedding.forward(params, indices, lengths)
    none, grads = embedding.backward(params, cache, de)
    assert none is None
    assert_gradients(
        lambda v: (embedding.forward(v, indices, lengths, keep=False)[0] * de).sum(), params, grads
    )


@given(st.integers(1, 9), st.integers(1, 5), st.integers(1, 5), st.integers(1, 7), st.integers(0, 99))
def test_look_up_is_the_product_with_one_hot_columns(n_v, n_e, m, T, seed):
    params, indices, de = drawn(seed, n_v, n_e, m, T)
    x = one_hot(indices, n_v)
    e, cache = embedding.forward(params, indices)
    assert np.array_equal(e, params["E"] @ x)
    _, grads = embedding.backward(params, cache, de)
    np.testing.assert_allclose(grads["E"], np.einsum("tem,tvm->ev", de, x), rtol=1e-12, atol=1e-13)
    for t in range(T):
        assert np.array_equal(embedding.step(params, indices[t]), e[t])


@DTYPES
@pytest.mark.parametrize("fill", [-1, 5, 2**62])
@pytest.mark.parametrize("value", [1e30, np.nan])
def test_padding_changes_nothing(fill, value, dtype):
    params, indices, de = drawn(dtype=dtype)
    lengths = np.array([3, 6, 1, 5])
    padding = np.arange(6)[:, None] >= lengths
    e, cache = embedding.forward(params, indices, lengths)
    filled, cache_filled = embedding.forward(params, np.where(padding, fill, indices), lengths)
    _, grads = embedding.backward(params, cache, de)
    _, again = embedding.backward(params, cache_filled, np.where(padding[:, None], dtype(value), de))
    assert np.array_equal(e, filled) and np.array_equal(grads["E"], again["E"])
    assert {e.dtype, grads["E"].dtype} == {np.dtype(dtype)}
    assert (e.transpose(0, 2, 1)[padding] == 0).all()
    assert (e.transpose(0, 2, 1)[~padding] != 0).all()


def test_no_argument_is_changed_or_kept():
    params, indices, de = drawn()
    lengths = np.array([3, 6, 1, 5])
    arrays = [params["E"], indices, de, lengths]
    before = [array.copy() for array in arrays]
    for given_lengths in (None, lengths):
        e, cache = embedding.forward(params, indices, given_lengths)
        _, grads = embedding.backward(params, cache, de)
        assert all(np.array_equal(one, two) for one, two in zip(arrays, before, strict=True))
        e[:], indices[:], lengths[:] = 1, 1, 1
        assert np.array_equal(embedding.backward(params, cache, de)[1]["E"], grads["E"])
        indices[:], lengths[:] = before[1], before[3]
    assert embedding.forward(params, indices, keep=False)[1] is None


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint64])
def test_any_integers_are_indices(dtype):
    params, indices, de = drawn()
    (e, cache), (other, cache_other) = (
        embedding.forward(params, i) for i in (indices, indices.astype(dtype))
    )
    assert np.array_equal(e, other)
    grads, others = (embedding.backward(params, c, de)[1]["E"] for c in (cache, cache_other))
    assert np.array_equal(grads, others)


def test_init_gives_vectors_of_length_one_about():
    params = embedding.init(np.random.default_rng(0), 500, 300)
    assert abs((params["E"] ** 2).sum(axis=0).mean() - 1) < 0.01
    halves = embedding.init(np.random.default_rng(0), 500, 300, np.float32)
    assert np.array_equal(halves["E"], params["E"].astype(np.float32))


def test_refusals():
    params, indices, de = drawn()
    lengths = np.array([3, 6, 1, 5])
    _, cache = embedding.forward(params, indices)
    with pytest.raises(ValueError, match=r"^indices must be in 0 \.\.\. 4, got 5$"):
        embedding.forward(params, np.full((6, 4), 5))
    for bad in (indices - 5, indices[0], indices.astype(float), indices.tolist(), indices[:0]):
        with pytest.raises(ValueError, match=r"^indices must"):
            embedding.forward(params, bad)
    for bad in (lengths + 1, lengths - 1, lengths[:3], lengths.astype(float), lengths.tolist()):
        with pytest.raises(ValueError, match=r"^lengths must"):
            embedding.forward(params, indices, bad)
    for bad in (de[:5], de[:, :2], de[0], de.astype(np.float32), de.tolist()):
        with pytest.raises(ValueError, match=r"^de must"):
            embedding.backward(params, cache, bad)
    with pytest.raises(ValueError, match=r"^cache must"):
        embedding.backward(params, None, de)
    for bad in (indices, indices[0] + 5, indices[0].astype(float)):
        with pytest.raises(ValueError, match=r"^indices_t must"):
            embedding.step(params, bad)
    with pytest.raises(ValueError, match=r'^params\["E"\] must be finite'):
        embedding.forward({"E": np.full((3, 5), np.nan)}, indices)
    with pytest.raises(ValueError, match=r"^params must have the keys E, got none"):
        embedding.forward({}, indices)
    rng = np.random.default_rng(0)
    for arguments in ((np.random, 2, 3), (rng, 0, 3), (rng, 2, 3.0), (rng, 2, 3, np.float16)):
        with pytest.raises(ValueError, match=r"^(rng|n_v|n_e|dtype) must"):
            embedding.init(*arguments)

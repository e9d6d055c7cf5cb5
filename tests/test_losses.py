"""Both losses: values by hand, reduction, masks, stability, refusals (gradients: test_layers_gradients)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import validation
from helpers.activations import softmax
from helpers.losses import binary_cross_entropy, softmax_cross_entropy

LOSSES = [softmax_cross_entropy, binary_cross_entropy]


def drawn(loss, shape=(5, 3, 4), dtype=np.float64):
    rng = np.random.default_rng(0)
    z = rng.standard_normal(shape).astype(dtype)
    if loss is softmax_cross_entropy:
        return z, rng.integers(shape[-2], size=(*shape[:-2], shape[-1]))
    return z, rng.integers(2, size=shape).astype(dtype)


def test_even_odds_cost_the_logarithm_of_the_number_of_classes():
    loss, dz = softmax_cross_entropy(np.zeros((7, 5, 3)), np.full((7, 3), 2))
    assert abs(loss - np.log(5)) < 1e-15
    assert np.allclose(dz[0, :, 0], np.array([0.2, 0.2, -0.8, 0.2, 0.2]) / 21)
    loss, dz = binary_cross_entropy(np.zeros((7, 5, 3)), np.ones((7, 5, 3)))
    assert abs(loss - 5 * np.log(2)) < 1e-14  # summed over labels
    assert np.allclose(dz, -0.5 / 21)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(0, 99))
def test_formula(T, n_y, m, seed):
    rng = np.random.default_rng(seed)
    z, y, mask = rng.standard_normal((T, n_y, m)), rng.integers(n_y, size=(T, m)), rng.random((T, m)) < 0.7
    mask[0, 0] = True
    p, labels = softmax(z), rng.integers(2, size=(T, n_y, m)).astype(float)
    terms = [-np.log(p[t, y[t, i], i]) for t, i in np.argwhere(mask)]
    assert abs(softmax_cross_entropy(z, y, mask)[0] - np.mean(terms)) < 1e-12
    q = 1 / (1 + np.exp(-z))
    each = -(labels * np.log(q) + (1 - labels) * np.log(1 - q)).sum(axis=1)
    assert abs(binary_cross_entropy(z, labels, mask)[0] - each[mask].mean()) < 1e-12


@pytest.mark.parametrize("loss", LOSSES)
def test_one_step_is_a_sequence_of_length_one(loss):
    z, y = drawn(loss, (1, 3, 4))
    assert loss(z[0], y[0])[0] == loss(z, y)[0]
    assert np.array_equal(loss(z[0], y[0])[1], loss(z, y)[1][0])


@pytest.mark.parametrize("fill", [1e30, np.inf, np.nan])
@pytest.mark.parametrize("loss", LOSSES)
def test_padding_changes_nothing(loss, fill):
    z, y = drawn(loss)
    mask = np.arange(5)[:, None] < np.array([5, 1, 3, 2])
    value, dz = loss(z, y, mask)
    z = np.where(mask[:, None], z, fill)
    y = np.where(mask, y, 99) if y.ndim == 2 else np.where(mask[:, None], y, fill)
    with np.errstate(all="raise"):
        filled_value, filled_dz = loss(z, y, mask)
    assert filled_value == value
    assert np.array_equal(filled_dz, dz)
    assert (dz.swapaxes(1, 2)[~mask] == 0).all()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("loss", LOSSES)
def test_logits_that_are_not_finite_are_refused(loss, bad):
    z, y = drawn(loss)
    z[2, 1, 3] = bad
    mask = np.ones((5, 4), bool)
    for more in ((), (mask,)):
        with pytest.raises(validation.NotFinite, match=rf"^z must be finite, got {bad} at \[2, 1, 3\]$"):
            loss(z, y, *more)
    mask[2, 3] = False
    assert np.isfinite(loss(z, y, mask)[0])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_that_is_not_finite_is_refused(loss, dtype):
    most = np.finfo(dtype).max
    z = np.array([[most, most], [-most, -most]], dtype)
    y = np.array([1, 1]) if loss is softmax_cross_entropy else np.array([[0, 0], [1, 1]], dtype)
    with pytest.raises(validation.NotFinite, match=r"^z must give a finite loss, got inf$"):
        loss(z, y)


@pytest.mark.parametrize("loss", LOSSES)
def test_confident_logits_do_not_overflow(loss):
    z = np.array([[800.0, -800.0], [-800.0, 800.0]])
    right, wrong = (np.array([0, 1]), np.array([1, 0])) if loss is LOSSES[0] else (np.eye(2), 1 - np.eye(2))
    with np.errstate(all="raise", under="ignore"):
        assert loss(z, right)[0] == 0
        assert loss(z, wrong)[0] == 1600
        assert np.isfinite(loss(z, wrong)[1]).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("loss", LOSSES)
def test_dtype_stays_and_nothing_is_changed(loss, dtype):
    z, y = drawn(loss, dtype=dtype)
    mask = np.ones((5, 4), bool)
    mask[4] = False
    before = [array.copy() for array in (z, y, mask)]
    for more in ((), (mask,)):
        value, dz = loss(z, y, *more)
        assert type(value) is float
        assert dz.dtype == dtype
    assert all(np.array_equal(one, two) for one, two in zip((z, y, mask), before, strict=True))


@pytest.mark.parametrize("loss", LOSSES)
def test_refusals(loss):
    z, y = drawn(loss)
    for bad in (z[0, 0], z.astype(int), z[:, :, :0], z.tolist()):
        with pytest.raises(ValueError, match=r"^z must"):
            loss(bad, y)
    for bad in (y[:4], y[..., :3], y[0], y.tolist(), y.astype(np.float32 if loss is LOSSES[1] else float)):
        with pytest.raises(ValueError, match=r"^y must"):
            loss(z, bad)
    wrong = y.copy()
    wrong[2, ..., 1] = 3
    with pytest.raises(ValueError, match=r"^y must (be in 0 ... 2, got 3|hold zeros and ones only, got 3.0)"):
        loss(z, wrong)
    for bad in (np.ones((5, 4)), np.ones((5, 3), bool), np.ones(4, bool)):
        with pytest.raises(ValueError, match=r"^mask must"):
            loss(z, y, bad)
    with pytest.raises(ValueError, match=r"^mask must keep at least one position, got none"):
        loss(z, y, np.zeros((5, 4), bool))

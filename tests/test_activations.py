"""Activations: formulas, stability, axes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.activations import log_softmax, log_sum_exp, relu, sigmoid, softmax

logits = arrays(np.float64, st.tuples(*[st.integers(1, 5)] * 3), elements=st.floats(-700, 700))


def test_sigmoid():
    z = np.linspace(-30, 30, 61)
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-14)
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=1e-15)
    with np.errstate(all="raise", under="ignore"):
        assert np.array_equal(sigmoid(np.array([-1e300, -800.0, 800.0, 1e300])), [0, 0, 1, 1])
    assert abs(sigmoid(np.array(-700.0)) / np.exp(-700.0) - 1) < 1e-12  # small, and still exact


def test_relu():
    assert np.array_equal(relu(np.array([-2.0, 0.0, 3.0])), [0, 0, 3])
    z = np.array([-2.0, 3.0])
    assert relu(z, out=z) is z
    assert np.array_equal(z, [0, 3])


@given(logits, st.integers(-3, 2))
def test_softmax_family(z, axis):
    p = softmax(z, axis)
    np.testing.assert_allclose(p.sum(axis=axis), 1, rtol=1e-12)
    assert (p >= 0).all()
    np.testing.assert_allclose(np.exp(log_softmax(z, axis)), p, rtol=1e-10, atol=1e-300)
    np.testing.assert_allclose(softmax(z + 5, axis), p, rtol=1e-9, atol=1e-300)
    longest = np.log(np.exp(z.astype(np.longdouble)).sum(axis=axis, keepdims=True))
    np.testing.assert_allclose(log_sum_exp(z, axis), longest.astype(float), rtol=1e-12, atol=1e-12)


def test_classes_are_rows_by_default():
    z = np.random.default_rng(0).standard_normal((4, 3, 2))
    assert np.allclose(softmax(z).sum(axis=1), 1)
    assert np.allclose(softmax(z[0]).sum(axis=0), 1)
    assert np.array_equal(softmax(z)[2], softmax(z[2]))


def test_huge_logits():
    z = np.array([[1e300], [0.0], [-1e300]])
    with np.errstate(all="raise", under="ignore"):
        assert np.array_equal(softmax(z), [[1], [0], [0]])
        assert log_sum_exp(z)[0, 0] == 1e300


@pytest.mark.parametrize("f", [sigmoid, relu, softmax, log_softmax, log_sum_exp])
def test_dtype_stays_and_nothing_is_changed(f):
    z = np.random.default_rng(0).standard_normal((3, 4)).astype(np.float32)
    before = z.copy()
    assert f(z).dtype == np.float32
    assert np.array_equal(z, before)


@pytest.mark.parametrize("f", [softmax, log_softmax, log_sum_exp])
def test_refusals(f):
    for z in (np.ones((2, 2), np.int64), [[1.0], [2.0]]):
        with pytest.raises(ValueError, match=r"^z must be a NumPy array of float32 or float64"):
            f(z)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("f", [softmax, log_softmax, log_sum_exp])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_column_without_a_value_is_refused(f, dtype):
    good = np.array([[0.0, 1.0], [2.0, -np.inf], [3.0, 4.0]], dtype)
    assert not np.isnan(f(good)).any()
    most = np.finfo(dtype).max
    assert not np.isnan(f(np.array([[most], [-most]], dtype))).any()
    for column in ([np.nan, 0, 0], [np.inf, 0, 0], [np.inf, np.inf, -np.inf], [-np.inf] * 3):
        bad = good.copy()
        bad[:, 1] = column
        with pytest.raises(ValueError, match=r"^z must be finite where it is largest along axis -2, got"):
            f(bad)
    for axis in (2, -3, None, "0", True, 1.0, (0, 1)):
        with pytest.raises(ValueError, match=r"^axis must be a whole number from -2 to 1, got"):
            f(good, axis)


@pytest.mark.parametrize("f", [sigmoid, relu])
def test_elementwise_functions_take_floats(f):
    assert f(0.5) == f(np.array([0.5]))[0] and f(np.float32(2)).dtype == np.float32
    assert np.isnan(f(np.array([np.nan]))).all()
    for z in (None, [0.5], "z", True, np.ones(2, int)):
        with pytest.raises(ValueError, match=r"^z must be a NumPy array of float32 or float64, got"):
            f(z)
    for out in (np.ones(3), np.ones(2, np.float32), "out"):
        with pytest.raises(ValueError, match=r"^out must be an array shaped as z"):
            relu(np.ones(2), out)

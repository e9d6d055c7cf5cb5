"""Finite differences, the relative error, and the judge that is made of both."""

import itertools

import numpy as np
import pytest

from helpers.training.gradient_check import check_gradients, numerical_gradient, relative_error


def test_numerical_gradient_of_known_functions():
    v = np.random.default_rng(0).standard_normal((3, 2))
    before = v.copy()
    assert np.allclose(numerical_gradient(lambda u: (u**3).sum(), v), 3 * v**2, rtol=1e-7)
    assert np.allclose(numerical_gradient(lambda u: np.sin(u).sum(), v), np.cos(v), rtol=1e-7)
    assert np.array_equal(v, before)


def test_relative_error():
    a = np.array([3.0, 4.0])
    assert relative_error(a, a) == 0.0
    assert relative_error(a, -a) == 1.0
    assert relative_error(a, np.zeros(2)) == 1.0
    assert relative_error(np.zeros(2), np.zeros(2)) == 0.0
    assert abs(relative_error(a, 1.1 * a) - 0.1 / 2.1) < 1e-15
    assert relative_error(a.astype(np.float32), a) == 0.0


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-320, 1e-200, 1e-30, 1e30, 1e200, 3e307])
def test_relative_error_has_no_scale(scale):
    a, n = np.array([[3.0, 4.0], [-1.0, 2.0]]), np.array([[3.0, -4.0], [0.5, 2.0]])
    assert relative_error(scale * a, scale * n) == pytest.approx(relative_error(a, n), rel=1e-3)


def total(params):
    return float(sum(p.sum() for p in params.values()))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nothing_passes_that_is_not_finite(bad):
    params = {"W": np.ones((2, 3)), "b": np.ones((2, 1))}
    good, broken = np.ones((2, 1)), np.array([[1.0], [bad]])
    for call, name in (
        (lambda: relative_error(broken, good), "a"),
        (lambda: relative_error(good, broken), "n"),
        (lambda: check_gradients(total, params, params | {"b": broken}), 'grads["b"]'),
        (lambda: check_gradients(total, params | {"b": broken}, params), 'params["b"]'),
        (lambda: numerical_gradient(np.sum, broken), "array"),
    ):
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value) == f"{name} must be finite, got {bad} at [1, 0]"
    for place in range(6):
        calls = itertools.count()
        with pytest.raises(ValueError, match=r"^f must return a finite number, got"):
            numerical_gradient(lambda v, c=calls, p=place: bad if next(c) == p else 1.0, np.ones(3))


def test_check_gradients_prints_aligned_lines_and_finds_the_wrong_one(capsys):
    rng = np.random.default_rng(0)
    params = {"W": rng.standard_normal((12, 3)), "bias": rng.standard_normal((3, 1))}

    def f(p):
        return float((np.tanh(p["W"] @ p["bias"]) ** 2).sum())

    z = np.tanh(params["W"] @ params["bias"])
    dz = 2 * z * (1 - z**2)
    grads = {"W": dz @ params["bias"].T, "bias": params["W"].T @ dz}
    assert check_gradients(f, params, grads) <= 1e-8
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["W", "bias"]
    assert len({line.index("relative") for line in lines}) == 1
    assert len({len(line) for line in lines}) == 1
    assert check_gradients(f, params, grads | {"bias": 1.01 * grads["bias"]}) > 1e-3
    assert check_gradients(f, params, grads | {"W": grads["W"][::-1].copy()}) > 1e-2


def test_refusals():
    for array in (np.ones(2, np.float32), np.ones(2, int), [1.0]):
        with pytest.raises(ValueError, match=r"^array must be a float64 array, got"):
            numerical_gradient(np.sum, array)
    with pytest.raises(ValueError, match=r"^epsilon must"):
        numerical_gradient(np.sum, np.ones(2), epsilon=0)
    with pytest.raises(ValueError, match=r"^grads must have the keys w, got none"):
        check_gradients(lambda p: 0.0, {"w": np.ones(2)}, {})
    for epsilon in (1e-17, 1e-300):
        with pytest.raises(ValueError, match=r"^epsilon must change each entry of array, got"):
            numerical_gradient(np.sum, np.array([0.0, 1.0]), epsilon)
    for returned in (None, "1", np.ones((1, 1)), True):
        with pytest.raises(ValueError, match=r"^f must return a number, got"):
            numerical_gradient(lambda v, it=returned: it, np.ones(2))
    with pytest.raises(ValueError, match=r"^n must have shape \(4, 1\), as a has, got \(4,\)"):
        relative_error(np.ones((4, 1)), np.ones(4))
    for scalar in (1.0, np.float64(1), [1.0]):
        with pytest.raises(ValueError, match=r"^n must be a NumPy array of float32 or float64, got"):
            relative_error(np.ones((4, 1)), scalar)

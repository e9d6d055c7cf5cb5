"""SGD, Adam, the grid and clipping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.training.clipping import clip_by_norm, clip_by_value
from helpers.training.optimisers import adam_init, adam_step, sgd_step


def drawn(dtype=np.float64, seed=0):
    rng = np.random.default_rng(seed)
    shapes = {"W": (3, 4), "b": (3, 1)}
    return tuple({k: rng.standard_normal(s).astype(dtype) for k, s in shapes.items()} for _ in range(2))


def test_sgd():
    params, grads = drawn()
    new = sgd_step(params, grads, learning_rate=0.1)
    assert all(np.array_equal(new[k], params[k] - 0.1 * grads[k]) for k in params)


def test_adam_follows_the_paper():
    """Algorithm 1 of Kingma and Ba (2015), line by line, for one entry."""
    params, _ = drawn()
    state, theta, m, v = adam_init(params), params["W"][1, 2], 0.0, 0.0
    for t in range(1, 30):
        _, grads = drawn(seed=t)
        params, state = adam_step(params, grads, state, learning_rate=0.01)
        g = grads["W"][1, 2]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        theta -= 0.01 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        assert abs(params["W"][1, 2] - theta) < 1e-14
    assert state["step"] == 29


def test_first_step_of_adam_is_the_learning_rate_whatever_the_gradient():
    params, grads = drawn()
    for scale in (1e-3, 1.0, 1e3):
        new, _ = adam_step(params, {k: scale * g for k, g in grads.items()}, adam_init(params), 0.01)
        assert all(np.allclose(np.abs(new[k] - params[k]), 0.01, rtol=1e-3) for k in params)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("grid", [None, 2**-20])
def test_dtype_stays_and_nothing_is_changed(dtype, grid):
    params, grads = drawn(dtype)
    _, state = adam_step(params, grads, adam_init(params), 0.01, grid=grid)
    given = [*params.values(), *grads.values(), *state["mean"].values(), *state["square"].values()]
    before = [array.copy() for array in given]
    new, later = adam_step(params, grads, state, 0.01, grid=grid)
    outputs = [*new.values(), *later["mean"].values(), *later["square"].values()]
    outputs += [*sgd_step(params, grads, 0.1, grid).values(), *clip_by_value(grads, 0.5).values()]
    outputs += [*clip_by_norm(grads, 0.5)[0].values(), *clip_by_norm(grads, 1e3)[0].values()]
    assert {array.dtype for array in outputs} == {np.dtype(dtype)}
    assert all(np.array_equal(one, two) for one, two in zip(given, before, strict=True))
    assert not any(np.shares_memory(one, two) for one in outputs for two in given)


@given(st.integers(-30, 3), st.integers(0, 2**32))
def test_grid(exponent, seed):
    grid = 2.0**exponent
    params, grads = drawn(seed=seed)
    free, rounded = sgd_step(params, grads, 0.1), sgd_step(params, grads, 0.1, grid)
    for k in params:
        assert (rounded[k] % grid == 0).all()
        assert np.abs(rounded[k] - free[k]).max() <= grid / 2
    # A difference in the last bit does not survive the rounding.
    shaken = {k: np.nextafter(p, np.inf) for k, p in params.items()}
    on_edge = any((np.abs(free[k] / grid % 1 - 0.5) < 1e-5).any() for k in params)
    again = sgd_step(shaken, grads, 0.1, grid)
    assert on_edge or all(np.array_equal(again[k], rounded[k]) for k in params)


def test_clip_by_value():
    clipped = clip_by_value({"W": np.array([[-3.0, 0.2], [0.5, 9.0]])}, 0.5)
    assert np.array_equal(clipped["W"], [[-0.5, 0.2], [0.5, 0.5]])


def test_clip_by_norm_is_global():
    grads = {"W": np.array([[3.0]]), "b": np.array([[4.0]])}
    clipped, norm = clip_by_norm(grads, 1.0)
    assert norm == 5.0
    assert np.allclose([clipped["W"][0, 0], clipped["b"][0, 0]], [0.6, 0.8])
    for limit in (5.0, np.inf):
        assert clip_by_norm(grads, limit)[0] == grads
    assert np.isnan(clip_by_norm({"W": np.array([[np.nan]])}, 1.0)[1])


def test_refusals():
    params, grads = drawn()
    state = adam_init(params)
    for rate in (0, -0.1, np.nan, np.inf, "0.1", True):
        with pytest.raises(ValueError, match=r"^learning_rate must be a finite number above 0, got"):
            sgd_step(params, grads, rate)
        with pytest.raises(ValueError, match=r"^learning_rate must"):
            adam_step(params, grads, state, rate)
    for grid in (0, -0.5, 0.3, 1e-6, "1"):
        with pytest.raises(ValueError, match=r"^grid must be a power of two"):
            sgd_step(params, grads, 0.1, grid)
    with pytest.raises(ValueError, match=r"^grads must have the keys W, b, got W"):
        sgd_step(params, {"W": grads["W"]}, 0.1)
    with pytest.raises(ValueError, match=r'^grads\["b"\] must have shape \(3, 1\)'):
        sgd_step(params, grads | {"b": grads["b"].ravel()}, 0.1)
    with pytest.raises(ValueError, match=r'^grads\["b"\] must have shape .* got \(3, 1\) and float32'):
        adam_step(params, grads | {"b": grads["b"].astype(np.float32)}, state, 0.1)
    with pytest.raises(ValueError, match=r"^beta1 must be at least 0 and below 1, got 1"):
        adam_step(params, grads, state, beta1=1)
    with pytest.raises(ValueError, match=r"^epsilon must"):
        adam_step(params, grads, state, epsilon=0)
    with pytest.raises(ValueError, match=r"^state must come from adam_init\(params\), got one for W"):
        adam_step(params, grads, adam_init({"W": params["W"]}))
    for clip in (clip_by_value, clip_by_norm):
        for limit in (0, -1, np.nan, None):
            with pytest.raises(ValueError, match=r"^limit must be a number above 0, got"):
                clip(grads, limit)
        with pytest.raises(ValueError, match=r'^grads\["W"\] must be a NumPy array of float32 or float64'):
            clip({"W": np.ones((2, 2), int)}, 1.0)

"""SGD, Adam, the grid and clipping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import validation
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


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_clip_by_norm_at_every_size_a_float_can_have(dtype):
    """Squares overflow in float32 beyond 1e19 and vanish below 1e-23; the direction and the norm stay."""
    direction = {"W": np.array([[3.0, 0.0]]), "b": np.array([[-4.0]])}
    for exponent in (-36, -30, -20, 0, 15, 20, 37, *((-300, 200, 307) if dtype is np.float64 else ())):
        grads = {key: (g * 10.0**exponent).astype(dtype) for key, g in direction.items()}
        clipped, norm = clip_by_norm(grads, 0.5 * 10.0**exponent)
        assert norm == pytest.approx(5 * 10.0**exponent, rel=1e-6)
        for key, g in direction.items():
            assert clipped[key].dtype == dtype
            np.testing.assert_allclose(clipped[key] / dtype(10.0**exponent), g / 10, rtol=1e-5)


def test_limits_may_be_numbers_of_numpy():
    _, grads = drawn(np.float32)
    for number in (np.float32(0.5), np.float64(0.5), np.float16(0.5)):
        for clip in (clip_by_value, lambda *given: clip_by_norm(*given)[0]):
            for key, g in clip(grads, number).items():
                assert g.dtype == np.float32 and np.array_equal(g, clip(grads, 0.5)[key])
    assert np.array_equal(clip_by_value(grads, np.int64(9))["W"], grads["W"])


def test_numbers_of_numpy_change_no_dtype():
    params, grads = drawn(np.float32)
    state = adam_init(params) | {"step": np.int64(3)}
    plain, _ = adam_step(params, grads, adam_init(params) | {"step": 3}, 0.5, 0.75, 0.5, 0.125, 2.0**-8)
    numbers = (np.float64(number) for number in (0.5, 0.75, 0.5, 0.125, 2.0**-8))
    new, later = adam_step(params, grads, state, *numbers)
    assert all(new[key].dtype == np.float32 and np.array_equal(new[key], plain[key]) for key in params)
    assert all(mean.dtype == np.float32 for mean in later["mean"].values())


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nothing_that_is_not_finite_goes_in(bad):
    params, grads = drawn()
    broken = {key: value.copy() for key, value in grads.items()}
    broken["W"][2, 1] = bad
    state = adam_init(params)
    for call, name in (
        (lambda: sgd_step(params, broken, 0.1), "grads"),
        (lambda: adam_step(params, broken, state, 0.1), "grads"),
        (lambda: clip_by_norm(broken, 1.0), "grads"),
        (lambda: clip_by_norm(broken, np.inf), "grads"),
        (lambda: clip_by_value(broken, 1.0), "grads"),
        (lambda: sgd_step(broken, grads, 0.1), "params"),
        (lambda: adam_init(broken), "params"),
        (lambda: adam_step(params, grads, state | {"mean": broken}, 0.1), 'state["mean"]'),
    ):
        with pytest.raises(validation.NotFinite) as caught:
            call()
        assert str(caught.value) == f'{name}["W"] must be finite, got {bad} at [2, 1]'


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("dtype, rate", [(np.float32, 1e39), (np.float64, 1.7e308)])
def test_a_rate_that_leaves_the_floats_is_refused(dtype, rate):
    params, grads = drawn(dtype)
    steep = {key: 100 * g for key, g in grads.items()}
    for step in (sgd_step, lambda p, g, rate: adam_step(p, g, adam_init(p), rate)):
        with pytest.raises(
            validation.NotFinite, match=r"^learning_rate must keep the parameters finite, got"
        ):
            step(params, steep, rate)


@pytest.mark.filterwarnings("error")
def test_a_gradient_whose_square_leaves_the_floats_is_no_step_of_zero():
    params, grads = drawn(np.float32)
    steep = {key: g * np.float32(1e20) for key, g in grads.items()}
    with pytest.raises(validation.NotFinite, match=r'^grads\["W"\] must have squares that are finite'):
        adam_step(params, steep, adam_init(params))


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
    with pytest.raises(ValueError, match=r'^state\["mean"\] must have the keys W, b, got W'):
        adam_step(params, grads, adam_init({"W": params["W"]}))
    with pytest.raises(ValueError, match=r'^state\["mean"\]\["b"\] must have shape \(3, 1\).*got \(3, 4\)'):
        adam_step(params, grads, adam_init(params | {"b": params["W"]}))
    with pytest.raises(ValueError, match=r'^state\["mean"\]\["W"\] must have .* float64, .* and float32'):
        adam_step(params, grads, adam_init(drawn(np.float32)[0]))
    for other in (None, {}, [0], {"step": 0}):
        with pytest.raises(ValueError, match=r"^state must come from adam_init\(params\), got"):
            adam_step(params, grads, other)
    for clip in (clip_by_value, clip_by_norm):
        for limit in (0, -1, np.nan, None):
            with pytest.raises(ValueError, match=r"^limit must be a number above 0, got"):
                clip(grads, limit)
        with pytest.raises(ValueError, match=r'^grads\["W"\] must be a NumPy array of float32 or float64'):
            clip({"W": np.ones((2, 2), int)}, 1.0)

"""The training loop on a problem with a known minimum, and the gradient check."""

import itertools
import os
import subprocess
import sys

import numpy as np
import pytest

from helpers.training.gradient_check import check_gradients, numerical_gradient, relative_error
from helpers.training.loop import minibatches, train
from helpers.training.optimisers import adam_init, adam_step

START = {"w": np.array([[5.0], [-3.0]])}


def bowl(params, target):
    """Squared distance to the target, and its gradient."""
    return float(((params["w"] - target) ** 2).sum()), {"w": 2 * (params["w"] - target)}


def always(value):
    return itertools.repeat(value)


def test_reaches_the_minimum():
    params, history = train(bowl, START, always(1.0), steps=2000, learning_rate=0.05)
    assert np.allclose(params["w"], 1.0, atol=1e-6)
    assert history["loss"].shape == history["norm"].shape == (2000,)
    assert history["loss"][0] == 32.0
    assert history["norm"][0] == np.sqrt(8**2 + 8**2)
    assert np.array_equal(START["w"], [[5.0], [-3.0]])


def test_steps_are_those_of_adam_on_the_batches_in_order():
    targets, params, state = [1.0, -2.0, 3.0], START, adam_init(START)
    for target in targets:
        scaled = {"w": bowl(params, target)[1]["w"] * (0.5 / np.linalg.norm(bowl(params, target)[1]["w"]))}
        params, state = adam_step(params, scaled, state, 0.1, grid=2**-10)
    trained, _ = train(bowl, START, targets, steps=3, learning_rate=0.1, limit=0.5, grid=2**-10)
    assert np.allclose(trained["w"], params["w"], rtol=1e-12)


def test_takes_no_batch_more_than_it_needs():
    batches = iter([1.0, 2.0, 3.0])
    train(bowl, START, batches, steps=2)
    assert next(batches) == 3.0


def test_keeps_the_best_and_stops_early():
    seen = []

    def dev_loss(params):
        seen.append(params)
        return [3.0, 1.0, 2.0, np.nan, 2.0, 0.0][len(seen) - 1]

    params, history = train(
        bowl, START, always(0.0), steps=100, learning_rate=0.1, dev_loss=dev_loss, every=4, patience=3
    )
    assert params is seen[1]
    assert list(history["dev_step"]) == [4, 8, 12, 16, 20]
    assert np.array_equal(history["dev_loss"], [3.0, 1.0, 2.0, np.nan, 2.0], equal_nan=True)
    assert len(history["loss"]) == 20


def test_measures_after_the_last_step_too():
    _, history = train(bowl, START, always(0.0), steps=10, dev_loss=lambda p: bowl(p, 0.0)[0], every=4)
    assert list(history["dev_step"]) == [4, 8, 10]


def test_minibatches():
    batches = minibatches(np.random.default_rng(0), n=10, m=3)
    for _ in range(4):
        together = np.concatenate([next(batches) for _ in range(3)])
        assert len(set(together)) == 9
        assert together.min() >= 0 and together.max() <= 9
    first = [next(minibatches(np.random.default_rng(seed), 10, 10)).tolist() for seed in (1, 1, 2)]
    assert first[0] == first[1] != first[2]
    assert sorted(first[0]) == list(range(10))


@pytest.mark.parametrize("disabled", ["", "1"])
def test_the_bar_can_be_silenced(disabled):
    code = "from tests.training.test_loop import *; train(bowl, START, always(0.0), steps=5)"
    settings = os.environ | {"TQDM_DISABLE": disabled, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert ("training" in done.stderr) == (disabled == "")


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
    with pytest.raises(ValueError, match=r"^batches must hold at least 5 batches, got 2"):
        train(bowl, START, [1.0, 2.0], steps=5)
    for bad in ({"steps": 0}, {"steps": 2.5}, {"steps": 5, "every": 0}, {"steps": 5, "patience": 0}):
        with pytest.raises(ValueError, match="must be a whole number of at least 1"):
            train(bowl, START, always(0.0), **bad)
    with pytest.raises(ValueError, match=r"^patience must come with dev_loss"):
        train(bowl, START, always(0.0), steps=5, patience=2)
    for bad in ({"limit": 0}, {"learning_rate": -1}, {"grid": 0.3}):
        with pytest.raises(ValueError, match=rf"^{next(iter(bad))} must"):
            train(bowl, START, always(0.0), steps=5, **bad)
    with pytest.raises(ValueError, match=r"^n must be a whole number of at least 5, got 3"):
        minibatches(np.random.default_rng(0), n=3, m=5)
    for array in (np.ones(2, np.float32), np.ones(2, int), [1.0]):
        with pytest.raises(ValueError, match=r"^array must be a float64 array, got"):
            numerical_gradient(np.sum, array)
    with pytest.raises(ValueError, match=r"^epsilon must"):
        numerical_gradient(np.sum, np.ones(2), epsilon=0)
    with pytest.raises(ValueError, match=r"^grads must have the keys w, got none"):
        check_gradients(lambda p: 0.0, START, {})

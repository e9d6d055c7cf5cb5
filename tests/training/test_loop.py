"""The training loop on a problem with a known minimum, and what stops it."""

import itertools

import numpy as np
import pytest

from helpers.layers import dense, lstm, rnn
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
    assert history["ended"] == "steps"
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
        return [3.0, 1.0, 2.0, 1.0, 2.0, 0.0][len(seen) - 1]

    params, history = train(
        bowl, START, always(0.0), steps=100, learning_rate=0.1, dev_loss=dev_loss, every=4, patience=3
    )
    assert params is seen[1]
    assert list(history["dev_step"]) == [4, 8, 12, 16, 20]
    assert list(history["dev_loss"]) == [3.0, 1.0, 2.0, 1.0, 2.0]
    assert len(history["loss"]) == 20
    assert history["ended"] == "patience"


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


def test_stops_below_a_loss():
    params, history = train(bowl, START, always(1.0), steps=2000, learning_rate=0.05, stop=0.01)
    assert history["ended"] == "stop"
    assert history["loss"][-1] < 0.01 <= history["loss"][:-1].min()
    assert bowl(params, 1.0)[0] == history["loss"][-1]  # the parameters are those of this very loss


def test_stops_below_a_dev_loss():
    options = {"learning_rate": 0.05, "dev_loss": lambda p: bowl(p, 1.0)[0], "every": 10, "patience": 5}
    params, history = train(bowl, START, always(1.0), steps=2000, stop=0.01, **options)
    assert history["ended"] == "stop"
    assert history["dev_loss"][-1] < 0.01 <= history["dev_loss"][:-1].min()
    assert bowl(params, 1.0)[0] == history["dev_loss"][-1]
    assert len(history["loss"]) == history["dev_step"][-1]


def breaking(step, loss=None, grad=None):
    """Return a bowl whose loss or gradient is no longer finite at a step, and the parameters it was given."""
    seen = []

    def loss_and_grads(params, target):
        seen.append(params)
        value, grads = bowl(params, target)
        if len(seen) == step and grad is not None:
            grads["w"][1] = grad
        return (loss if len(seen) == step and loss is not None else value), grads

    return loss_and_grads, seen


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("where", ["loss", "grad"])
def test_a_run_that_is_no_longer_finite_stops_and_says_so(capsys, where, bad):
    loss_and_grads, seen = breaking(7, **{where: bad})
    params, history = train(loss_and_grads, START, always(0.0), steps=100, learning_rate=0.1)
    assert len(seen) == 7
    # A loss of NaN condemns the step before it; with a loss that is finite the parameters are as good.
    assert params is seen[5]
    assert history["loss"].shape == history["norm"].shape == (6,)
    assert np.isfinite([history["loss"], history["norm"]]).all()
    assert history["ended"] == "not finite"
    what = {
        "loss": "loss_and_grads must return a finite number, got",
        "grad": 'grads["w"] must be finite, got',
    }
    told = capsys.readouterr().out
    assert told.startswith(f"training stopped at step 7: {what[where]} {bad}")
    assert told.endswith(". The parameters returned are those of the last finite loss.\n")


def test_a_run_that_is_not_finite_from_the_start_returns_what_it_was_given(capsys):
    loss_and_grads, _ = breaking(1, loss=np.nan)
    params, history = train(loss_and_grads, START, always(0.0), steps=100)
    assert params is START and len(history["loss"]) == 0
    assert capsys.readouterr().out.endswith(". The parameters returned are the first ones.\n")


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("before, kept, told", [([3.0], 4, "best dev_loss"), ([], 3, "last finite loss")])
def test_a_dev_loss_that_is_not_finite_stops_and_is_never_the_best(capsys, bad, before, kept, told):
    values, (loss_and_grads, seen) = iter([*before, bad]), breaking(None)
    options = {"dev_loss": lambda params: next(values), "every": 4}
    params, history = train(loss_and_grads, START, always(0.0), steps=100, **options)
    steps = 4 * len(before) + 4
    assert params is seen[kept] and history["ended"] == "not finite"
    assert list(history["dev_loss"]) == before and len(history["loss"]) == steps
    out = capsys.readouterr().out
    assert f"step {steps}: dev_loss must return a finite number, got {bad}" in out and told in out


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("layer", [rnn, lstm])
def test_a_model_that_explodes_is_caught_without_a_warning(capsys, layer):
    """A rate far too large, in float32, whose numbers end at 3e38, and a loss that is a square."""
    rng = np.random.default_rng(0)
    options = {"activation": "relu"} if layer is rnn else {}
    params = layer.init(rng, 2, 4, np.float32) | dense.init(rng, 4, 1, np.float32)

    def loss_and_grads(params, batch):
        a, _, cache = layer.forward(params, batch, **options)
        z, cache_z = dense.forward(params, a)
        da, grads = dense.backward(params, cache_z, 2 * z)
        return float(np.square(z).sum()), grads | layer.backward(params, cache, da)[2]

    x = rng.standard_normal((30, 2, 5)).astype(np.float32)
    kept, history = train(loss_and_grads, params, always(x), steps=500, learning_rate=1e18)
    assert history["ended"] == "not finite"
    assert np.isfinite(history["loss"]).all()
    assert all(np.isfinite(p).all() for p in kept.values())
    assert capsys.readouterr().out.startswith(f"training stopped at step {len(history['loss']) + 1}: ")


def test_refusals():
    with pytest.raises(ValueError, match=r"^batches must hold at least 5 batches, got 2"):
        train(bowl, START, [1.0, 2.0], steps=5)
    for bad in ({"steps": 0}, {"steps": 2.5}, {"steps": 5, "every": 0}, {"steps": 5, "patience": 0}):
        with pytest.raises(ValueError, match="must be a whole number of at least 1"):
            train(bowl, START, always(0.0), **bad)
    for returned in (None, 1.0, (1.0,), (1.0, {}, 2), "ab"):
        with pytest.raises(
            ValueError, match=r"^loss_and_grads must return a loss and a dict of gradients, got"
        ):
            train(lambda params, batch, it=returned: it, START, always(0.0), steps=5)
    for loss in (None, "1", np.ones(1), True):
        with pytest.raises(ValueError, match=r"^loss_and_grads must return a number, got"):
            train(lambda params, batch, it=loss: (it, START), START, always(0.0), steps=5)
    with pytest.raises(ValueError, match=r"^patience must come with dev_loss"):
        train(bowl, START, always(0.0), steps=5, patience=2)
    for bad in ({"limit": 0}, {"learning_rate": -1}, {"grid": 0.3}):
        with pytest.raises(ValueError, match=rf"^{next(iter(bad))} must"):
            train(bowl, START, always(0.0), steps=5, **bad)
    with pytest.raises(ValueError, match=r"^n must be a whole number of at least 5, got 3"):
        minibatches(np.random.default_rng(0), n=3, m=5)

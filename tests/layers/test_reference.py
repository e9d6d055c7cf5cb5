"""Layers and losses against values that PyTorch computed (tests/reference/make_rnn.py), in float64."""

from pathlib import Path

import numpy as np
import pytest

from helpers.layers import rnn
from helpers.losses import binary_cross_entropy, softmax_cross_entropy

STORED = dict(np.load(Path(__file__).parents[1] / "reference" / "rnn.npz"))
CASES = sorted({key.split("/")[0] for key in STORED if "/" in key} - {"losses"})


def case(name):
    return {key.split("/")[1]: value for key, value in STORED.items() if key.startswith(name + "/")}


def error(got, expected):
    return np.abs(got - expected).max()


def test_the_file_says_what_made_it():
    assert [version.split()[0] for version in STORED["versions"]] == ["torch", "numpy"]
    assert len(CASES) == 5


@pytest.mark.parametrize("name", CASES)
def test_rnn(name):
    v = case(name)
    params = {key: v[key] for key in ("Wax", "Waa", "ba")}
    lengths, activation = v.get("lengths"), str(v["activation"])
    a, state, cache = rnn.forward(params, v["x"], v["a0"], lengths, activation=activation)
    assert error(a, v["a"]) <= 1e-10
    assert error(state, v["state"]) <= 1e-10
    dx, da0, grads = rnn.backward(params, cache, v["da"], v["dstate"])
    assert error(dx, v["dx"]) <= 1e-8
    assert error(da0, v["da0"]) <= 1e-8
    for key in params:
        assert error(grads[key], v["d" + key]) <= 1e-8


@pytest.mark.parametrize(
    "loss, targets, key",
    [(softmax_cross_entropy, "classes", "softmax"), (binary_cross_entropy, "labels", "binary")],
)
def test_losses(loss, targets, key):
    v = case("losses")
    value, dz = loss(v["z"], v[targets], v["mask"])
    assert error(value, v[key + "_loss"]) <= 1e-10
    assert error(dz, v[key + "_dz"]) <= 1e-8

"""What dense promises beside its gradients."""

import numpy as np
import pytest

from helpers.layers import dense


def drawn(shape=(6, 5, 4), dtype=np.float64):
    rng = np.random.default_rng(0)
    params = dense.init(rng, 5, 3, dtype) | {"by": rng.standard_normal((3, 1)).astype(dtype)}
    return params, rng.standard_normal(shape).astype(dtype)


@pytest.mark.parametrize("shape", [(6, 5, 4), (5, 4)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_formula_and_dtype(shape, dtype):
    params, a = drawn(shape, dtype)
    z, cache = dense.forward(params, a)
    expected = np.einsum("ya,...am->...ym", params["Wya"], a) + params["by"]
    np.testing.assert_allclose(z, expected, rtol=1e-4 if dtype == np.float32 else 1e-12, atol=1e-6)
    da, grads = dense.backward(params, cache, z)
    assert {array.dtype for array in (z, da, *grads.values())} == {np.dtype(dtype)}
    assert da.shape == a.shape
    assert {key: g.shape for key, g in grads.items()} == {"Wya": (3, 5), "by": (3, 1)}


def test_no_argument_is_changed_or_kept():
    params, a = drawn()
    dz = np.ones((6, 3, 4))
    arguments = [*params.values(), a, dz]
    before = [array.copy() for array in arguments]
    z, cache = dense.forward(params, a)
    _, grads = dense.backward(params, cache, dz)
    assert all(np.array_equal(one, two) for one, two in zip(arguments, before, strict=True))
    a[:] = 1
    z[:] = 1
    assert np.array_equal(dense.backward(params, cache, dz)[1]["Wya"], grads["Wya"])
    assert dense.forward(params, a, keep=False)[1] is None


def test_refusals():
    params, a = drawn()
    _, cache = dense.forward(params, a)
    for bad in (a[:, :4], a[:, :, :0], a[0, 0], a.astype(np.float32), a.tolist()):
        with pytest.raises(ValueError, match=r"^a must"):
            dense.forward(params, bad)
    for bad in (a, np.ones((5, 3, 4)), np.ones((3, 4)), np.ones((6, 3, 4), np.float32)):
        with pytest.raises(ValueError, match=r"^dz must"):
            dense.backward(params, cache, bad)
    with pytest.raises(ValueError, match=r"^cache must"):
        dense.backward(params, None, np.ones((6, 3, 4)))
    with pytest.raises(ValueError, match=r'^params\["Wya"\] must be finite'):
        dense.forward(params | {"Wya": np.full((3, 5), np.nan)}, a)
    with pytest.raises(ValueError, match=r"^params must have the keys Wya, by, got Wya"):
        dense.forward({"Wya": params["Wya"]}, a)
    for arguments in ((np.random, 2, 3), (np.random.default_rng(0), 0, 3), (np.random.default_rng(0), 2, -1)):
        with pytest.raises(ValueError, match=r"^(rng|n_a|n_y) must"):
            dense.init(*arguments)

"""What rnn promises beside its gradients: padding, blocks, steps, dtypes, memory, refusals."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.layers import dense, rnn

ACTIVATIONS = ["tanh", "relu"]


def drawn(seed=0, n_x=3, n_a=5, m=4, T=7, dtype=np.float64):
    """Return parameters with a bias, x, a state, da and dstate."""
    rng = np.random.default_rng(seed)
    params = rnn.init(rng, n_x, n_a, dtype)
    params["ba"] = rng.standard_normal((n_a, 1)).astype(dtype)
    shapes = [(T, n_x, m), (n_a, m), (T, n_a, m), (n_a, m)]
    return params, *(rng.standard_normal(shape).astype(dtype) for shape in shapes)


def both(params, x, state, da, dstate, lengths=None, activation="tanh"):
    """Run forward and backward; return every array that comes out."""
    a, last, cache = rnn.forward(params, x, state, lengths, activation=activation)
    dx, dstate0, grads = rnn.backward(params, cache, da, dstate)
    return [a, last, dx, dstate0, *grads.values()]


def equal_bits(first, second):
    return all(np.array_equal(one, two) for one, two in zip(first, second, strict=True))


@pytest.mark.parametrize("activation, g", [("tanh", np.tanh), ("relu", lambda z: np.maximum(z, 0))])
@given(
    st.integers(1, 5),
    st.integers(1, 5),
    st.integers(1, 300),
    st.integers(1, 6),
    st.booleans(),
    st.integers(0, 99),
)
def test_forward_is_the_formula(activation, g, n_x, n_a, m, T, with_state, seed):
    params, x, a0, _, _ = drawn(seed, n_x, n_a, m, T)
    a, state, _ = rnn.forward(params, x, a0 if with_state else None, activation=activation)
    a_prev = a0 if with_state else np.zeros_like(a0)
    for t in range(T):
        a_prev = g(params["Waa"] @ a_prev + params["Wax"] @ x[t] + params["ba"])
        np.testing.assert_allclose(a[t], a_prev, rtol=1e-10, atol=1e-12)
    assert np.array_equal(state, a[-1])


def test_full_lengths_are_no_lengths():
    drawn_values = drawn()
    assert equal_bits(both(*drawn_values), both(*drawn_values, lengths=np.full(4, 7)))


def test_a_sequence_in_two_halves():
    params, x, state, _, _ = drawn()
    a, last, _ = rnn.forward(params, x, state)
    first, between, _ = rnn.forward(params, x[:3], state)
    second, end, _ = rnn.forward(params, x[3:], between)
    np.testing.assert_allclose(np.concatenate([first, second]), a, rtol=1e-12)
    np.testing.assert_allclose(end, last, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_dtype_of_params_decides(dtype, activation):
    values = drawn(dtype=dtype)
    for lengths in (None, np.array([7, 2, 1, 5])):
        assert {array.dtype for array in both(*values, lengths, activation)} == {np.dtype(dtype)}
    params, x, state = values[:3]
    assert rnn.step(params, x[0], state, activation)[0].dtype == dtype
    assert {p.dtype for p in rnn.init(np.random.default_rng(0), 2, 3, dtype).values()} == {np.dtype(dtype)}


def test_keys_of_other_layers_are_ignored():
    params, x, *_ = drawn()
    more = params | dense.init(np.random.default_rng(0), 5, 2) | {"Wf": None}
    assert np.array_equal(rnn.forward(more, x)[0], rnn.forward(params, x)[0])


def test_init_scales_with_the_number_of_columns():
    params = rnn.init(np.random.default_rng(0), 400, 900)
    assert abs(params["Wax"].std() * 20 - 1) < 0.01
    assert abs(params["Waa"].std() * 30 - 1) < 0.01
    assert not params["ba"].any()
    halves = rnn.init(np.random.default_rng(0), 400, 900, np.float32)
    assert np.array_equal(halves["Waa"], params["Waa"].astype(np.float32))


def refused(params=None, x=None, call=rnn.forward, **more):
    good, good_x, *_ = drawn()
    with pytest.raises(ValueError) as caught:
        call(good if params is None else good | params, good_x if x is None else x, **more)
    return str(caught.value)


def test_refusals_of_forward():
    params, x, state, _, _ = drawn()
    assert refused(x=x[:, :2]) == (
        'x must have shape (T_x, n_x, m) with n_x = 3 (params["Wax"] has 3 columns), got (7, 2, 4)'
    )
    assert refused(x=x[0]).endswith("got (3, 4)")
    assert refused(x=x[:0]).endswith("no axis empty, got (0, 3, 4)")
    assert refused(x=x.tolist()) == "x must be a NumPy array of float32 or float64, got list"
    assert refused(x=x.astype(np.float32)) == 'x must be float64, as params["Wax"] is, got float32'
    assert (
        refused(x=x.astype(np.int64))
        == "x must be a NumPy array of float32 or float64, got an array of int64"
    )
    assert refused(state=state[:, :3]) == (
        'state must have shape (n_a, m) with n_a = 5 (params["Wax"] has 5 rows) '
        "and m = 4 (x has shape (7, 3, 4)), got (5, 3)"
    )
    assert refused(activation="sigmoid") == "activation must be one of 'tanh', 'relu', got 'sigmoid'"
    assert refused({"Waa": params["Waa"][:, :4]}) == (
        'params["Waa"] must have shape (n_a, n_a) with n_a = 5 (params["Wax"] has 5 rows), got (5, 4)'
    )
    assert refused({"ba": params["ba"][:, 0]}).endswith("got (5,)")
    assert refused({"Wax": params["Wax"].astype(int)}).startswith(
        'params["Wax"] must be a NumPy array of float32'
    )
    assert refused({"Waa": params["Waa"].astype(np.float32)}) == (
        'params["Waa"] must be float64, as params["Wax"] is, got float32'
    )
    for bad in (np.nan, np.inf, -np.inf):
        Waa = params["Waa"].copy()
        Waa[2, 3] = bad
        assert refused({"Waa": Waa}) == 'params["Waa"] must be finite, got NaN or infinity'
    with pytest.raises(ValueError, match="params must have the keys Wax, Waa, ba, got Wax, Waa"):
        rnn.forward({key: params[key] for key in ("Wax", "Waa")}, x)


def test_large_finite_parameters_are_not_refused():
    """Their sum overflows, but each of them is finite."""
    params, x, *_ = drawn(dtype=np.float32)
    params["ba"] = np.full((5, 1), 3e38, np.float32)
    with np.errstate(over="ignore"):
        assert np.isfinite(rnn.forward(params, x)[0]).all()


@pytest.mark.parametrize(
    "lengths, message",
    [
        (np.array([7, 8, 1, 1]), "lengths must be in 1 ... 7, got 8"),
        (np.array([7, 0, 1, 1]), "lengths must be in 1 ... 7, got 0"),
        (np.array([7, 1]), "lengths must have shape (m,) with m = 4 (x has shape (7, 3, 4)), got (2,)"),
        (np.array([7.0, 1, 1, 1]), "lengths must be a NumPy array of integers, got an array of float64"),
        ([7, 1, 1, 1], "lengths must be a NumPy array of integers, got list"),
    ],
)
def test_refusals_of_lengths(lengths, message):
    assert refused(lengths=lengths) == message


def test_refusals_of_backward():
    params, x, state, da, dstate = drawn()
    _, _, cache = rnn.forward(params, x, state)
    for bad, *more in ([da[:6]], [da[:, :4]], [da[0]], [da.astype(np.float32)], [da, dstate[:, :2]]):
        with pytest.raises(ValueError, match=r"^(da|dstate) must"):
            rnn.backward(params, cache, bad, *more)
    with pytest.raises(
        ValueError, match=r"^da must have shape \(T_x, n_a, m\) with T_x = 7 and n_a = 5 and m = 4,"
    ):
        rnn.backward(params, cache, da[:6])
    with pytest.raises(ValueError, match=r"^cache must come from rnn\.forward with keep=True, got None"):
        rnn.backward(params, None, da)
    with pytest.raises(ValueError, match=r'^params\["Wax"\] must have shape'):
        rnn.backward(rnn.init(np.random.default_rng(0), 3, 6), cache, da)
    with pytest.raises(ValueError, match=r'^params\["Wax"\] must be float64, as the cache is, got float32'):
        rnn.backward(rnn.init(np.random.default_rng(0), 3, 5, np.float32), cache, da)


def test_refusals_of_step():
    params, x, state, *_ = drawn()
    for bad in (
        (x, state),
        (x[0], state[:4]),
        (x[0], state[:, :2]),
        (x[0].astype(np.float32), state),
        (x[0], None),
    ):
        with pytest.raises(ValueError, match=r"^(x_t|state) must"):
            rnn.step(params, *bad)
    with pytest.raises(ValueError, match=r"^activation must"):
        rnn.step(params, x[0], state, "sigmoid")


def test_refusals_of_init():
    rng = np.random.default_rng(0)
    for arguments in ((np.random, 2, 3), (rng, 0, 3), (rng, 2, 3.0), (rng, True, 3), (rng, 2, 3, np.float16)):
        with pytest.raises(ValueError, match=r"^(rng|n_x|n_a|dtype) must"):
            rnn.init(*arguments)


def test_what_would_overflow_in_padding_is_not_computed():
    params = {"Waa": 3 * np.eye(4), "Wax": np.ones((4, 3)), "ba": np.ones((4, 1))}
    x, lengths = np.ones((900, 3, 2)), np.array([2, 5])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        a, state, cache = rnn.forward(params, x, lengths=lengths, activation="relu")
        dx, _, grads = rnn.backward(params, cache, np.ones_like(a))
    short, short_state, _ = rnn.forward(params, x[:5], lengths=lengths, activation="relu")
    np.testing.assert_array_equal(a[:5], short)
    np.testing.assert_array_equal(state, short_state)
    assert not a[5:].any()
    assert not dx[5:].any()
    assert all(np.isfinite(gradient).all() for gradient in grads.values())

"""What gru and lstm promise beside the laws of all recurrent layers: PyTorch's values, starts, refusals."""

from pathlib import Path

import numpy as np
import pytest

from helpers.layers import gru, lstm
from tests.layers.recurrent import PLAIN, assert_complete, assert_stored, case, drawn

STORED = dict(np.load(Path(__file__).parents[1] / "reference" / "gates.npz"))
CASES = {
    "lstm": "lstm",
    "lstm, packed": "lstm",
    "lstm, one step, one example": "lstm",
    "lstm with peepholes": "lstm, peepholes",
    "lstm with peepholes, padded": "lstm, peepholes",
    "gru after": "gru, after",
    "gru after, packed": "gru, after",
    "gru after, one step, one example": "gru, after",
    "gru before": "gru, before",
    "gru before, padded": "gru, before",
    "gru simplified": "gru, simplified",
    "gru simplified, padded": "gru, simplified",
}


def test_every_stored_case_is_compared():
    assert_complete(STORED, CASES)


@pytest.mark.parametrize("name, layer", CASES.items(), ids=CASES)
def test_pytorch_says_the_same(name, layer):
    assert_stored(PLAIN[layer], case(STORED, name))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_init(dtype):
    rng = np.random.default_rng(0)
    keys = {
        "lstm": "Wc Wu Wf Wo bc bu bf bo",
        "lstm, peepholes": "Wc Wu Wf Wo bc bu bf bo pu pf po",
        "gru, simplified": "Wu Wc bu bc",
        "gru, before": "Wu Wr Wc bu br bc",
        "gru, after": "Wu Wr Wc bu br bc bca",
    }
    for name, expected in keys.items():
        params = PLAIN[name].init(rng, 90, 310, dtype)
        assert list(params) == expected.split(), name
        assert {p.dtype for p in params.values()} == {np.dtype(dtype)}
        for key, p in params.items():
            if key.startswith("W"):
                assert p.shape == (310, 400) and abs(p.std() * 20 - 1) < 0.01, key
            else:
                assert p.shape == (310, 1) and (p == (key == "bf")).all(), key
    assert (lstm.init(rng, 2, 3, forget_bias=-2)["bf"] == -2).all()


def test_a_forget_gate_that_starts_open_keeps_the_cell():
    x, state = np.zeros((20, 2, 1)), (np.zeros((3, 1)), np.ones((3, 1)))
    kept = {}
    for bias in (0.0, 1.0, 5.0):
        params = {
            key: 0 * p if key[0] == "W" else p
            for key, p in lstm.init(np.random.default_rng(0), 2, 3, forget_bias=bias).items()
        }
        kept[bias] = lstm.forward(params, x, state)[1][1]
        np.testing.assert_allclose(kept[bias], (1 / (1 + np.exp(-bias))) ** 20)


def test_peepholes_that_are_zero_change_nothing():
    params, x, state, *_ = drawn(PLAIN["lstm"])
    zeros = {key: np.zeros((4, 1)) for key in ("pu", "pf", "po")}
    one, two = lstm.forward(params, x, state), lstm.forward(params | zeros, x, state)
    np.testing.assert_allclose(one[0], two[0], rtol=1e-13)


def test_the_update_gate_multiplies_the_candidate():
    """Γu near 0 keeps the state, near 1 takes the candidate: 1 - z of PyTorch and Keras."""
    params, x, state, *_ = drawn(PLAIN["gru, before"])
    shut = gru.forward(params | {"bu": np.full((4, 1), -1e3)}, x, state)[0]
    assert np.array_equal(shut, np.broadcast_to(state, shut.shape))
    open_gates = {"bu": np.full((4, 1), 1e3), "br": np.full((4, 1), -1e3)}
    a = gru.forward(params | open_gates, x, state)[0]
    np.testing.assert_allclose(a, np.tanh(params["Wc"][:, 4:] @ x + params["bc"]), rtol=1e-12)


def test_the_forms_of_the_gru_agree_where_the_reset_gate_is_open():
    params, x, state, *_ = drawn(PLAIN["gru, after"])
    params |= {"br": np.full((4, 1), 1e3), "bca": np.zeros((4, 1))}
    after = gru.forward(params, x, state)[0]
    before = gru.forward({key: p for key, p in params.items() if key != "bca"}, x, state)[0]
    simplified = gru.forward({key: params[key] for key in ("Wu", "Wc", "bu", "bc")}, x, state)[0]
    np.testing.assert_allclose(after, before, rtol=1e-12)
    np.testing.assert_allclose(after, simplified, rtol=1e-12)


def refused(call, *values, **options):
    with pytest.raises(ValueError) as caught:
        call(*values, **options)
    return str(caught.value)


@pytest.mark.parametrize("name", [name for name in PLAIN if "rnn" not in name])
def test_refusals(name):
    layer, (params, x, state, da, _) = PLAIN[name], drawn(PLAIN[name])
    cache = layer.forward(params, x, state)[2]
    wanted = f'n_x = 3 (params["{next(iter(params))}"] has 7 columns, n_a+n_x)'
    assert refused(layer.forward, params, x[:, :2]) == (
        f"x must have shape (T_x, n_x, m) with {wanted}, got (6, 2, 5)"
    )
    assert refused(layer.forward, params | {"Wu": params["Wu"][:, :4]}, x).startswith('params["Wu"] must')
    for key in params:
        less = {other: p for other, p in params.items() if other != key}
        if key != "bca":  # without it the layer is another form
            assert refused(layer.forward, less, x).startswith("params must have the keys"), key
        bad = {key: np.where(np.arange(4)[:, None] == 2, np.nan, params[key])}
        assert (
            refused(layer.forward, params | bad, x) == f'params["{key}"] must be finite, got NaN or infinity'
        )
        assert refused(layer.forward, params | {key: params[key][:3]}, x).startswith('params["'), key
        assert refused(layer.forward, params | {key: params[key].astype(np.float32)}, x).startswith(
            'params["'
        )
        assert refused(layer.backward, params | {key: params[key][:3]}, cache, da).startswith('params["'), key
    for wrong in (x[0], x[:0], x.tolist(), x.astype(np.float32), x.astype(int)):
        assert refused(layer.forward, params, wrong).startswith("x must")
    for lengths in (
        np.array([7, 1, 1, 1, 1]),
        np.array([0, 1, 1, 1, 1]),
        np.array([1, 2]),
        np.ones(5),
        [1] * 5,
    ):
        assert refused(layer.forward, params, x, lengths=lengths).startswith("lengths must")
    for wrong in (da[:5], da[:, :3], da[0], da.astype(np.float32), da.tolist()):
        assert refused(layer.backward, params, cache, wrong).startswith("da must")
    assert refused(layer.backward, params, None, da).startswith("cache must come from")
    assert refused(layer.step, params, x, state).startswith("x_t must")
    assert refused(layer.step, params, x[0], None).startswith("state")


@pytest.mark.parametrize("bad", ["part", "dtype", "structure"])
@pytest.mark.parametrize("name", ["lstm", "gru, after"])
def test_refusals_of_states(name, bad):
    layer, (params, x, state, da, dstate) = PLAIN[name], drawn(PLAIN[name])
    cache = layer.forward(params, x, state)[2]
    change = {"part": lambda s: s[:, :2], "dtype": lambda s: s.astype(np.float32), "structure": None}[bad]

    def wrong(s):
        if bad == "structure":
            return s[0] if isinstance(s, tuple) else (s, s)
        return (s[0], change(s[1])) if isinstance(s, tuple) else change(s)

    assert refused(layer.forward, params, x, wrong(state)).startswith("state")
    assert refused(layer.backward, params, cache, da, wrong(dstate)).startswith("dstate")
    assert refused(layer.step, params, x[0], wrong(state)).startswith("state")


def test_refusals_of_init():
    rng = np.random.default_rng(0)
    for layer in (gru, lstm):
        for values in (
            (np.random, 2, 3),
            (rng, 0, 3),
            (rng, 2, 3.0),
            (rng, True, 3),
            (rng, 2, 3, np.float16),
        ):
            assert refused(layer.init, *values).startswith(("rng must", "n_x must", "n_a must", "dtype must"))
    for bias in (np.nan, np.inf, "1", True, None):
        assert refused(lstm.init, rng, 2, 3, forget_bias=bias).startswith(
            "forget_bias must be a finite number,"
        )
    assert refused(gru.init, rng, 2, 3, reset="both").startswith(
        "reset must be one of None, 'before', 'after'"
    )

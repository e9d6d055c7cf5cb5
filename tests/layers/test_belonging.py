"""What belongs together is recognised: parameters and caches of another layer, form or size are refused."""

import numpy as np
import pytest

from helpers.layers import bidirectional, dense, dropout, embedding, gru, lstm, rnn, stack
from helpers.layers._layer import PROTOCOL
from helpers.models import LanguageModel
from tests.layers.recurrent import PLAIN, WIRINGS, drawn
from tests.nested import flat, nested

LAYERS = (
    PLAIN
    | WIRINGS
    | {"stack of two": stack(rnn, rnn), "bidirectional stack of two": bidirectional(stack(rnn, rnn))}
)
DA = np.ones((6, 4, 5))


def refused(call, *arguments, **more):
    with pytest.raises(ValueError) as caught:
        call(*arguments, **more)
    return str(caught.value)


def form(name):
    """Return the module of a plain layer, or the name of a wiring: equal for the forms of one layer."""
    return name.split(",")[0] if name in PLAIN else name


@pytest.mark.parametrize("mine", LAYERS)
def test_parameters_of_another_layer_are_refused(mine):
    _, x, *_ = drawn(LAYERS[mine])
    for other in LAYERS:
        if form(mine) != form(other):  # a layer runs each of its forms
            assert "params must" in refused(LAYERS[mine].forward, drawn(LAYERS[other])[0], x), other


@pytest.mark.parametrize("mine", LAYERS)
def test_a_cache_of_another_layer_or_form_is_refused(mine):
    params, x, _, da, _ = drawn(LAYERS[mine])
    for other in LAYERS:
        message = ""
        if mine != other and form(mine) + form(other) != "rnnrnn":  # the activation is in the cache alone
            _, _, cache = LAYERS[other].forward(drawn(LAYERS[other])[0], x)
            message = refused(LAYERS[mine].backward, params, cache, da)
        if message and form(mine) == form(other):
            assert message.startswith("params must"), other
        elif message:
            assert message.startswith("cache must come from") and "got one from" in message, other


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_a_cache_of_another_size_is_refused(layer):
    params, _, _, da, _ = drawn(layer)
    for sizes in ({"n_x": 2}, {"n_a": 3}, {"m": 4}, {"T": 5}):
        theirs, x_other, *_ = drawn(layer, **sizes)
        _, _, cache = layer.forward(theirs, x_other)
        message = refused(layer.backward, params, cache, da)
        assert "must have shape" in message and message.endswith(")"), message
    _, _, cache = layer.forward(*drawn(layer, dtype=np.float32)[:2])
    assert "must be float32, as the cache is, got float64" in refused(layer.backward, params, cache, da)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("wrong", [None, (), [1], {}, "cache", np.ones(3)], ids=repr)
def test_what_is_no_cache_is_refused(layer, wrong):
    params, _, _, da, _ = drawn(layer)
    got = "None" if wrong is None else type(wrong).__name__
    assert refused(layer.backward, params, wrong, da).endswith(f"with keep=True, got {got}")


def test_a_form_that_lost_a_parameter_is_refused_where_the_form_is_known():
    """Without one of its keys a dict can be that of another form: the cache knows, the caller can tell."""
    cases = [
        ("gru, after", gru, "bca", {"reset": "after"}),
        ("gru, before", gru, "Wr br", {"reset": "before"}),
        ("lstm, peepholes", lstm, "pu pf po", {"peepholes": True}),
    ]
    for name, layer, keys, told in cases:
        params, x, state, da, _ = drawn(PLAIN[name])
        _, _, cache = layer.forward(params, x)
        less = {key: p for key, p in params.items() if key not in keys.split()}
        wanted = f"params must have the keys {', '.join(params)}, got {', '.join(less)}"
        assert refused(layer.backward, less, cache, da) == wanted
        assert refused(layer.forward, less, x, **told) == wanted
        assert refused(layer.step, less, x[0], state, **told) == wanted
        assert np.array_equal(layer.forward(params, x, **told)[0], layer.forward(params, x)[0])
        alone = layer.forward(less, x)[2]
        assert refused(layer.backward, params, alone, da).endswith(f"got {', '.join(keys.split())} as well")


def test_a_told_form_refuses_the_keys_of_another():
    params, x, *_ = drawn(PLAIN["gru, after"])
    assert refused(gru.forward, params, x, reset="before") == (
        "params must be those of a GRU with reset='before', with the keys Wu, Wr, Wc, bu, br, bc "
        "and without bca, Wf, bf, Wo, bo, got bca as well"
    )
    assert refused(gru.forward, params, x, reset="behind").startswith("reset must be one of None, 'before'")
    params, x, *_ = drawn(PLAIN["lstm, peepholes"])
    assert refused(lstm.forward, params, x, peepholes=False).endswith("got pu, pf, po as well")
    assert refused(lstm.forward, params, x, peepholes="yes").startswith("peepholes must be True or False")
    assert refused(lstm.init, np.random.default_rng(0), 2, 3, peepholes="no").startswith("peepholes must")


def test_the_parameters_of_a_higher_stack_are_refused():
    low, high = stack(rnn, rnn), stack(rnn, rnn, rnn)
    params, x, state, da, _ = drawn(low)
    theirs = drawn(high)[0]
    wanted = (
        'params must be those of stack(rnn, rnn), the last layer under "1.…", got some under "2.…" as well'
    )
    cache = low.forward(params, x)[2]
    assert refused(low.forward, theirs, x) == refused(low.step, theirs, x[0], state) == wanted
    assert refused(low.backward, theirs, cache, da) == wanted
    assert np.array_equal(low.forward(params | {"head.Wya": x, "by": x}, x)[0], low.forward(params, x)[0])


def test_dense_and_embedding_refuse_caches_that_are_not_theirs():
    rng = np.random.default_rng(0)
    narrow, wide = dense.init(rng, 4, 3), dense.init(rng, 4, 2)
    cache = dense.forward(narrow, DA)[1]
    assert refused(dense.backward, wide, cache, np.ones((6, 2, 5))) == (
        'params["Wya"] must have shape (n_y, n_a) with n_y = 3 and n_a = 4, got (2, 4)'
    )
    words, indices = embedding.init(rng, 7, 4), rng.integers(7, size=(6, 5))
    cache_e = embedding.forward(words, indices)[1]
    assert refused(embedding.backward, words, cache, DA) == (
        "cache must come from embedding.forward with keep=True, got one from dense.forward"
    )
    assert refused(dense.backward, narrow, cache_e, DA).endswith("got one from embedding.forward")
    assert refused(dense.backward, narrow, DA, DA).endswith("got ndarray")
    other = embedding.init(rng, 8, 4)
    assert refused(embedding.backward, other, cache_e, DA).startswith(
        'params["E"] must have shape (n_e, n_v)'
    )


def test_dropout_refuses_gradients_that_are_not_of_its_input():
    _, factors = dropout.forward(DA, 0.5, np.random.default_rng(0))
    for wrong in (DA[0], DA[:5], DA[..., :1], DA.astype(np.float32)):
        assert refused(dropout.backward, factors, wrong) == (
            "da must have shape (6, 4, 5) and dtype float64, as the factors of forward have, "
            f"got {wrong.shape} and {wrong.dtype}"
        )
    for wrong in (DA.tolist(), None, DA.astype(int)):
        assert refused(dropout.backward, factors, wrong).startswith("da must be a NumPy array of float32")
        assert refused(dropout.backward, None, wrong).startswith("da must be a NumPy array of float32")
    assert refused(dropout.backward, [1.0], DA).startswith("factors must be a NumPy array")


@pytest.mark.parametrize(
    "wrong", ["rnn", None, 5, dense, embedding, dropout, rnn.forward, LanguageModel(rnn)]
)
def test_what_is_no_layer_is_refused_at_construction(wrong):
    layers = "rnn, gru, lstm of helpers.layers, or bidirectional(…) or stack(…) of them"
    assert refused(bidirectional, wrong).startswith(f"layer must be a layer: {layers}, got ")
    assert refused(stack, rnn, wrong).startswith(f"layers[1] must be a layer: {layers}, got ")
    assert " at 0x" not in refused(bidirectional, wrong)


def test_classes_are_no_layers_and_modules_are_called_by_their_names():
    assert refused(bidirectional, type(stack(rnn))).endswith("got type")
    assert refused(bidirectional, dense).endswith("got dense")
    assert refused(stack, "rnn").endswith("got 'rnn'")
    assert (
        repr(bidirectional(stack(gru, lstm, dropout=0.5))) == "bidirectional(stack(gru, lstm, dropout=0.5))"
    )


def test_unknown_options_are_refused_by_name():
    layer, rng = stack(bidirectional(lstm)), np.random.default_rng(0)
    params, x, *_ = drawn(layer)
    has = "which has params, x, state, lengths, keep, peepholes, rng, got activation='relu'"
    assert refused(layer.forward, params, x, activation="relu").endswith(
        f"activation must be an argument of lstm.forward, {has}"
    )
    assert refused(layer.init, rng, 2, 3, reset="after").endswith(
        "reset must be an argument of lstm.init, "
        "which has rng, n_x, n_a, dtype, forget_bias, peepholes, got reset='after'"
    )
    params, x, state, *_ = drawn(stack(lstm))
    assert refused(stack(lstm).step, params, x[0], state, reset=None).endswith("got reset=None")


@pytest.mark.parametrize("name", LAYERS)
def test_what_a_layer_tells_of_its_state(name):
    """Its output is the last one shown; joined states are as wide as it; both ways back are transposed."""
    layer = LAYERS[name].layer if name in PLAIN else LAYERS[name]
    assert all(hasattr(layer, function) for function in PROTOCOL)
    params, x, state, *_ = drawn(LAYERS[name])
    a, last, _ = LAYERS[name].forward(params, x, state)
    shown = layer.output(last)
    assert len(shown) == layer.output_size(4) == a.shape[1]
    if not layer.reads_ahead():
        assert np.array_equal(shown, a[-1])
    rng = np.random.default_rng(1)
    for there, back in (
        (layer.output, lambda d: layer.output_backward(last, d)),
        (layer.joined, layer.joined_backward),
    ):
        like = flat("", there(last))
        d = {key: rng.standard_normal(v.shape) for key, v in like.items()}
        gradient = flat("", back(nested("", there(last), d)))
        assert {key: v.shape for key, v in gradient.items()} == {
            k: v.shape for k, v in flat("", last).items()
        }
        one = sum((d[key] * v).sum() for key, v in like.items())
        two = sum((gradient[key] * v).sum() for key, v in flat("", last).items())
        assert one == pytest.approx(two, rel=1e-12)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.uint64])
def test_lengths_of_any_integer_type(dtype):
    """As int8 or uint8 they are small, and the steps of later blocks are not."""
    lengths = np.array([100, 3, 7, 127, 50])
    for layer in (lstm, bidirectional(gru)):
        params, x, _, da, _ = drawn(layer, T=1200)
        results = []
        for given in (lengths, lengths.astype(dtype)):
            a, last, cache = layer.forward(params, x, None, given)
            results.append({"a": a, "dx": layer.backward(params, cache, da)[0]} | flat("", last))
        assert all(np.array_equal(results[0][key], results[1][key]) for key in results[0])

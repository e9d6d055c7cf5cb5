"""The models: gradients, PyTorch's values, padding, what a decoder may read, training, refusals."""

from functools import partial
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from helpers.activations import log_softmax
from helpers.layers import dense, embedding, gru, lstm, rnn
from helpers.layers.bidirectional import bidirectional
from helpers.layers.stack import stack
from helpers.models.classifier import Classifier
from helpers.models.language_model import LanguageModel
from helpers.models.tagger import Tagger
from helpers.models.translator import CONTEXTS, Translator
from helpers.text import mask_from_lengths
from helpers.training.gradient_check import numerical_gradient, relative_error
from helpers.training.optimisers import adam_init, adam_step
from tests.layers.test_gradients import LIMIT, SEEDS

STORED = dict(np.load(Path(__file__).parents[1] / "reference" / "models.npz"))
FORWARDS = [rnn, gru, lstm, stack(gru, lstm, dropout=0.3)]
ANY = [*FORWARDS, bidirectional(lstm), stack(bidirectional(rnn), gru, dropout=0.3)]
PAIRS = [
    (rnn, rnn),
    (gru, gru),
    (lstm, lstm),
    (bidirectional(rnn), rnn),
    (stack(bidirectional(gru), bidirectional(lstm), dropout=0.3), stack(gru, lstm, dropout=0.3)),
    (bidirectional(stack(rnn, gru)), stack(rnn, gru)),
]
MODELS = {
    "language model": lambda seed: LanguageModel(FORWARDS[seed % 4]),
    "tagger": lambda seed: Tagger(ANY[seed % 6]),
    "classifier": lambda seed: Classifier(ANY[seed % 6]),
}
for name in CONTEXTS:
    MODELS[f"translator, {name}"] = lambda seed, context=name: Translator(*PAIRS[seed % 6], context)
models = pytest.mark.parametrize("name", MODELS)


def drawn(name, seed, dtype=np.float64):
    """Return a model, random parameters, a batch (words, classes) and its lengths."""
    rng, model = np.random.default_rng(seed), MODELS[name](seed)
    n_v, n_y, n_e, n_a, m, T_x, T_y = (int(n) for n in rng.permutation([5, 6, 7, 4, 8, 3, 2]))
    n_a, n_e, *rest = sorted((n_a, n_e, m, T_x, T_y))  # the smallest to the layer, which costs most
    m, T_x, T_y = rng.permutation(rest)
    m, T_x = 1 if seed % 5 == 0 else m, 1 if seed % 6 == 0 else T_x
    sizes = (n_y,) if name == "language model" else (n_v, n_y)
    sizes = (*sizes, n_e, n_a) if name[0] in "lt" and name != "tagger" else (n_v, n_e, n_a, n_y)
    params = model.init(rng, *sizes, dtype=dtype)
    params = {key: 0.8 * rng.standard_normal(p.shape).astype(dtype) for key, p in params.items()}
    x, y = rng.integers(n_v, size=(T_x, m)), rng.integers(n_y, size=(T_y, m))
    tags = rng.integers(n_y, size=(T_x, m))
    lengths_x, lengths_y = (np.append(rng.integers(1, T + 1, size=m - 1), T) for T in (T_x, T_y))
    if name == "language model":
        words, lengths = [y], [lengths_y]
    elif name.startswith("translator"):
        words, lengths = [x, y], [lengths_x, lengths_y]
    else:
        words, lengths = [x, tags if name == "tagger" else tags[0]], [lengths_x]
    return model, params, words, lengths


def assert_gradients_in_directions(f, params, grads):
    """Hold each array of gradients against finite differences of f along three random directions of it.

    The layers and wirings inside are tested entry by entry elsewhere; an error of any entry shows here too.
    Two steps are combined so that their error of second order drops out (Richardson 1911): some gradients
    are tiny.
    """
    rng = np.random.default_rng(0)
    for key, gradient in grads.items():
        directions = rng.standard_normal((3, *gradient.shape)) / np.sqrt(gradient.size)

        def along(v, key=key, directions=directions):
            return f(params | {key: params[key] + np.tensordot(v, directions, 1)})

        one, two = (numerical_gradient(along, np.zeros(3), epsilon) for epsilon in (1e-4, 2e-4))
        slopes = np.tensordot(directions, gradient, gradient.ndim)
        assert relative_error(slopes, (4 * one - two) / 3) <= LIMIT, key


@models
@pytest.mark.parametrize("seed", SEEDS)
def test_gradients(name, seed):
    model, params, words, lengths = drawn(name, seed)
    lengths = lengths if seed % 2 else []
    loss, grads = model.loss_and_grads(params, *words, *lengths)
    assert grads.keys() == params.keys()
    assert loss == pytest.approx(model.loss(params, *words, *lengths), rel=1e-12)
    assert_gradients_in_directions(lambda v: model.loss(v, *words, *lengths), params, grads)


@models
def test_gradients_with_dropout(name):
    model, params, words, lengths = drawn(name, {"l": 3, "c": 5}.get(name[0], 5 if name == "tagger" else 4))

    def both(v):
        return model.loss_and_grads(v, *words, *lengths, rng=np.random.default_rng(0))

    loss, grads = both(params)
    assert loss != model.loss(params, *words, *lengths)
    assert_gradients_in_directions(lambda v: both(v)[0], params, grads)


def pytorch_case(case):
    """Return what is stored of a case: parameters, gradients, and the rest."""
    values = {key.removeprefix(f"{case}/"): v for key, v in STORED.items() if key.startswith(f"{case}/")}
    params, grads = (
        {key.removeprefix(kind): v for key, v in values.items() if key.startswith(kind)}
        for kind in ("params/", "grads/")
    )
    return params, grads, values["x"], values["y"], float(values["loss"])


@pytest.mark.parametrize("case", sorted({key.split("/")[0] for key in STORED if "/" in key}))
def test_pytorch_says_the_same(case):
    params, expected, x, y, stored_loss = pytorch_case(case)
    lengths_x, lengths_y = STORED["lengths_x"], STORED["lengths_y"]
    if case == "language model":
        loss, grads = LanguageModel(lstm).loss_and_grads(params, y, lengths_y)
    elif case == "tagger":
        loss, grads = Tagger(bidirectional(lstm)).loss_and_grads(params, x, y[: len(x)], lengths_x)
    elif case == "classifier":
        loss, grads = Classifier(bidirectional(lstm)).loss_and_grads(params, x, y[0], lengths_x)
    else:
        model = Translator(bidirectional(lstm), lstm, None if case == "none" else case)
        loss, grads = model.loss_and_grads(params, x, y, lengths_x, lengths_y)
    assert abs(loss - stored_loss) <= 1e-10
    assert grads.keys() == expected.keys()
    for key, gradient in grads.items():
        assert np.abs(gradient - expected[key]).max() <= 1e-8, key


def test_the_file_says_what_made_it():
    assert [version.split()[0] for version in STORED["versions"]] == ["torch", "numpy"]
    assert len({key.split("/")[0] for key in STORED if "/" in key}) == 3 + len(CONTEXTS)


@models
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("fill", [-1, 2**40])
def test_padding_changes_nothing(name, dtype, fill):
    for seed in (7, 8, 9, 11):
        model, params, words, lengths = drawn(name, seed, dtype)
        loss, grads = model.loss_and_grads(params, *words, *lengths)
        every = lengths * 2 if name == "tagger" else lengths
        filled = [
            np.where(mask_from_lengths(length, len(word)), word, fill) if word.ndim == 2 else word
            for word, length in zip(words, [*every, None][: len(words)], strict=True)
        ]
        again, grads_again = model.loss_and_grads(params, *filled, *lengths)
        assert loss == again
        assert all(np.array_equal(g, grads_again[key]) for key, g in grads.items())
        assert {g.dtype for g in grads.values()} == {np.dtype(dtype)}


@models
def test_no_argument_is_changed(name):
    model, params, words, lengths = drawn(name, 8)
    arrays = [*params.values(), *words, *lengths]
    before = [array.copy() for array in arrays]
    model.loss_and_grads(params, *words, *lengths, rng=np.random.default_rng(0))
    model.forward(params, *(words[:1] if name[0] in "cl" or name == "tagger" else words), *lengths)
    assert all(np.array_equal(one, two) for one, two in zip(arrays, before, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_a_language_model_steps_as_it_runs(seed):
    model, params, (y,), _ = drawn("language model", seed)
    z = model.forward(params, y)
    z_t, state = model.start(params, y.shape[1])
    for t in range(len(y)):
        np.testing.assert_allclose(z_t, z[t], rtol=1e-10, atol=1e-12)
        z_t, state = model.step(params, y[t], state)


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("seed", range(6))
def test_a_translator_steps_as_it_runs(context, seed):
    model, params, (x, y), (lengths_x, _) = drawn(f"translator, {context}", seed)
    z, alphas = model.forward(params, x, y, lengths_x)
    z_i, state = model.start(params, x, lengths_x)
    for i in range(len(y)):
        np.testing.assert_allclose(z_i, z[i], rtol=1e-10, atol=1e-12)
        z_i, state = model.step(params, y[i], state)
    if context in (None, "last"):
        assert alphas is None
    else:
        np.testing.assert_allclose(alphas.sum(axis=1), 1, rtol=1e-12)
        assert (alphas[:, ~mask_from_lengths(lengths_x, len(x))] == 0).all()


def test_a_language_model_does_not_read_the_word_that_it_predicts():
    model, params, (y,), _ = drawn("language model", 2)
    z = model.forward(params, y)
    for t in range(len(y)):
        other = y.copy()
        other[t:] = (other[t:] + 1) % y.max()
        assert np.array_equal(model.forward(params, other)[: t + 1], z[: t + 1])


def test_log_probability_is_that_of_the_loss():
    model, params, (y,), (lengths,) = drawn("language model", 3)
    log_p = model.log_probability(params, y, lengths)
    assert model.loss(params, y, lengths) == pytest.approx(-log_p.sum() / lengths.sum(), rel=1e-12)
    one = slice(0, 1)
    alone = model.log_probability(params, y[: lengths[0], one])
    z = model.forward(params, y[: lengths[0], one])
    by_hand = sum(log_softmax(z)[t, y[t, 0], 0] for t in range(lengths[0]))
    assert log_p[0] == pytest.approx(alone[0], rel=1e-11) == pytest.approx(by_hand, rel=1e-11)


def test_a_translator_learns_to_reverse():
    """A batch of four words and "<EOS>", written backwards, is learnt by heart in 150 steps."""
    rng = np.random.default_rng(0)
    x = rng.integers(3, 9, size=(4, 16))
    y = np.vstack([x[::-1], np.full((1, 16), 2)])
    model = Translator(bidirectional(gru), gru, "additive")
    params = model.init(rng, 9, 9, 8, 12)
    state = adam_init(params)
    for _ in range(150):
        loss, grads = model.loss_and_grads(params, x, y)
        params, state = adam_step(params, grads, state, learning_rate=0.02)
    assert loss < 0.1
    assert (model.forward(params, x, y)[0].argmax(axis=1) == y).mean() > 0.97


def test_refusals():
    model, params, (x, y), (lengths_x, lengths_y) = drawn("translator, additive", 4)

    def refused(call, *arguments, **more):
        with pytest.raises(ValueError) as caught:
            call(*arguments, **more)
        return str(caught.value)

    ahead = "must read forwards alone, got"
    assert refused(LanguageModel, bidirectional(rnn)) == f"layer {ahead} bidirectional(rnn)"
    assert refused(LanguageModel, stack(stack(bidirectional(rnn)), rnn)) == (
        f"layer {ahead} stack(stack(bidirectional(rnn)), rnn)"
    )
    assert refused(Translator, rnn, stack(rnn, bidirectional(rnn))) == (
        f"decoder {ahead} stack(rnn, bidirectional(rnn))"
    )
    assert refused(Translator, rnn, rnn, "first").startswith(
        "context must be one of None, 'last', 'additive'"
    )
    assert refused(model.loss, params, x + 100, y).startswith("x must be in 0 ... 5, got")
    assert refused(model.loss, params, x, y, lengths_x + 100).startswith("lengths_x must be in")
    assert refused(model.loss, params, x, y - 100).startswith("y must be in 0 ...")
    assert refused(model.loss, params, x, y, lengths_x, lengths_y + 100).startswith("lengths_y must")
    lost = {key: p for key, p in params.items() if key != "head.by"}
    assert refused(model.loss, lost, x, y) == 'in "head": params must have the keys Wya, by, got Wya'
    model, params, (y,), _ = drawn("language model", 2)
    assert refused(model.start, params, 0).startswith("m must be")
    assert refused(model.step, params, y, model.start(params)[1]).startswith("y_prev must")


def refused(call, *arguments, **more):
    with pytest.raises(ValueError) as caught:
        call(*arguments, **more)
    return str(caught.value)


@pytest.mark.parametrize(
    "wrong", ["rnn", None, dense, embedding, np.ones(3)], ids=lambda value: str(type(value))
)
def test_what_is_no_layer_is_refused_at_construction(wrong):
    what = "must be a layer: rnn, gru, lstm of helpers.layers, or bidirectional(…) or stack(…) of them, got"
    for model in (Tagger, Classifier, LanguageModel):
        assert refused(model, wrong).startswith(f"layer {what}")
    assert refused(Translator, wrong, rnn).startswith(f"encoder {what}")
    assert refused(Translator, rnn, wrong).startswith(f"decoder {what}")


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_decoder_that_cannot_start_from_the_encoder_is_refused_at_construction(context):
    fits = "decoder must have the layers of the encoder, each one way and as wide as its outputs, got"
    for encoder, decoder, named in (
        (lstm, gru, "gru for lstm"),
        (rnn, stack(rnn), "stack(rnn) for rnn"),
        (bidirectional(lstm), stack(lstm, lstm), "stack(lstm, lstm) for bidirectional(lstm)"),
        (
            stack(bidirectional(rnn), rnn),
            stack(rnn, rnn),
            "stack(rnn, rnn) for stack(bidirectional(rnn), rnn)",
        ),
    ):
        assert refused(Translator, encoder, decoder, context) == f"{fits} {named}"


def test_parameters_of_another_model_are_refused():
    rng = np.random.default_rng(0)
    y = rng.integers(7, size=(5, 2))
    lstm_params = LanguageModel(lstm).init(rng, 7, 3, 4)
    gru_params = LanguageModel(gru).init(rng, 7, 3, 4)
    assert refused(LanguageModel(gru).loss, lstm_params, y).startswith(
        'in "layer": params must be those of a GRU'
    )
    assert refused(LanguageModel(lstm).loss, gru_params, y).startswith(
        'in "layer": params must be those of an'
    )
    deep = LanguageModel(stack(lstm, lstm)).init(rng, 7, 3, 4)
    assert refused(LanguageModel(stack(lstm)).loss, deep, y).startswith('in "layer": params must be those of')
    assert refused(Tagger(stack(lstm, lstm)).loss, lstm_params, y, y).startswith('in "layer": in "0": params')
    for params in (None, [], np.ones(3)):
        for model in (LanguageModel(lstm), Tagger(lstm)):
            assert refused(model.forward, params, y).startswith("params must be a dict of arrays, got")
    additive = Translator(bidirectional(lstm), lstm, "additive").init(rng, 7, 7, 3, 4)
    for context in (None, "last", "dot", "scaled_dot"):
        model = Translator(bidirectional(lstm), lstm, context)
        for call in (partial(model.loss, y=y), model.start):
            message = refused(call, additive, x=y)
            assert message.startswith(
                f"params must be those of a translator with context {context!r}, without"
            )
        own = model.init(rng, 7, 7, 3, 4)
        message = refused(Translator(bidirectional(lstm), lstm, "additive").loss, own, y, y)
        assert "params must have the keys Wes, Weh, ve, got none" in message


def test_states_of_another_model_or_batch_are_refused():
    rng = np.random.default_rng(0)
    y, models, started, params = rng.integers(7, size=(5, 2)), {}, {}, {}
    for context in CONTEXTS:
        models[context] = Translator(bidirectional(lstm), lstm, context)
        params[context] = models[context].init(rng, 7, 7, 3, 4)
        started[context] = models[context].start(params[context], y)[1]
    came = "state must come from start or step of"
    for context, other in permutations(CONTEXTS, 2):
        if {context, other} != {None, "last"}:  # the same, but for what is done with it
            assert refused(models[context].step, params[context], y[0], started[other]).startswith(came)
    for context in CONTEXTS:
        step = partial(models[context].step, params[context])
        for wrong in (None, [], np.ones((8, 2)), (1, 2, 3, 4)):
            assert refused(step, y[0], wrong).startswith(came)
        one = models[context].start(params[context], y[:, :1])[1]
        assert refused(step, y[0], one) == "state[1] must have shape (n_h, m) with m = 2, got (8, 1)"
    model = LanguageModel(lstm)
    params = model.init(rng, 7, 3, 4)
    for wrong in (np.zeros((4, 2)), None, model.start(params, 3)[1]):
        assert refused(model.step, params, y[0], wrong).startswith('in "layer": state')


def test_unknown_options_are_refused_by_name():
    rng = np.random.default_rng(0)
    has = "which has rng, n_x, n_a, dtype, got reset='after'"
    assert refused(LanguageModel(rnn).init, rng, 7, 3, 4, reset="after") == (
        f"reset must be an argument of rnn.init, {has}"
    )

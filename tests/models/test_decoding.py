"""Decoding: against enumeration of all sequences, against frequencies, and its limits."""

from collections import Counter
from fractions import Fraction
from functools import partial
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.activations import log_softmax, softmax
from helpers.layers import gru, lstm, rnn
from helpers.layers.bidirectional import bidirectional
from helpers.layers.stack import stack
from helpers.models import decoding
from helpers.models.language_model import LanguageModel
from helpers.models.translator import CONTEXTS, Translator

END = 2


def language_model(seed=0, n_v=6, layer=lstm, scale=1.5):
    """Return a model and random parameters, large enough for clear preferences."""
    model = LanguageModel(layer)
    params = model.init(np.random.default_rng(seed), n_v, 3, 4)
    rng = np.random.default_rng(seed + 1)
    return model, {key: scale * rng.standard_normal(p.shape) for key, p in params.items()}


def every_sequence(n_v, limit, reject=decoding.REJECT):
    """Yield all sequences that decoding may return."""
    words = [word for word in range(n_v) if word not in (*reject, END)]
    for length in range(1, limit + 1):
        for beginning in product(words, repeat=length - 1):
            yield np.array([*beginning, END])
            if length == limit:
                yield from (np.array([*beginning, word]) for word in words)


def log_probability(model, params, sequence):
    return model.log_probability(params, sequence[:, None])[0]


def assert_well_formed(sequences, limit, n_v=6, reject=decoding.REJECT):
    for sequence in sequences:
        assert 1 <= len(sequence) <= limit
        assert (END not in sequence[:-1]) and (len(sequence) == limit or sequence[-1] == END)
        assert not np.isin(sequence, reject).any() and (sequence < n_v).all()


@pytest.mark.parametrize("alpha", [0, 0.7, 1.0])
@pytest.mark.parametrize("seed", range(6))
def test_a_wide_beam_finds_the_best_of_all_sequences(seed, alpha):
    model, params = language_model(seed)
    scored = [
        (log_probability(model, params, s) / len(s) ** alpha, tuple(s.tolist())) for s in every_sequence(6, 4)
    ]
    best = sorted(scored, reverse=True)[:5]
    sequences, scores = decoding.beam(partial(model.step, params), *model.start(params), 200, 4, alpha)
    assert [tuple(s.tolist()) for s in sequences[:5]] == [sequence for _, sequence in best]
    np.testing.assert_allclose(scores[:5], [score for score, _ in best], rtol=1e-11)
    assert len(sequences) == min(200, len(scored))


@pytest.mark.parametrize("seed", range(6))
def test_a_beam_of_one_is_greedy(seed):
    model, params = language_model(seed)
    step = partial(model.step, params)
    (greedy,), log_p = decoding.greedy(step, *model.start(params), 8)
    (beam,), scores = decoding.beam(step, *model.start(params), 1, 8, alpha=0)
    assert np.array_equal(greedy, beam) and scores[0] == pytest.approx(log_p[0], rel=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_scores_are_those_of_the_model(seed):
    model, params = language_model(seed, layer=stack(gru, rnn))
    step = partial(model.step, params)
    sequences, scores = decoding.beam(step, *model.start(params), 4, 7, alpha=0.7)
    assert_well_formed(sequences, 7)
    assert (np.diff(scores) <= 0).all() and len({tuple(s.tolist()) for s in sequences}) == len(sequences)
    for sequence, score in zip(sequences, scores, strict=True):
        expected = log_probability(model, params, sequence) / len(sequence) ** 0.7
        assert score == pytest.approx(expected, rel=1e-10)
    drawn = decoding.sample(np.random.default_rng(seed), step, *model.start(params, 5), 7, temperature=0.7)
    for sequences, log_p in (drawn, decoding.greedy(step, *model.start(params, 3), 7)):
        assert_well_formed(sequences, 7)
        for sequence, value in zip(sequences, log_p, strict=True):
            assert value == pytest.approx(log_probability(model, params, sequence), rel=1e-10)


def test_greedy_takes_the_likeliest_word():
    model, params = language_model(3)
    (sequence,), _ = decoding.greedy(partial(model.step, params), *model.start(params), 6)
    z = model.forward(params, sequence[:, None])[:, :, 0]
    z[:, list(decoding.REJECT)] = -np.inf
    assert np.array_equal(z.argmax(axis=1), sequence)


def test_samples_have_the_model_s_frequencies():
    """20,000 draws of up to two words against their probabilities, the rejected words left out."""
    model, params = language_model(4, scale=0.8)
    sequences, _ = decoding.sample(
        np.random.default_rng(0), partial(model.step, params), *model.start(params, 20_000), 2
    )
    counts = Counter(tuple(sequence.tolist()) for sequence in sequences)
    for wanted in every_sequence(6, 2):
        z = model.forward(params, wanted[:, None])[:, len(decoding.REJECT) :]
        p = softmax(z)[np.arange(len(wanted)), wanted - len(decoding.REJECT), 0].prod()
        share = counts[tuple(wanted.tolist())] / 20_000
        assert abs(share - p) < 5 * np.sqrt(p * (1 - p) / 20_000)


@settings(deadline=None)
@given(
    st.integers(4, 9),
    st.integers(1, 4),
    st.integers(1, 9),
    st.floats(0.05, 1),
    st.floats(0.1, 5),
    st.integers(0, 99),
)
def test_distribution(n_v, m, top_k, top_p, temperature, seed):
    z = 2 * np.random.default_rng(seed).standard_normal((n_v, m))
    p = decoding.distribution(z, temperature)
    assert (p[list(decoding.REJECT)] == 0).all()
    np.testing.assert_allclose(p[2:], softmax(z[2:] / temperature), rtol=1e-10)
    for i in range(m):
        order = np.argsort(-p[:, i])
        few = decoding.distribution(z, temperature, top_k=top_k)[:, i]
        k = min(top_k, n_v - 2)
        assert set(np.flatnonzero(few)) == set(order[:k])
        np.testing.assert_allclose(few[order[:k]], p[order[:k], i] / p[order[:k], i].sum(), rtol=1e-10)
        nucleus = decoding.distribution(z, temperature, top_p=top_p)[:, i]
        kept = np.flatnonzero(nucleus)
        assert set(kept) == set(order[: len(kept)])
        assert p[kept, i].sum() >= top_p - 1e-12
        assert p[order[: len(kept) - 1], i].sum() < top_p
        both = decoding.distribution(z, temperature, top_k, top_p)[:, i]
        assert both.sum() == pytest.approx(1) and np.count_nonzero(both) <= k


def test_the_limits_of_the_distribution():
    z = np.array([[5.0], [4.0], [1.0], [3.0], [2.0]])
    one = np.array([0, 0, 0, 1.0, 0])[:, None]
    for near in ({"temperature": 1e-9}, {"temperature": 1e-308}, {"top_k": 1}, {"top_p": 1e-9}):
        np.testing.assert_allclose(decoding.distribution(z, **near), one, atol=1e-12)
    flat = decoding.distribution(z, temperature=1e9)
    np.testing.assert_allclose(flat[2:], 1 / 3, rtol=1e-6)
    np.testing.assert_allclose(decoding.distribution(z, top_p=1.0), decoding.distribution(z), rtol=1e-12)
    np.testing.assert_allclose(decoding.distribution(z, reject=()), softmax(z), rtol=1e-12)
    ties = decoding.distribution(np.zeros((6, 1)), top_k=2)[:, 0]
    assert np.array_equal(ties, [0, 0, 0.5, 0.5, 0, 0])


def test_the_same_generator_gives_the_same_samples():
    model, params = language_model()
    step, (z, state) = partial(model.step, params), model.start(params, 9)
    one, two, other = (
        decoding.sample(np.random.default_rng(seed), step, z, state, 12)[0] for seed in (0, 0, 1)
    )
    assert all(map(np.array_equal, one, two))
    assert not all(map(np.array_equal, one, other))


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_translator_decodes_each_source_as_if_it_were_alone(context):
    rng = np.random.default_rng(0)
    model = Translator(bidirectional(lstm), lstm, context)
    params = {key: 1.2 * rng.standard_normal(p.shape) for key, p in model.init(rng, 7, 6, 3, 2).items()}
    x, lengths = rng.integers(7, size=(5, 4)), np.array([2, 5, 1, 4])
    step = partial(model.step, params)
    together, log_p = decoding.greedy(step, *model.start(params, x, lengths), 6)
    for i, length in enumerate(lengths):
        source = x[:length, i : i + 1]
        (alone,), alone_p = decoding.greedy(step, *model.start(params, source), 6)
        assert np.array_equal(together[i], alone) and log_p[i] == pytest.approx(alone_p[0], rel=1e-10)
        sequences, scores = decoding.beam(step, *model.start(params, source), 5, 6)
        assert_well_formed(sequences, 6)
        for sequence, score in zip(sequences, scores, strict=True):
            z = log_softmax(model.forward(params, source, sequence[:, None])[0])[:, :, 0]
            total = z[np.arange(len(sequence)), sequence].sum()
            assert score == pytest.approx(total / len(sequence) ** 0.7, rel=1e-10)


def test_select_takes_examples_everywhere():
    rng = np.random.default_rng(0)
    for context in ("additive", "dot"):
        model = Translator(bidirectional(lstm), lstm, context)
        params, x = model.init(rng, 7, 6, 3, 2), rng.integers(7, size=(5, 4))
        lengths, examples = np.array([2, 5, 1, 4]), np.array([3, 0, 0])
        _, state = model.start(params, x, lengths)
        y = np.array([3, 4, 5])
        z, _ = model.step(params, y, decoding.select(state, examples))
        _, chosen = model.start(params, x[:, examples], lengths[examples])
        np.testing.assert_allclose(z, model.step(params, y, chosen)[0], rtol=1e-11, atol=1e-13)


def test_a_nucleus_of_equal_words_holds_exactly_its_share():
    """k of n equal words sum to k / n, all 780 cases up to n = 39, and to no more words than that."""
    wrong = []
    for n in range(1, 40):
        for dtype, level in ((np.float64, 0.0), (np.float32, -3.7)):
            z = np.full((n, 2), level, dtype)
            for k in range(1, n + 1):
                kept = np.count_nonzero(decoding.distribution(z, 0.7, top_p=k / n, reject=()), axis=0)
                above = np.count_nonzero(
                    decoding.distribution(z, top_p=min(1, k / n + 1e-9), reject=()), axis=0
                )
                if (kept != k).any() or (above != min(n, k + 1)).any():
                    wrong.append((n, k))
    assert wrong == []


@pytest.mark.parametrize("shares", [(0.5, 0.3, 0.2), (0.4, 0.3, 0.2, 0.1), (0.7, 0.1, 0.1, 0.1), (0.25,) * 4])
def test_a_nucleus_ends_where_the_shares_reach_it(shares):
    z = np.log(np.array(shares))[:, None] + np.array([0.0, 5.0, -80.0])
    for k in range(1, len(shares) + 1):
        top_p = sum(map(Fraction, map(str, shares[:k])))
        for number in (float(top_p), np.float64(float(top_p))):
            kept = np.count_nonzero(decoding.distribution(z, top_p=number, reject=()), axis=0)
            assert (kept == k).all()


def faulty(value, at, n_v=6):
    """Return the first logits and a step, whose logits at one step, counted from 1, hold a value."""

    def logits(length, m):
        z = np.linspace(0, 1, n_v * m).reshape(n_v, m)
        z[END] = -50  # no sequence ends
        z[:, -1] = value if length == at else z[:, -1]
        return z

    return logits(1, 1), lambda y, length: (logits(length[0] + 1, len(y)), length + 1)


WAYS = {
    "greedy": decoding.greedy,
    "sample": partial(decoding.sample, np.random.default_rng(0)),
    "beam": partial(decoding.beam, width=2),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("way", WAYS)
def test_logits_of_which_none_can_be_chosen_are_refused(way, at):
    nan_at = {place: np.where(np.arange(6) == place, np.nan, 0.0) for place in range(6)}
    for value in (np.nan, np.inf, *nan_at.values()):
        z, step = faulty(value, at)
        with pytest.raises(
            ValueError, match=rf"^z must hold neither NaN nor inf, got (nan|inf) at step {at}$"
        ):
            WAYS[way](step=step, z=z, state=np.array([1]), limit=5)
    for value in (-np.inf, np.array([1.0, 1.0, *[-np.inf] * 4])):  # the first two are rejected
        z, step = faulty(value, at)
        with pytest.raises(ValueError, match=rf"^z must leave a possible word, got -inf .* at step {at}$"):
            WAYS[way](step=step, z=z, state=np.array([1]), limit=5)
    with pytest.raises(ValueError, match=r"^z must hold neither NaN nor inf, got nan at step 1$"):
        decoding.distribution(np.full((6, 1), np.nan))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("way", WAYS)
def test_a_logit_of_minus_infinity_is_a_word_that_never_comes(way):
    z = np.array([0.0, 0.0, -np.inf, 1.0, -np.inf, 0.5])[:, None]
    sequences, log_p = WAYS[way](step=lambda y, state: (np.tile(z, len(y)), state), z=z, state=z, limit=4)
    assert np.isin(np.concatenate(sequences), [3, 5]).all() and np.isfinite(log_p).all()


def test_numbers_of_numpy_are_numbers():
    model, params = language_model()
    step, (z, state) = partial(model.step, params), model.start(params)
    for top_p, temperature in ((np.float32(0.5), np.float32(2)), (np.float64(0.5), np.int64(2))):
        same = decoding.distribution(z, temperature, np.int64(3), top_p)
        assert np.array_equal(same, decoding.distribution(z, 2, 3, 0.5))
    beams = [
        decoding.beam(step, z, state, width, limit, alpha)
        for width, limit, alpha in ((2, 5, 0.5), (np.int64(2), np.uint8(5), np.float32(0.5)))
    ]
    assert all(map(np.array_equal, beams[0][0], beams[1][0])) and np.array_equal(beams[0][1], beams[1][1])


def test_refusals():
    model, params = language_model()
    step, (z, state) = partial(model.step, params), model.start(params)

    def refused(call, *arguments, **more):
        with pytest.raises(ValueError) as caught:
            call(*arguments, **more)
        return str(caught.value)

    assert refused(decoding.sample, np.random, step, z, state, 5).startswith("rng must")
    sample = partial(decoding.sample, np.random.default_rng(0))
    for call in (decoding.greedy, sample, partial(decoding.beam, width=2)):
        go = partial(call, step=step, state=state)
        assert refused(go, z=z[:, 0], limit=5).startswith("z must have shape (n_v, m)")
        assert refused(go, z=z, limit=0).startswith("limit must")
        assert refused(go, z=z, limit=5, end=6) == "end must be below n_v = 6 (z has 6 rows), got 6"
        assert refused(go, z=z, limit=5, reject=(7,)).startswith("reject must be below")
        assert refused(go, z=z, limit=5, reject=range(6)).startswith("reject must leave")
    for more in ({"temperature": 0}, {"temperature": np.nan}, {"top_k": 0}, {"top_p": 0}, {"top_p": 1.1}):
        assert refused(decoding.distribution, z, **more).startswith(f"{next(iter(more))} must")
    for more in ({"width": 0}, {"alpha": -0.1}, {"alpha": 1.1}):
        message = refused(decoding.beam, step, z, state, limit=5, **({"width": 2} | more))
        assert message.startswith(next(iter(more)))
    message = refused(decoding.beam, step, *model.start(params, 2), 3, 5)
    assert message == "z must have shape (n_v, 1), of one example, got (6, 2)"
    for returned in (None, z, (z,), [z, state]):
        message = refused(decoding.greedy, lambda y, state, it=returned: it, z, state, 5, end=0)
        assert message.startswith("step must return the pair z, state, got")
    message = refused(decoding.greedy, lambda y, state: (z[:5], state), z, state, 5, end=0)
    assert message == "z of step must have shape (n_v, m) with n_v = 6 and m = 1, got (5, 1)"
    assert refused(decoding.greedy, None, z, state, 5) == "step must be a function, got NoneType"
    assert (
        refused(decoding.greedy, step, z, state, 5, reject=3) == "reject must be a tuple of indices, got int"
    )

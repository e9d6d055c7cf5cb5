"""Synthetic tasks: the right answer is right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.tasks import YEARS, adding_problem, binary_addition, position_sentences, random_history


@given(st.integers(1, 80), st.integers(1, 5), st.integers(0, 99))
def test_binary_addition(bits, m, seed):
    x, y = binary_addition(np.random.default_rng(seed), bits, m)
    assert x.shape == (bits + 1, 2, m)
    assert y.shape == (bits + 1, 1, m)
    assert x.dtype == y.dtype == np.float64

    def number(digits):
        return sum(int(digit) << t for t, digit in enumerate(digits))

    for i in range(m):
        assert number(x[:, 0, i]) + number(x[:, 1, i]) == number(y[:, 0, i])
        assert max(number(x[:, 0, i]), number(x[:, 1, i])) < 2**bits


def test_binary_addition_draws_every_digit():
    x, _ = binary_addition(np.random.default_rng(0), 20, 500, np.float32)
    assert x.dtype == np.float32
    assert np.abs(x[:-1].mean(axis=2) - 0.5).max() < 0.1
    assert not x[-1].any()


@given(st.integers(2, 40), st.integers(1, 5), st.integers(0, 99))
def test_adding_problem(T, m, seed):
    x, y = adding_problem(np.random.default_rng(seed), T, m, np.float32)
    assert x.shape == (T, 2, m)
    assert y.shape == (1, m)
    assert x.dtype == y.dtype == np.float32
    numbers, marks = x[:, 0], x[:, 1]
    assert ((0 <= numbers) & (numbers <= 1)).all()
    assert set(np.unique(marks)) <= {0, 1}
    for i in range(m):
        first, second = np.flatnonzero(marks[:, i])
        assert first < T // 2 <= second
        assert y[0, i] == numbers[first, i] + numbers[second, i]


def test_adding_problem_draws_every_step_and_has_its_variance():
    x, y = adding_problem(np.random.default_rng(0), 10, 20_000)
    assert np.abs(x[:, 1].mean(axis=1) - 0.2).max() < 0.02
    assert abs(y.var() - 1 / 6) < 0.01


@given(st.sets(st.sampled_from([1, 2, 3, 5]), min_size=1), st.integers(0, 99))
def test_position_sentences(positions, seed):
    sentences, y = position_sentences(np.random.default_rng(seed), 30, sorted(positions))
    assert len(sentences) == len(y) == 30
    for words, k in zip(sentences, y, strict=True):
        assert len(words) == 6
        at = words.index(YEARS[k])
        assert at in positions
        assert words[at - 1] == "in"
        assert sum(word in YEARS for word in words) == 1


def test_position_sentences_use_every_year_and_place():
    sentences, y = position_sentences(np.random.default_rng(0), 500, [1, 5])
    assert set(y) == set(range(len(YEARS)))
    assert {words.index("in") for words in sentences} == {0, 4}


def test_random_history():
    x, symbols = random_history(np.random.default_rng(0), 6, 3, 2000, np.float32)
    assert x.shape == (6, 3, 2000)
    assert x.dtype == np.float32
    assert np.array_equal(x.argmax(axis=1), symbols)
    shares = np.stack([(symbols == k).mean(axis=1) for k in range(3)])
    assert np.abs(shares - 1 / 3).max() < 0.05


def test_same_seed_same_data():
    for task in (lambda r: binary_addition(r, 5, 4), lambda r: random_history(r, 5, 3, 4)):
        first, second, other = (task(np.random.default_rng(seed))[0] for seed in (1, 1, 2))
        assert np.array_equal(first, second)
        assert not np.array_equal(first, other)


def test_refusals():
    rng = np.random.default_rng(0)
    for call, message in [
        (lambda: binary_addition(np.random, 3, 2), "rng must come from np.random.default_rng"),
        (lambda: binary_addition(rng, 0, 2), "bits must be a whole number of at least 1, got 0"),
        (lambda: binary_addition(rng, 3, 2.0), "m must be a whole number of at least 1, got 2.0"),
        (lambda: binary_addition(rng, 3, 2, int), "dtype must be float32 or float64"),
        (lambda: position_sentences(rng, 2, [4]), "positions must hold one or more of 1, 2, 3, 5, got [4]"),
        (lambda: position_sentences(rng, 2, []), "positions must hold one or more of 1, 2, 3, 5, got []"),
        (lambda: random_history(rng, 5, 0, 2), "n_x must be a whole number of at least 1, got 0"),
    ]:
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value).startswith(message)

"""Synthetic tasks: data of any amount, whose right answer is known."""

import numpy as np

from helpers import validation
from helpers.text import one_hot

YEARS = [str(year) for year in range(2000, 2010)]
YEAR_POSITIONS = (1, 2, 3, 5)


def position_sentences(rng, m, positions):
    """Return m sentences of six words that name a year, and the year: the task is to read it off.

    The words "in YEAR" stand where the position says: 1 "in 2009 anna went to nepal", 2 "anna in 2009 went to
    nepal", 3 "anna went in 2009 to nepal", 5 "anna went to nepal in 2009".
    Parameters: rng; m; positions, list of places where the year may stand, from 1, 2, 3, 5 (0-based).
    Returns: sentences, list of m lists of 6 words; y (m,), class of the year, its index in `YEARS`.
    Raises ValueError: a position that is none of these, or no position.
    Source: the example is that of Goodfellow, Bengio and Courville (2016), chapter 10.  Lesson: 01_notation
    """
    validation.generator(rng)
    validation.whole_number("m", m)
    known = isinstance(positions, list | tuple) and all(
        isinstance(at, int | np.integer) and at in YEAR_POSITIONS and at is not True for at in positions
    )
    if not known or not positions:
        raise ValueError(f"positions must hold one or more of 1, 2, 3, 5, got {positions}")
    people, verbs = ["anna", "ben", "chloe", "david"], ["went", "travelled", "moved", "returned"]
    places = ["nepal", "peru", "kenya", "norway"]
    y = rng.integers(len(YEARS), size=m)
    sentences = []
    for k in y:
        words = [str(rng.choice(people)), str(rng.choice(verbs)), "to", str(rng.choice(places))]
        gap = int(rng.choice(positions)) - 1
        sentences.append([*words[:gap], "in", YEARS[k], *words[gap:]])
    return sentences, y


def binary_addition(rng, bits, m, dtype=np.float64):
    """Return pairs of random numbers with `bits` binary digits, and the digits of their sums.

    Parameters: rng; bits, digits of a summand; m, pairs.
    Returns: x (T, 2, m) and y (T, 1, m), zeros and ones, least significant digit first, T = bits + 1: at
    the last step both summands are 0 and y is the last carry.  Lesson: 03_bptt
    """
    validation.generator(rng)
    validation.whole_number("bits", bits)
    validation.whole_number("m", m)
    dtype = validation.float_type(dtype)
    x = np.zeros((bits + 1, 2, m), dtype)
    x[:-1] = rng.integers(2, size=(bits, 2, m))
    y = np.empty((bits + 1, 1, m), dtype)
    carry = np.zeros(m, dtype)
    for t in range(bits + 1):
        total = x[t].sum(axis=0) + carry
        y[t], carry = total % 2, total // 2
    return x, y


def adding_problem(rng, T, m, dtype=np.float64):
    """Return sequences of random numbers, two of them marked, and the sum of the two: a test of memory.

    To say 1 every time has a mean squared error of 1/6, the variance of the sum.
    Parameters: rng; T, steps, at least 2; m, examples.
    Returns: x (T, 2, m), numbers from 0 up to 1 and marks, 1 at one step of the first half and one of the
    second, else 0; y (1, m), the sum of the two numbers that are marked.
    Source: Hochreiter and Schmidhuber (1997), in the simplified form of Le, Jaitly and Hinton (2015).
    Lessons: 08_gru, 09_lstm
    """
    validation.generator(rng)
    validation.whole_number("T", T, low=2)
    validation.whole_number("m", m)
    dtype = validation.float_type(dtype)
    x, examples = np.zeros((T, 2, m), dtype), np.arange(m)
    x[:, 0] = rng.random((T, m))
    for low, high in ((0, T // 2), (T // 2, T)):
        x[rng.integers(low, high, size=m), 1, examples] = 1
    return x, np.sum(x[:, :1] * x[:, 1:], axis=0)


def random_history(rng, T_x, n_x, m, dtype=np.float64):
    """Return random symbols, all independent: what a state still tells about step t, it has kept.

    Parameters: rng; T_x, steps; n_x, number of different symbols; m, examples.
    Returns: x (T_x, n_x, m), one-hot; symbols (T_x, m), integers from 0 to n_x - 1.  Lesson: 02_forward_pass
    """
    validation.generator(rng)
    for name, value in (("T_x", T_x), ("n_x", n_x), ("m", m)):
        validation.whole_number(name, value)
    symbols = rng.integers(n_x, size=(T_x, m))
    return one_hot(symbols, n_x, dtype), symbols

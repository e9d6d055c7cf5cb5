"""Tokens, vocabulary, one-hot columns, padding, masks."""

import sys
import time
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.text import (
    build_vocabulary,
    decode,
    encode,
    mask_from_lengths,
    one_hot,
    pad,
    tokenise,
)


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("Harry Potter invented a new spell.", "harry potter invented a new spell ."),
        ("In 2009, I went.", "in [NUM] , i went ."),
        ("1,000 points, 3.14 and 7:45", "[NUM] points , [NUM] and [NUM]"),
        ("the 2nd of 3", "the 2nd of [NUM]"),
        ("I don't; it's well-known!", "i don't ; it's well-known !"),
        ("See https://example.org/a?b=1&c=2.", "see [URL] ."),
        ("(www.example.net/rules), HTTP://EXAMPLE.ORG/", "( [URL] ) , [URL]"),
        ("Žofie čte", "žofie čte"),
        ("cafe\u0301 caf\u00e9", "caf\u00e9 caf\u00e9"),
        ("-5 and 50%", "- [NUM] and [NUM] %"),
        ("  \n", ""),
        ("हिन्दी में लिखो।", "हिन्दी में लिखो ।"),  # vowel signs and a virama
        ("மொழி १२३ படம்", "மொழி [NUM] படம்"),
        ("שָׁלוֹם עֲלֵיכֶם", "שָׁלוֹם עֲלֵיכֶם"),  # points
        ("كِتَابٌ، قَلَمٌ", "كِتَابٌ ، قَلَمٌ"),
        ("می\u200cخواهم بروم", "می\u200cخواهم بروم"),  # a non-joiner inside a word
        ("क्\u200dष", "क्\u200dष"),
        (
            "q\u0323x\u0302, 2\u0302",
            "q\u0323x\u0302 , 2\u0302",
        ),  # letters that Unicode has no single sign for
        ("good \u2764\ufe0f!", "good \u2764\ufe0f !"),  # a heart, and that it be red
        ("https://example.org/हिन्दी और", "[URL] और"),
        ("a\u0302-b", "â-b"),
    ],
)
def test_tokenise(text, tokens):
    assert tokenise(text) == [unicodedata.normalize("NFC", token) for token in tokens.split(" ") if token]


def test_words_keep_their_marks_in_every_script():
    """Each mark of Unicode stays with the letter before it, and alone it is one token."""
    for code in range(sys.maxunicode + 1):
        mark = chr(code)
        if unicodedata.category(mark).startswith("M") and unicodedata.is_normalized("NFC", f"k{mark}k"):
            assert tokenise(f"k{mark}k {mark} .") == [f"k{mark}k".lower(), mark.lower(), "."]


def test_marks_cost_little_time():
    latin, hindi = "das Wort steht hier " * 5000, "हिन्दी में लिखो यहाँ " * 5000

    def seconds(text):
        start = time.process_time()
        tokenise(text)
        return time.process_time() - start

    assert min(seconds(hindi) for _ in range(3)) < 10 * min(seconds(latin) for _ in range(3))


@given(st.text())
def test_tokenise_loses_no_letter(text):
    tokens = tokenise(text)
    assert all(tokens)
    assert not any(token.isspace() for token in tokens)


def test_vocabulary_has_a_fixed_order():
    lists = [["b", "a", "c"], ["c", "a", "<EOS>"], ["c"]]
    assert build_vocabulary(lists) == ["<PAD>", "<UNK>", "<EOS>", "c", "a", "b"]
    assert build_vocabulary(lists, size=5) == ["<PAD>", "<UNK>", "<EOS>", "c", "a"]
    assert build_vocabulary([list(reversed(tokens)) for tokens in reversed(lists)]) == build_vocabulary(lists)


@given(st.lists(st.lists(st.sampled_from(list("abcdefgh")), min_size=1), min_size=1))
def test_encode_and_decode(lists):
    vocabulary = build_vocabulary(lists)
    for tokens in lists:
        assert decode(encode(tokens, vocabulary), vocabulary) == tokens
    assert list(encode(["never seen", "<EOS>", "<PAD>"], vocabulary)) == [1, 2, 0]


@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 9), st.integers(0, 99))
def test_one_hot(T, m, n_v, seed):
    indices = np.random.default_rng(seed).integers(n_v, size=(T, m))
    x = one_hot(indices, n_v)
    assert x.shape == (T, n_v, m)
    assert x.dtype == np.float64
    assert (x.sum(axis=1) == 1).all()
    assert np.array_equal(x.argmax(axis=1), indices)
    assert np.array_equal(one_hot(indices[0], n_v, np.float32), x[0].astype(np.float32))


def test_pad_and_mask():
    sequences = [np.array([3, 4]), np.array([5]), np.array([6, 7, 8])]
    indices, lengths = pad(sequences)
    assert np.array_equal(indices, [[3, 5, 6], [4, 0, 7], [0, 0, 8]])
    assert np.array_equal(lengths, [2, 1, 3])
    mask = mask_from_lengths(lengths, 3)
    assert np.array_equal(mask, indices != 0)
    assert np.array_equal(mask_from_lengths(lengths, 5)[:3], mask)
    assert not mask_from_lengths(lengths, 5)[3:].any()
    for sequence, i in zip(sequences, range(3), strict=True):
        assert np.array_equal(indices[mask[:, i], i], sequence)


def test_refusals():
    vocabulary = ["<PAD>", "<UNK>", "<EOS>", "a"]
    for call, message in [
        (lambda: tokenise(b"a"), "text must be a str, got bytes"),
        (lambda: build_vocabulary(["abc"]), "token_lists must hold lists of tokens, got the str 'abc'"),
        (lambda: build_vocabulary([["a"]], size=3), "size must be a whole number of at least 4, got 3"),
        (lambda: build_vocabulary(5), "token_lists must be a list of lists of tokens, got int"),
        (lambda: build_vocabulary([None]), "token_lists must hold lists of tokens, got NoneType"),
        (lambda: build_vocabulary([["a", 5]]), "token_lists must hold tokens of type str, got 5"),
        (lambda: encode(None, vocabulary), "tokens must be a list of at least one token, got None"),
        (lambda: encode(["a", None], vocabulary), "tokens must hold tokens of type str, got None"),
        (lambda: encode(["a"], None), "vocabulary must be a list of tokens, got NoneType"),
        (lambda: pad(None), "sequences must be a list of arrays, got NoneType"),
        (lambda: encode([], vocabulary), "tokens must be a list of at least one token, got []"),
        (lambda: encode("a", vocabulary), "tokens must be a list of at least one token, got 'a'"),
        (
            lambda: encode(["a"], ["a", "b"]),
            "vocabulary must start with <PAD>, <UNK>, <EOS>, got ['a', 'b']",
        ),
        (lambda: decode(np.array([1, 4]), vocabulary), "indices must be in 0 ... 3, got 4"),
        (lambda: decode(np.array([-1]), vocabulary), "indices must be in 0 ... 3, got -1"),
        (lambda: one_hot(np.array([[0], [5]]), 5), "indices must be in 0 ... 4, got 5"),
        (
            lambda: one_hot(np.array([0.0]), 5),
            "indices must be a NumPy array of integers, got an array of float64",
        ),
        (lambda: one_hot(np.zeros((1, 1, 1), int), 5), "indices must have shape (T, m), got (1, 1, 1)"),
        (lambda: one_hot(np.array([0]), 0), "n_v must be a whole number of at least 1, got 0"),
        (lambda: one_hot(np.array([0]), 2, int), "dtype must be float32 or float64, got int64"),
        (lambda: pad([]), "sequences must hold at least one sequence, got none"),
        (
            lambda: pad([np.array([1]), np.array([], int)]),
            "sequences[1] must have shape (T,), no axis empty, got (0,)",
        ),
        (lambda: pad([np.array([[1]])]), "sequences[0] must have shape (T,), got (1, 1)"),
        (lambda: pad([[1, 2]]), "sequences[0] must be a NumPy array of integers, got list"),
        (lambda: pad([np.array([1, -2])]), "sequences[0] must be at least 0, got -2"),
        (lambda: mask_from_lengths(np.array([1, 4]), 3), "lengths must be in 1 ... 3, got 4"),
        (lambda: mask_from_lengths(np.array([1, 0]), 3), "lengths must be in 1 ... 3, got 0"),
        (lambda: mask_from_lengths(np.array([1]), 0), "T must be a whole number of at least 1, got 0"),
    ]:
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value) == message

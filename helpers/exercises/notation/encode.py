"""The check of `encode(tokens, vocabulary) -> indices (T,)`."""

import numpy as np

from helpers.exercises.check import Case, Check, instead_of
from helpers.exercises.notation.build_vocabulary import SPECIAL, WORDS


def encode(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, index["<UNK>"]) for token in tokens])


def filled_in(tokens, vocabulary):
    indices = np.zeros(len(tokens), dtype=int)
    for t, token in enumerate(tokens):
        indices[t] = vocabulary.index(token if token in vocabulary else "<UNK>")
    return indices


def draw_tokens(T, n_words, unknown):
    """Draw T tokens, with repetitions, `unknown` of them not among n_words words and the special ones."""

    def draw(rng):
        words = rng.permutation(WORDS).tolist()
        known, rest = words[:n_words], words[n_words:]
        tokens = rng.choice(known[:-1], size=T - unknown).tolist() + rng.choice(rest, size=unknown).tolist()
        return rng.permutation(tokens).tolist(), SPECIAL + known

    return draw


def few(tokens, *words):
    return lambda rng: (tokens.split(), [*SPECIAL, *words])


MANY = [f"w{i}" for i in range(3, 300)]
INDEX = "vocabulary[indices[t]] is tokens[t], or <UNK> for a token that the vocabulary lacks."
BECOMES = "it must become the index of <UNK>."
LIST = '[index.get(token, index["<UNK>"]) for token in tokens]'
ARRAY = f"np.array({LIST})"

CHECK = Check(
    returns={"indices": "position"},
    references=(encode, filled_in),
    cases=(
        Case("shape", draw_tokens(7, 4, 0), "the indices are an integer array (T,), one per token."),
        Case("special case", few("lamp <EOS>", "lamp"), "an index is a position, counted from 0."),
        Case("special case", few("harp lamp harp jam", "lamp"), f"a token that is not there: {BECOMES}"),
        Case("special case", few("lamp <PAD> <EOS> <PAD>", "lamp"), "<PAD> is there, and its index is 0."),
        Case("special case", few("am Lamp lamp lamps", "lamp", "Jam"), "known is only what is equal."),
        Case(
            "special case",
            few("jam. . jam !", ".", "jam", "jam."),
            "known is only what is equal, signs and all.",
        ),
        Case("special case", few("w299 w7 w256", *MANY), "a vocabulary may have more than 256 entries."),
        Case("random case", draw_tokens(9, 5, 0), INDEX),
        Case("random case", draw_tokens(11, 6, 4), INDEX),
    ),
    rules=(
        *instead_of(
            'index.get(token, index["<UNK>"])',
            {
                "index.get(token, 2)": f"an unknown token becomes the index of <EOS>: {BECOMES}",
                "index.get(token, -1)": f"an unknown token becomes -1: {BECOMES}",
                "index.get(token, len(index))": f"an unknown token becomes len(vocabulary): {BECOMES}",
                "index.setdefault(token, len(index))": f"an unknown token gets a new index: {BECOMES}",
                "index.get(token)": "an unknown token becomes None: get takes a second argument.",
                'index.get(token, "<UNK>")': (
                    'an unknown token becomes the word "<UNK>", which turns the whole array into strings.'
                ),
                '(token if token in index else "<UNK>")': "the array holds words, not indices.",
                '[index.get(token, index["<UNK>"])]': "the indices stand in a column (T, 1): (T,) is asked.",
                'index.get(token, index["<UNK>"]) + 1': "the indices are one too large: they count from 0.",
            },
        ),
        *instead_of(
            "tokens",
            {
                "[token for token in tokens if token in vocabulary]": (
                    "unknown tokens are left out: every token keeps its place, an unknown one as <UNK>."
                ),
                "sorted(set(tokens))": "each token appears once, sorted: keep their order, and repetitions.",
                "[token for token in vocabulary if token in tokens]": (
                    "the loop runs over the vocabulary: go through the tokens, in their order."
                ),
                '[*tokens, "<EOS>"]': "an <EOS> is added at the end: only the given tokens are encoded here.",
            },
        ),
        *instead_of(
            ARRAY,
            {
                f"np.eye(len(vocabulary))[{LIST}]": "the result is one-hot: here one integer a token.",
                "np.searchsorted(vocabulary, tokens)": "np.searchsorted needs a sorted list.",
            },
        ),
    ),
)

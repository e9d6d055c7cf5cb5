"""The check of `encode(tokens, vocabulary) -> indices (T,)`."""

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.listed import Check
from helpers.exercises.notation.build_vocabulary import SPECIAL, WORDS


def encode_reference(tokens, vocabulary, wrong=frozenset()):
    index = {token: i + ("counts from one" in wrong) for i, token in enumerate(vocabulary)}
    if "searchsorted" in wrong:
        return np.searchsorted(vocabulary, tokens)
    if "dictionary turned round" in wrong:
        return np.array([1 for _ in tokens])
    missing = [token for token in tokens if token not in index]
    if missing and "unknown stops" in wrong:
        raise KeyError(missing[0])
    unknown = index["<UNK>"]
    for label, value in {
        "unknown as PAD": 0,
        "unknown as EOS": index["<EOS>"],
        "unknown as -1": -1,
        "unknown as n_v": len(vocabulary),
    }.items():
        unknown = value if label in wrong else unknown
    if "unknown appended" in wrong:
        index |= {token: len(index) + i for i, token in enumerate(dict.fromkeys(missing))}
    if "unknown dropped" in wrong:
        tokens = [token for token in tokens if token in index]
    if "each token once" in wrong:
        tokens = sorted(set(tokens))
    if "loop over the vocabulary" in wrong:
        tokens = [token for token in vocabulary if token in tokens]
    if "EOS added" in wrong:
        tokens = [*tokens, "<EOS>"]
    if "default is the token" in wrong:
        return np.array([index.get(token, "<UNK>") for token in tokens])
    if "no default" in wrong:
        return np.array([index.get(token) for token in tokens])
    if "words" in wrong:
        return np.array([token if token in index else "<UNK>" for token in tokens])
    indices = np.array([index.get(token, unknown) for token in tokens], dtype=int)
    if "one-hot" in wrong:
        return np.eye(len(vocabulary))[indices]
    if "floats" in wrong:
        indices = indices.astype(float)
    if "column" in wrong:
        return indices[:, None]
    return indices.tolist() if "list" in wrong else indices


def draw_tokens(T, n_words, unknown):
    """Draw T tokens, with repetitions, `unknown` of them not among n_words words and the special ones."""

    def draw(rng):
        words = rng.permutation(WORDS).tolist()
        known, rest = words[:n_words], words[n_words:]
        tokens = rng.choice(known[:-1], size=T - unknown).tolist() + rng.choice(rest, size=unknown).tolist()
        return rng.permutation(tokens).tolist(), SPECIAL + known

    return draw


CHECK = Check(
    name="encode",
    call="encode(tokens, vocabulary)",
    returns=("indices",),
    reference=encode_reference,
    cases=(
        Case("shape", draw_tokens(7, 4, 0), "the indices are an integer array (T,), one per token."),
        Case(
            "special case",
            lambda rng: (["lamp", "<EOS>"], [*SPECIAL, "lamp"]),
            "a token's index is its position in the vocabulary, counted from 0.",
        ),
        Case(
            "special case",
            lambda rng: (["harp", "lamp", "harp", "jam"], [*SPECIAL, "lamp"]),
            "a token that is not in the vocabulary becomes the index of <UNK>.",
        ),
        Case(
            "special case",
            lambda rng: (["lamp", "<PAD>", "<EOS>", "<PAD>"], [*SPECIAL, "lamp"]),
            "<PAD> is in the vocabulary, and its index is 0.",
        ),
        Case(
            "special case",
            lambda rng: (["am", "Lamp", "lamp", "lamps"], [*SPECIAL, "lamp", "Jam"]),
            "a token is known only if it is equal to an entry.",
        ),
        Case(
            "special case",
            lambda rng: (["w299", "w7", "w256"], [*SPECIAL, *(f"w{i}" for i in range(3, 300))]),
            "a vocabulary may have more than 256 entries.",
        ),
        Case("random case", draw_tokens(9, 5, 0), "vocabulary[indices[t]] is tokens[t], for known tokens."),
        Case(
            "random case",
            draw_tokens(11, 6, 4),
            "vocabulary[indices[t]] is tokens[t], or <UNK> for a token that the vocabulary lacks.",
        ),
    ),
    mistakes={
        "unknown stops": (
            "it stops at a token that the vocabulary lacks: such a token becomes the index of <UNK> (a "
            "dictionary's get takes a default)."
        ),
        "default is the token": (
            'an unknown token becomes the word "<UNK>" itself, and turns the whole array into strings: the '
            "default of get is the index of <UNK>."
        ),
        "no default": ("an unknown token becomes None: give get a second argument, the index of <UNK>."),
        "unknown as PAD": "an unknown token becomes 0, which is <PAD>: it must become the index of <UNK>.",
        "unknown as EOS": "an unknown token becomes the index of <EOS>: it must become that of <UNK>.",
        "unknown as -1": "an unknown token becomes -1: it must become the index of <UNK>.",
        "unknown as n_v": (
            "an unknown token becomes len(vocabulary), an index that does not exist: it must become that of "
            "<UNK>."
        ),
        "unknown appended": (
            "an unknown token gets a new index of its own: the vocabulary is fixed, it must become the index "
            "of <UNK>."
        ),
        "unknown dropped": (
            "unknown tokens are left out: every token keeps its place, an unknown one as the index of <UNK>."
        ),
        "dictionary turned round": (
            "every token is taken for unknown: the keys of the dictionary must be the tokens, its values "
            "their positions (dict(enumerate(vocabulary)) has them the other way round)."
        ),
        "counts from one": "the indices are one too large: positions in the vocabulary are counted from 0.",
        "searchsorted": (
            "np.searchsorted needs a sorted list, which a vocabulary is not: look the position up."
        ),
        "each token once": (
            "each token appears once, sorted: go through the tokens in their order, repetitions included."
        ),
        "loop over the vocabulary": (
            "the loop runs over the vocabulary: go through the tokens, in their order."
        ),
        "EOS added": "an <EOS> is added at the end: only the given tokens are encoded here.",
        "words": "the array holds words: it must hold their indices.",
        "one-hot": "the result is one-hot already: here one integer per token is asked.",
        "floats": (
            "the indices are floats: an index must be an integer (np.zeros makes floats unless dtype=int is "
            "given)."
        ),
        "column": "the indices stand in a column (T, 1): one axis is asked, (T,).",
        "list": "it is a list: put np.array(…) around it.",
    },
)

"""The check of `build_vocabulary(sentences, size) -> list of str`."""

import numpy as np

from helpers.exercises.check import Case, Check, Rule, instead_of

SPECIAL = ["<PAD>", "<UNK>", "<EOS>"]
WORDS = "amber boat cloud drum echo fern glass harp island jam kite lamp".split()


def build_vocabulary(sentences, size):
    counts = {}
    for sentence in sentences:
        for token in sentence:
            counts[token] = counts.get(token, 0) + 1
    special = ["<PAD>", "<UNK>", "<EOS>"]
    words = sorted(counts, key=lambda token: (-counts[token], token))
    return (special + words)[:size]


def draw_sentences(lengths, n_words, size):
    """Draw sentences of these lengths; the first words of a shuffled list are more frequent, some repeat."""

    def draw(rng):
        words = rng.permutation(WORDS)[:n_words].tolist()
        weights = 1 / np.arange(1, n_words + 1)
        tokens = rng.choice(n_words, size=sum(lengths), p=weights / weights.sum())
        ends = np.cumsum(lengths)
        return [[words[k] for k in part] for part in np.split(tokens, ends[:-1])], size

    return draw


def few(size, *sentences):
    return lambda rng: ([sentence.split() for sentence in sentences], size)


SORTED = "sorted(counts, key=lambda token: (-counts[token], token))"
FALLS = "after the special tokens the frequency falls."
TIES = "tokens of equal frequency stand in alphabetical order."
ALL = "with a size larger than needed, every token is kept and nothing is added."
EQUAL = "two tokens are one only if they are equal: the sea is neither the Sea nor the seaside."
TOKEN = "a token is taken as it is, also a sign, one letter, or one with digits and brackets."
COUNT = "counts[token] = counts.get(token, 0) + 1"
SMALL = "counts[token.lower()] = counts.get(token.lower(), 0) + 1"

CHECK = Check(
    returns={"vocabulary": ""},
    references=(build_vocabulary,),
    cases=(
        Case("shape", draw_sentences((6, 9, 4), 8, 7), "the vocabulary is a list of `size` entries."),
        Case("special case", few(4, "boat"), "one word and size 4: <PAD>, <UNK>, <EOS>, then the word."),
        Case("special case", few(9, "echo drum", "kite amber am", "drum echo kite fern"), TIES),
        Case("special case", few(20, "lamp jam", "jam jam fern", "fern fern lamp jam"), ALL),
        Case("special case", few(6, "Sea the sea seaside", "the Sea seaside", "seaside the seaside"), EQUAL),
        Case("special case", few(20, "a boat , [NUM] .", "a 2nd boat !", "[NUM] ."), TOKEN),
        Case("random case", draw_sentences((12, 5, 9, 7), 12, 9), FALLS),
        Case("random case", draw_sentences((3, 14, 6, 2, 8), 10, 8), FALLS),
    ),
    rules=(
        *instead_of(
            "(special + words)[:size]",
            {
                "special + words[:size]": (
                    "`size` words follow the special tokens: `size` counts the three special ones too."
                ),
                "words[: size - 3] + special": "the special tokens stand at the end: they come first.",
            },
        ),
        *instead_of(
            SORTED,
            {
                "sorted(counts, key=lambda token: -counts[token])": (
                    "tokens of equal frequency stand in the order in which they first occur "
                    "(Counter.most_common does that): they must stand in alphabetical order."
                ),
                "sorted(counts, key=lambda token: (counts[token], token), reverse=True)": (
                    "tokens of equal frequency stand in falling alphabetical order: reverse=True turns the "
                    "words round too. Sort by (-count, token)."
                ),
                "sorted(counts, key=lambda token: (counts[token], token))": f"rarest first: {FALLS}",
                "sorted((w for w in counts if counts[w] > 1), key=lambda w: (-counts[w], w))": (
                    "tokens that occur once are left out: only `size` decides how many there are."
                ),
            },
        ),
        Rule(
            'special = ["<PAD>", "<UNK>", "<EOS>"]',
            'special = ["<PAD>", "<UNK>"]\ncounts["<EOS>"] = len(sentences)',
            "<EOS> is counted, and stands where its frequency puts it: it always has index 2.",
        ),
        *instead_of(
            "sentence",
            {
                "set(sentence)": "a token is counted once per sentence: count every occurrence.",
                '"".join(sentence)': "letters are counted: a sentence is a list of tokens.",
            },
        ),
        Rule(COUNT, SMALL, "capital letters are made small: a token is taken as it is."),
    ),
)

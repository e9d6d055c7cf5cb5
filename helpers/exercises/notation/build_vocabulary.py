"""The check of `build_vocabulary(sentences, size) -> list of str`."""

from collections import Counter

import numpy as np

from helpers.exercises.check import Case
from helpers.exercises.listed import Check

SPECIAL = ["<PAD>", "<UNK>", "<EOS>"]
WORDS = "amber boat cloud drum echo fern glass harp island jam kite lamp".split()


def vocabulary_reference(sentences, size, wrong=frozenset()):
    if "first sentence only" in wrong:
        sentences = sentences[:1]
    if "last sentence only" in wrong:
        sentences = sentences[-1:]
    units = [list("".join(s)) for s in sentences] if "characters" in wrong else sentences
    counts = Counter()
    for tokens in units:
        counts.update(dict.fromkeys(tokens, 1) if "once per sentence" in wrong else tokens)
    if "EOS counted" in wrong:
        counts["<EOS>"] = len(units)
    if "rare words dropped" in wrong:
        counts = Counter({word: n for word, n in counts.items() if n > 1})
    if "alphabetical" in wrong:
        words = sorted(counts)
    elif "order of appearance" in wrong:
        words = list(counts)
    elif "ties by appearance" in wrong:
        words = [word for word, _ in counts.most_common()]
    elif "ties backwards" in wrong:
        words = sorted(counts, key=lambda word: (counts[word], word), reverse=True)
    else:
        sign = 1 if "rarest first" in wrong else -1
        words = sorted(counts, key=lambda word: (sign * counts[word], word))
    special = ["<PAD>", "<EOS>", "<UNK>"] if "UNK after EOS" in wrong else SPECIAL
    special = ["<UNK>", "<PAD>", "<EOS>"] if "PAD after UNK" in wrong else special
    special = ["<PAD>", "<UNK>"] if "EOS counted" in wrong else special
    if "pairs" in wrong:
        words, special = [(w, counts[w]) for w in words], [(w, 0) for w in special]
    if "no special tokens" in wrong:
        return words[:size]
    if "special tokens last" in wrong:
        return words[: size - 3] + special
    if "special tokens not counted" in wrong:
        return special + words[:size]
    keep = None if "size ignored" in wrong else size - 1 if "one entry short" in wrong else size
    vocabulary = (special + words)[:keep]
    return {word: i for i, word in enumerate(vocabulary)} if "dictionary" in wrong else vocabulary


def draw_sentences(lengths, n_words, size):
    """Draw sentences of these lengths; the first words of a shuffled list are more frequent, some repeat."""

    def draw(rng):
        words = rng.permutation(WORDS)[:n_words].tolist()
        weights = 1 / np.arange(1, n_words + 1)
        tokens = rng.choice(n_words, size=sum(lengths), p=weights / weights.sum())
        ends = np.cumsum(lengths)
        return [[words[k] for k in part] for part in np.split(tokens, ends[:-1])], size

    return draw


def few_sentences(sentences, size):
    return lambda rng: ([sentence.split() for sentence in sentences], size)


CHECK = Check(
    name="build_vocabulary",
    call="build_vocabulary(sentences, size)",
    returns=("vocabulary",),
    reference=vocabulary_reference,
    cases=(
        Case("shape", draw_sentences((6, 9, 4), 8, 7), "the vocabulary is a list of `size` entries."),
        Case(
            "special case",
            few_sentences(["boat"], 4),
            "one word and size 4: <PAD>, <UNK>, <EOS>, then the word.",
        ),
        Case(
            "special case",
            few_sentences(["echo drum", "kite amber", "drum echo kite"], 7),
            "tokens of equal frequency stand in alphabetical order.",
        ),
        Case(
            "special case",
            few_sentences(["lamp jam", "jam jam fern", "fern fern lamp jam"], 20),
            "with a size larger than needed, every token is kept and nothing is added.",
        ),
        Case(
            "special case",
            few_sentences(["Sea the sea seaside", "the Sea seaside", "seaside the seaside"], 6),
            "two tokens are one only if they are equal: the sea is neither the Sea nor the seaside.",
        ),
        Case(
            "random case",
            draw_sentences((12, 5, 9, 7), 12, 9),
            "after the special tokens the frequency falls.",
        ),
        Case(
            "random case",
            draw_sentences((3, 14, 6, 2, 8), 10, 8),
            "after the special tokens the frequency falls.",
        ),
    ),
    mistakes={
        "no special tokens": "the special tokens are missing: the list starts with <PAD>, <UNK>, <EOS>.",
        "special tokens not counted": (
            "`size` words follow the special tokens: `size` counts all entries, the three special ones "
            "included."
        ),
        "size ignored": "the list is not cut to `size` entries.",
        "one entry short": "one entry is missing: `size` entries are asked, slice with [:size].",
        "special tokens last": (
            "the special tokens stand at the end: they come first, so that <PAD> has index 0."
        ),
        "UNK after EOS": "the special tokens are in another order: <PAD> is 0, <UNK> is 1, <EOS> is 2.",
        "PAD after UNK": "the special tokens are in another order: <PAD> is 0, <UNK> is 1, <EOS> is 2.",
        "ties by appearance": (
            "tokens of equal frequency stand in the order in which they first occur (Counter.most_common "
            "does that): they must stand in alphabetical order."
        ),
        "ties backwards": (
            "tokens of equal frequency stand in falling alphabetical order: reverse=True turns the words "
            "round too. Sort by (-count, token)."
        ),
        "rarest first": "the rarest tokens come first: the frequency must fall. Sort by (-count, token).",
        "alphabetical": (
            "the tokens are in alphabetical order only: the most frequent come first, the alphabet decides "
            "between equals."
        ),
        "order of appearance": (
            "the tokens stand in the order in which they first occur: the most frequent come first."
        ),
        "once per sentence": "a token is counted once per sentence: count every occurrence.",
        "rare words dropped": (
            "tokens that occur once are left out: only `size` decides how many there are, and the alphabet "
            "between equals."
        ),
        "EOS counted": (
            "<EOS> is counted like a token and stands where its frequency puts it: it always has index 2."
        ),
        "first sentence only": (
            "only the first sentence is counted: is the `return`, or the counting, at the wrong depth?"
        ),
        "last sentence only": "only the last sentence is counted: is a new counter made for every sentence?",
        "characters": (
            "letters are counted in place of tokens: a sentence is a list of tokens, loop over the list only "
            "once more."
        ),
        "pairs": "the entries are pairs (token, count): keep the tokens alone.",
        "dictionary": (
            "it is a dictionary from token to index: the vocabulary is the list, whose position is the index."
        ),
    },
)

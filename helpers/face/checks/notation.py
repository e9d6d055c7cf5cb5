"""The checks of lesson 01: vocabulary, encoding, one-hot columns, padding and masks."""

from collections import Counter

import numpy as np

from helpers.face.checks.check import Case, Check

SPECIAL = ["<PAD>", "<UNK>", "<EOS>"]
WORDS = "amber boat cloud drum echo fern glass harp island jam kite lamp".split()

# ---- build_vocabulary(sentences, size) -> list of str


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


VOCABULARY = Check(
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

# ---- encode(tokens, vocabulary) -> indices (T,)


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


ENCODE = Check(
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

# ---- one_hot(indices, n_v) -> x (T, n_v, m)


def one_hot_reference(indices, n_v, wrong=frozenset()):
    T, m = indices.shape
    if "n_v from the data" in wrong:
        n_v = indices.max() + 1
    if "axes of indices swapped" in wrong:
        indices = indices.T
        T, m = m, T
    rows = indices - 1 if "one row too low" in wrong else indices
    if "one row too high" in wrong:
        rows = indices + 1
    if rows.max() >= n_v or ("ranges exchanged" in wrong and T != m):
        raise IndexError("index out of bounds")
    x = np.zeros((T, n_v, m))
    if "index arrays not crossed" in wrong:
        x[np.arange(T), indices, np.arange(m)] = 1.0
        return x
    if "class and example exchanged" in wrong:
        x[np.arange(T)[:, None], np.arange(m), indices] = 1.0
        return x
    np.put_along_axis(x, rows[:, None, :] % n_v, 1.0, axis=1)
    if "ones and zeros exchanged" in wrong:
        x = 1 - x
    if "every example marked" in wrong:
        x = np.repeat(x.max(axis=2, keepdims=True), m, axis=2)
    if "one column for all" in wrong:
        x = np.ones_like(x) * x.max(axis=(0, 2), keepdims=True)
    if "column not cleared" in wrong:
        flat = x.transpose(0, 2, 1).reshape(T * m, n_v)
        x = np.maximum.accumulate(flat).reshape(T, m, n_v).transpose(0, 2, 1)
    if "padding left zero" in wrong:
        x = x * (indices != 0)[:, None, :]
    if "the index in place of 1" in wrong:
        x = x * indices[:, None, :]
    if "first step left out" in wrong:
        x[0] = 0
    if "last step left out" in wrong:
        x[-1] = 0
    if "float32" in wrong:
        x = x.astype(np.float32)
    if "integers" in wrong:
        x = x.astype(int)
    if "booleans" in wrong:
        x = x.astype(bool)
    if "classes last" in wrong:
        return x.transpose(0, 2, 1)
    if "classes first" in wrong:
        return x.transpose(1, 0, 2)
    if "examples first" in wrong:
        return x.transpose(2, 0, 1)
    if "reshape" in wrong:
        return x.transpose(0, 2, 1).reshape(T, n_v, m)
    return x.transpose(0, 2, 1).reshape(T * m, n_v) if "flat" in wrong else x


def draw_indices(T, m, n_v, used=None):
    """Draw indices (T, m) below `used`, the largest and 0 among them."""

    def draw(rng):
        top = (used or n_v) - 1
        indices = rng.integers(1, top, size=(T, m))
        flat = rng.permutation(T * m)[:2]
        indices.reshape(-1)[flat] = [0, top]
        return indices, n_v

    return draw


ONE_HOT = Check(
    name="one_hot",
    call="one_hot(indices, n_v)",
    returns=("x",),
    reference=one_hot_reference,
    cases=(
        Case("shape", draw_indices(4, 3, 6), "x is an array of floats (T, n_v, m)."),
        Case(
            "special case",
            lambda rng: (np.array([[1]]), 3),
            "one token with index 1 of 3 gives the column 0, 1, 0.",
        ),
        Case(
            "special case",
            draw_indices(5, 1, 9, used=4),
            "n_v decides the height, also where the largest indices do not occur.",
        ),
        Case(
            "random case",
            draw_indices(5, 2, 7),
            "x[t, indices[t, i], i] is 1; everything else is 0, so every column sums to 1.",
        ),
        Case("random case", draw_indices(7, 8, 5), "x.argmax(axis=1) gives the indices back."),
    ),
    mistakes={
        "classes last": (
            "the axes are (T, m, n_v), as np.eye(n_v)[indices] gives them: exchange the last two, "
            "transpose(0, 2, 1)."
        ),
        "reshape": (
            "reshape keeps the numbers in memory order and tears the columns apart: exchange axes with "
            "transpose."
        ),
        "classes first": "the axes are (n_v, T, m): time comes first, (T, n_v, m).",
        "examples first": "the axes are (m, T, n_v), batch first: here (T, n_v, m) is asked.",
        "flat": "all tokens stand in one matrix (T m, n_v): x has three axes, (T, n_v, m).",
        "integers": "x holds integers: it must hold floats (weights multiply it).",
        "booleans": "x holds booleans: it must hold floats, 0.0 and 1.0.",
        "float32": "x is float32: leave dtype out, NumPy makes float64.",
        "class and example exchanged": (
            "the index belongs on the middle axis: x[t, indices[t, i], i], not x[t, i, indices[t, i]]."
        ),
        "first step left out": "step 0 is left out: range(T) begins at 0.",
        "last step left out": "the last step is left out: range(T) ends at T - 1 by itself.",
        "n_v from the data": (
            "the height comes from the largest index that occurs: it is n_v, whatever occurs."
        ),
        "one row too low": "the 1 stands at index - 1: indices count from 0, index k marks row k.",
        "one row too high": "the 1 stands at index + 1: indices count from 0, index k marks row k.",
        "ones and zeros exchanged": "0 stands where 1 should, and 1 where 0 should.",
        "every example marked": (
            "at each step the 1 is set in the columns of all examples: row indices[t, i] belongs to column i "
            "alone."
        ),
        "one column for all": (
            "every column holds the ones of all tokens: the 1 is set at every step and in every example (t "
            "and i must go along with the index), or all columns are one and the same array (make a new one "
            "for each token)."
        ),
        "column not cleared": (
            "the ones of earlier tokens are still there: start each token from a new column of zeros."
        ),
        "index arrays not crossed": (
            "the three index arrays must broadcast to (T, m): make the steps a column, np.arange(T)[:, None]."
        ),
        "axes of indices swapped": "indices are read as (m, T): the first axis is time, indices[t, i].",
        "ranges exchanged": (
            "the ranges of t and i are exchanged: t runs over indices.shape[0], i over indices.shape[1]."
        ),
        "padding left zero": (
            "columns of index 0 are all zero: <PAD> has its own 1 in row 0; the mask takes it out later."
        ),
        "the index in place of 1": (
            "the column holds the index itself: the entry is 1, the index only says in which row."
        ),
    },
    square=draw_indices(4, 4, 4),
)

# ---- pad_and_mask(sequences) -> indices (T, m), mask (T, m)


def pad_reference(sequences, wrong=frozenset()):
    lengths = np.array([len(sequence) for sequence in sequences])
    m, T = len(sequences), int(lengths.max())
    if "length of the first" in wrong:
        if T > lengths[0]:
            raise ValueError("could not broadcast input array")
        T = int(lengths[0])
    if "cut to the shortest" in wrong:
        T = int(lengths.min())
    if "one row too many" in wrong:
        T += 1
    indices, mask = np.zeros((T, m), dtype=int), np.arange(T)[:, None] < lengths
    for label, value in {"padded with -1": -1, "padded with <UNK>": 1, "padded with <EOS>": 2}.items():
        if label in wrong:
            indices[:] = value
    for i, sequence in enumerate(sequences):
        column, start = sequence[:T], max(T - len(sequence), 0) if "padded in front" in wrong else 0
        indices[start : start + len(column), i] = column
        if "last token repeated" in wrong:
            indices[len(column) :, i] = column[-1]
    if "padded in front" in wrong:
        mask = mask[::-1]
    if "mask from the values" in wrong:
        mask = indices != 0
    if "mask one too long" in wrong:
        mask = np.arange(T)[:, None] <= lengths
    if "mask one short" in wrong:
        mask = np.arange(T)[:, None] + 1 < lengths
    if "mask all True" in wrong:
        mask = np.ones_like(mask)
    if "steps not a column" in wrong:
        mask = np.arange(T) < lengths
    if "mask counts examples" in wrong:
        mask = np.arange(m)[:, None] < lengths
    if "mask turned round" in wrong:
        mask = ~mask
    if "mask as integers" in wrong:
        mask = mask.astype(int)
    if "mask as floats" in wrong:
        mask = mask.astype(float)
    if "indices as floats" in wrong:
        indices = indices.astype(float)
    if "batch first" in wrong:
        indices, mask = indices.T, mask.T
    if "no mask" in wrong:
        return indices
    return indices, lengths if "lengths for a mask" in wrong else mask


def draw_sequences(*lengths, low=1):
    """Draw sequences of indices below 30; with low=0 each holds a 0 among its real tokens."""

    def draw(rng):
        sequences = [rng.integers(3, 30, size=length) for length in lengths]
        for sequence in sequences if low == 0 else []:
            sequence[rng.integers(len(sequence))] = 0
        return (sequences,)

    return draw


PAD_AND_MASK = Check(
    name="pad_and_mask",
    call="pad_and_mask(sequences)",
    returns=("indices", "mask"),
    reference=pad_reference,
    cases=(
        Case("shape", draw_sequences(2, 5, 3), "indices are (T, m) integers, mask is (T, m) booleans."),
        Case(
            "special case", draw_sequences(4), "one sequence: nothing is padded, the mask is True throughout."
        ),
        Case(
            "special case",
            draw_sequences(4, 2, 3, low=0),
            "a real token may have index 0: the mask follows the lengths. Below each sequence stand zeros.",
        ),
        Case(
            "random case",
            draw_sequences(6, 1, 4, 5),
            "column i holds sequence i, then zeros; mask[t, i] is t < length of i.",
        ),
        Case(
            "random case",
            draw_sequences(3, 7, 2, 5, 1),
            "column i holds sequence i, then zeros; mask[t, i] is t < length of i.",
        ),
    ),
    mistakes={
        "batch first": "one sequence per row, (m, T): here each sequence is a column, (T, m).",
        "length of the first": "T is the length of the first sequence: it must be that of the longest.",
        "cut to the shortest": (
            "T is the length of the shortest sequence and the others are cut: T is that of the longest."
        ),
        "one row too many": "there is one row more than the longest sequence has tokens.",
        "padded in front": "the padding stands in front: the tokens come first, the padding after them.",
        "padded with -1": "the padding is -1: it must be 0, the index of <PAD>.",
        "padded with <UNK>": "the padding is 1, the index of <UNK>: it must be 0, that of <PAD>.",
        "padded with <EOS>": "the padding is 2, the index of <EOS>: it must be 0, that of <PAD>.",
        "last token repeated": (
            "the last token is repeated in the padding: the padding is 0, the index of <PAD>."
        ),
        "mask all True": "the mask is True throughout: it must be False at the padding, where t >= length.",
        "mask turned round": "the mask is True at the padding: it must be True at the real tokens.",
        "mask from the values": (
            "the mask comes from the values (!= 0): a real token may have index 0. Compare positions with "
            "lengths."
        ),
        "steps not a column": (
            "np.arange(T) < lengths compares two arrays of one axis each: make the steps a column, "
            "np.arange(T)[:, None]."
        ),
        "mask counts examples": "the mask has m rows: np.arange over T, the longest length.",
        "mask one too long": (
            "the mask is one step too long: steps 0 … length - 1 are real, so test t < length."
        ),
        "mask one short": (
            "the mask is one step too short: steps 0 … length - 1 are real, so test t < length."
        ),
        "mask as integers": "the mask holds integers 0 and 1: it must hold booleans (dtype=bool).",
        "mask as floats": "the mask holds floats: it must hold booleans (dtype=bool).",
        "indices as floats": "the indices are floats: np.zeros makes floats unless dtype=int is given.",
        "lengths for a mask": (
            "the lengths are returned in place of the mask: the mask is (T, m), True where t < length."
        ),
        "no mask": "the mask is not returned: return indices, mask.",
    },
)

CHECKS = (VOCABULARY, ENCODE, ONE_HOT, PAD_AND_MASK)

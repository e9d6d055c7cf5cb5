"""From text to numbers: tokens, vocabulary, indices, one-hot columns, padding. Lesson: 01_notation."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

import numpy as np

from helpers import validation
from helpers.shapes import Shapes

PAD, UNK, EOS = "<PAD>", "<UNK>", "<EOS>"
NUM, URL = "[NUM]", "[URL]"
SPECIAL = [PAD, UNK, EOS]

JOINERS = "\u200c\u200d"  # stand inside words of Persian and Hindi, and show how their letters join


def tokenise(text):
    """Return the tokens of a text, a list of str.

    Words are lower-cased; a number becomes "[NUM]", a web address "[URL]"; each punctuation mark is a
    token of its own. "don't" and "well-known" stay one token; "1,000.5" is one number; "2nd" is a word.
    A word is letters, digits and what belongs to them: accents, vowel signs, points. That fits scripts that
    put spaces between words, such as Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Tamil or Hangul; not
    those that do not, such as Chinese, Japanese, Thai or Khmer, where a whole phrase would be one token.
    Raises ValueError: text is no str.  Lesson: 01_notation
    """
    if not isinstance(text, str):
        raise ValueError(f"text must be a str, got {type(text).__name__}")
    text = unicodedata.normalize("NFC", text)
    marks = "" if text.isascii() else "".join(sorted(filter(_is_mark, set(text))))
    kinds = {"url": URL, "num": NUM}
    return [kinds.get(match.lastgroup) or match.group().lower() for match in _pattern(marks).finditer(text)]


def _is_mark(character):
    """Tell whether a character belongs to the letter before it; to regular expressions it is no letter."""
    return character in JOINERS or unicodedata.category(character).startswith("M")


@lru_cache(maxsize=64)
def _pattern(marks):
    """Return the regular expression of a token, for texts with these marks."""
    mark = f"[{re.escape(marks)}]*" if marks else ""
    word = f"\\w[\\w{re.escape(marks)}]*"
    return re.compile(
        rf"(?P<url>(?i:https?://|www\.)[^\s<>\"]*[\w/{re.escape(marks)}])"
        rf"|(?P<num>\d+(?:[.,:]\d+)*(?![\w{re.escape(marks)}]))"
        rf"|{word}(?:['’\-]{word})*"
        rf"|[^\w\s]{mark}"
    )


def build_vocabulary(token_lists, size=None):
    """Return the vocabulary, a list of str in fixed order: position is index.

    "<PAD>", "<UNK>", "<EOS>" first (0, 1, 2), then the tokens by falling frequency, ties in alphabetical
    order, so that the same text gives the same indices on every machine.
    Parameters: token_lists, list of token lists; size, entries to keep, the three special ones included.
    Raises ValueError: size below 4, an entry of token_lists is no list, a token no str.  Lesson: 01_notation
    """
    if size is not None:
        validation.whole_number("size", size, low=len(SPECIAL) + 1)
    if isinstance(token_lists, str) or not hasattr(token_lists, "__iter__"):
        raise ValueError(f"token_lists must be a list of lists of tokens, got {validation.kind(token_lists)}")
    counts = Counter()
    for tokens in token_lists:
        if not isinstance(tokens, list | tuple):
            got = f"the str {tokens!r}" if isinstance(tokens, str) else validation.kind(tokens)
            raise ValueError(f"token_lists must hold lists of tokens, got {got}")
        _check_tokens("token_lists", tokens)
        counts.update(token for token in tokens if token not in SPECIAL)
    by_frequency = sorted(counts, key=lambda token: (-counts[token], token))
    return (SPECIAL + by_frequency)[:size]


def encode(tokens, vocabulary):
    """Return the indices (T,) of a list of tokens; a token outside the vocabulary becomes that of "<UNK>".

    Raises ValueError: tokens is no list, is empty or holds what is no str, the vocabulary does not start with
    "<PAD>", "<UNK>", "<EOS>".  Lesson: 01_notation
    """
    if not isinstance(tokens, list | tuple) or not tokens:
        raise ValueError(f"tokens must be a list of at least one token, got {tokens!r}")
    _check_tokens("tokens", tokens)
    _check_vocabulary(vocabulary)
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, index[UNK]) for token in tokens])


def decode(indices, vocabulary):
    """Return the tokens, a list of str, at the indices (T,).

    Raises ValueError: an index is out of range, indices is no array (T,) of integers.  Lesson: 01_notation
    """
    _check_vocabulary(vocabulary)
    Shapes().integers("indices", indices, "T", 0, len(vocabulary) - 1)
    return [vocabulary[i] for i in indices]


def _check_tokens(name, tokens):
    """Raise ValueError unless every token is a str."""
    for token in tokens:
        if not isinstance(token, str):
            raise ValueError(f"{name} must hold tokens of type str, got {token!r}")


def _check_vocabulary(vocabulary):
    """Raise ValueError unless the vocabulary is a list of str that starts with the special tokens."""
    if not isinstance(vocabulary, list | tuple):
        raise ValueError(f"vocabulary must be a list of tokens, got {validation.kind(vocabulary)}")
    _check_tokens("vocabulary", vocabulary)
    if list(vocabulary[:3]) != SPECIAL:
        raise ValueError(f"vocabulary must start with {', '.join(SPECIAL)}, got {list(vocabulary[:3])}")


def one_hot(indices, n_v, dtype=np.float64):
    """Return one-hot columns: (n_v, m) from indices (m,), (T, n_v, m) from indices (T, m).

    Raises ValueError: an index is not in 0 ... n_v - 1, indices has another number of axes.  Lesson:
    01_notation
    """
    validation.whole_number("n_v", n_v)
    dtype = validation.float_type(dtype)
    layout = "m" if getattr(indices, "ndim", 2) == 1 else "T m"
    Shapes().integers("indices", indices, layout, 0, n_v - 1)
    x = np.zeros((*indices.shape[:-1], n_v, indices.shape[-1]), dtype)
    np.put_along_axis(x, np.expand_dims(indices, -2), 1, axis=-2)
    return x


def pad(sequences):
    """Return the sequences side by side, filled up with the index of "<PAD>" (0), and their lengths.

    Parameters: sequences, list of m integer arrays (T^(i),).
    Returns: indices (T, m) with T the longest length; lengths (m,).
    Raises ValueError: no sequence, an empty one, one that is no integer array of one axis.  Lesson:
    01_notation
    """
    if not isinstance(sequences, list | tuple):
        raise ValueError(f"sequences must be a list of arrays, got {validation.kind(sequences)}")
    if len(sequences) == 0:
        raise ValueError("sequences must hold at least one sequence, got none")
    for i, sequence in enumerate(sequences):
        Shapes().integers(f"sequences[{i}]", sequence, "T", 0)
        validation.whole_number(f"the largest of sequences[{i}]", sequence.max(), low=0)
    lengths = np.array([len(sequence) for sequence in sequences])
    indices = np.zeros((lengths.max(), len(sequences)), dtype=int)
    for i, sequence in enumerate(sequences):
        indices[: len(sequence), i] = sequence
    return indices, lengths


def mask_from_lengths(lengths, T):
    """Return the mask (T, m), True at real positions: mask[t, i] = t < lengths[i].

    Raises ValueError: lengths is no integer array (m,), or a length is not in 1 ... T.  Lesson: 01_notation
    """
    validation.whole_number("T", T)
    Shapes().integers("lengths", lengths, "m", 1, T)
    return np.arange(T)[:, None] < lengths

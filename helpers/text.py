"""From text to numbers: tokens, vocabulary, indices, one-hot columns, padding. Lesson: 01_notation."""

import re
import unicodedata
from collections import Counter

import numpy as np

from helpers import validation

PAD, UNK, EOS = "<PAD>", "<UNK>", "<EOS>"
NUM, URL = "[NUM]", "[URL]"
SPECIAL = [PAD, UNK, EOS]

_TOKEN = re.compile(
    r"(?P<url>(?i:https?://|www\.)[^\s<>\"]*[\w/])"
    r"|(?P<num>\d+(?:[.,:]\d+)*(?!\w))"
    r"|\w+(?:['’\-]\w+)*"
    r"|[^\w\s]"
)


def tokenise(text):
    """Return the tokens of a text, a list of str.

    Words are lower-cased; a number becomes "[NUM]", a web address "[URL]"; each punctuation mark is a
    token of its own. "don't" and "well-known" stay one token; "1,000.5" is one number; "2nd" is a word.
    Raises ValueError: text is no str.  Lesson: 01_notation
    """
    if not isinstance(text, str):
        raise ValueError(f"text must be a str, got {type(text).__name__}")
    matches = _TOKEN.finditer(unicodedata.normalize("NFC", text))
    kinds = {"url": URL, "num": NUM}
    return [kinds.get(match.lastgroup) or match.group().lower() for match in matches]


def build_vocabulary(token_lists, size=None):
    """Return the vocabulary, a list of str in fixed order: position is index.

    "<PAD>", "<UNK>", "<EOS>" first (0, 1, 2), then the tokens by falling frequency, ties in alphabetical
    order, so that the same text gives the same indices on every machine.
    Parameters: token_lists, list of token lists; size, entries to keep, the three special ones included.
    Raises ValueError: size below 4, an entry of token_lists is a str instead of a list.  Lesson: 01_notation
    """
    if size is not None:
        validation.whole_number("size", size, low=len(SPECIAL) + 1)
    counts = Counter()
    for tokens in token_lists:
        if isinstance(tokens, str):
            raise ValueError(f"token_lists must hold lists of tokens, got the str {tokens!r}")
        counts.update(token for token in tokens if token not in SPECIAL)
    by_frequency = sorted(counts, key=lambda token: (-counts[token], token))
    return (SPECIAL + by_frequency)[:size]


def encode(tokens, vocabulary):
    """Return the indices (T,) of a list of tokens; a token outside the vocabulary becomes that of "<UNK>".

    Raises ValueError: tokens is a str or empty, the vocabulary does not start with "<PAD>", "<UNK>", "<EOS>".
    Lesson: 01_notation
    """
    if isinstance(tokens, str) or len(tokens) == 0:
        raise ValueError(f"tokens must be a list of at least one token, got {tokens!r}")
    _check_vocabulary(vocabulary)
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, index[UNK]) for token in tokens])


def decode(indices, vocabulary):
    """Return the tokens, a list of str, at the indices (T,).

    Raises ValueError: an index is out of range, indices is no array (T,) of integers.  Lesson: 01_notation
    """
    _check_vocabulary(vocabulary)
    validation.Shapes().integers("indices", indices, "T", 0, len(vocabulary) - 1)
    return [vocabulary[i] for i in indices]


def _check_vocabulary(vocabulary):
    """Raise ValueError unless the vocabulary is a list that starts with the special tokens."""
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
    validation.Shapes().integers("indices", indices, layout, 0, n_v - 1)
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
    if len(sequences) == 0:
        raise ValueError("sequences must hold at least one sequence, got none")
    for i, sequence in enumerate(sequences):
        validation.Shapes().integers(f"sequences[{i}]", sequence, "T", 0)
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
    validation.Shapes().integers("lengths", lengths, "m", 1, T)
    return np.arange(T)[:, None] < lengths

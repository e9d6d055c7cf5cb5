"""Lesson 01: solutions as students write them, wrong and right, from the tasks, not from the checks."""
# ruff: noqa: RUF017

from collections import Counter
from itertools import zip_longest

import numpy as np

from tests.exercises.attempts.attempt import right, wrong

SPECIAL = ["<PAD>", "<UNK>", "<EOS>"]

# build_vocabulary(sentences, size) -> list of str


@wrong("build_vocabulary", "no special tokens")
def leaves_out_special_tokens(sentences, size):
    counter = Counter(word for sentence in sentences for word in sentence)
    return sorted(counter, key=lambda word: (-counter[word], word))[:size]


@wrong("build_vocabulary", "special tokens not counted")
def size_counts_words_only(sentences, size):
    counts = {}
    for sentence in sentences:
        for token in sentence:
            counts[token] = counts.get(token, 0) + 1
    words = sorted(counts, key=lambda token: (-counts[token], token))
    return SPECIAL + words[:size]


@wrong("build_vocabulary", "ties by appearance")
def trusts_most_common(sentences, size):
    counter = Counter()
    for sentence in sentences:
        counter.update(sentence)
    return SPECIAL + [token for token, _ in counter.most_common(size - 3)]


@wrong("build_vocabulary", "alphabetical")
def alphabetical_set(sentences, size):
    tokens = set()
    for sentence in sentences:
        tokens |= set(sentence)
    return (SPECIAL + sorted(tokens))[:size]


@wrong("build_vocabulary", "rarest first")
def sorts_upwards(sentences, size):
    counter = Counter(sum(sentences, []))
    ordered = sorted(counter.items(), key=lambda pair: (pair[1], pair[0]))
    return SPECIAL + [token for token, n in ordered][: size - len(SPECIAL)]


@wrong("build_vocabulary", "ties backwards")
def reverses_names_with_counts(sentences, size):
    counter = Counter(sum(sentences, []))
    pairs = sorted(((n, token) for token, n in counter.items()), reverse=True)
    return [*SPECIAL, *(token for _, token in pairs)][:size]


@wrong("build_vocabulary", "dictionary")
def returns_dictionary(sentences, size):
    counter = Counter(sum(sentences, []))
    words = sorted(counter, key=lambda w: (-counter[w], w))
    return {word: index for index, word in enumerate((SPECIAL + words)[:size])}


@wrong("build_vocabulary", "UNK after EOS")
def eos_before_unk(sentences, size):
    counter = Counter(w for s in sentences for w in s)
    vocabulary = ["<PAD>", "<EOS>", "<UNK>"]
    for word in sorted(counter, key=lambda w: (-counter[w], w)):
        if len(vocabulary) < size:
            vocabulary.append(word)
    return vocabulary


@wrong("build_vocabulary", "special tokens last")
def special_tokens_last(sentences, size):
    counter = Counter(w for s in sentences for w in s)
    words = sorted(counter, key=lambda w: (-counter[w], w))[: size - 3]
    words.extend(SPECIAL)
    return words


@wrong("build_vocabulary", "once per sentence")
def counts_each_sentence_once(sentences, size):
    counter = Counter()
    for sentence in sentences:
        counter.update(set(sentence))
    words = sorted(counter, key=lambda w: (-counter[w], w))
    return (SPECIAL + words)[:size]


@wrong("build_vocabulary", "first sentence only")
def returns_inside_the_loop(sentences, size):
    counter = Counter()
    for sentence in sentences:
        counter.update(sentence)
        words = sorted(counter, key=lambda w: (-counter[w], w))
        return (SPECIAL + words)[:size]


@wrong("build_vocabulary", "characters")
def counts_characters(sentences, size):
    counter = Counter()
    for sentence in sentences:
        for token in sentence:
            counter.update(token)
    words = sorted(counter, key=lambda w: (-counter[w], w))
    return (SPECIAL + words)[:size]


@wrong("build_vocabulary", "pairs")
def keeps_the_counts(sentences, size):
    counter = Counter(sum(sentences, []))
    pairs = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return ([(special, 0) for special in SPECIAL] + pairs)[:size]


@wrong("build_vocabulary", "one entry short")
def one_word_short(sentences, size):
    counter = Counter(sum(sentences, []))
    words = sorted(counter, key=lambda w: (-counter[w], w))
    return SPECIAL + words[: size - 4]


@wrong("build_vocabulary", says="sentences in place")
def sorts_the_sentences_themselves(sentences, size):
    counts = {}
    for sentence in sentences:
        sentence.sort()
        for token in sentence:
            counts[token] = sentence.count(token) if token not in counts else counts[token]
    ordered = sorted(counts, key=lambda token: (-counts[token], token))
    return (SPECIAL + ordered)[:size]


@wrong("build_vocabulary", "size ignored")
def ignores_size(sentences, size):
    counter = Counter(sum(sentences, []))
    return SPECIAL + sorted(counter, key=lambda w: (-counter[w], w))


@wrong("build_vocabulary", "no special tokens", "order of appearance")
def order_of_appearance_and_no_special_tokens(sentences, size):
    vocabulary = []
    for sentence in sentences:
        for token in sentence:
            if token not in vocabulary:
                vocabulary.append(token)
    return vocabulary[:size]


@wrong("build_vocabulary", "ties by appearance")
def ties_by_length(sentences, size):
    counter = Counter(t for s in sentences for t in s)
    return (SPECIAL + sorted(counter, key=lambda t: (-counter[t], len(t))))[:size]


@wrong("build_vocabulary", says="must have 7 entries, got 2")
def each_special_token_in_its_own_list(sentences, size):
    counter = Counter(t for s in sentences for t in s)
    words = sorted(counter, key=lambda t: (-counter[t], t))
    return [SPECIAL, words[: size - 3]]


@wrong("build_vocabulary", says="must be of type list, got set")
def returns_a_set(sentences, size):
    counter = Counter(t for s in sentences for t in s)
    return set((SPECIAL + sorted(counter, key=lambda t: (-counter[t], t)))[:size])


@wrong("build_vocabulary", "no special tokens", "ties by appearance")
def most_common_without_special(sentences, size):
    tokens = " ".join(" ".join(s) for s in sentences).split()
    return [t for t, _ in Counter(tokens).most_common(size)]


@wrong("build_vocabulary")
def last_token_of_a_sentence_not_counted(sentences, size):
    counter = Counter()
    for s in sentences:
        for i in range(len(s) - 1):
            counter[s[i]] += 1
    return (SPECIAL + sorted(counter, key=lambda t: (-counter[t], t)))[:size]


@wrong("build_vocabulary", "rare words dropped")
def drops_words_seen_once(sentences, size):
    counter = Counter(t for s in sentences for t in s)
    often = [t for t, n in counter.items() if n >= 2]
    return (SPECIAL + sorted(often, key=lambda t: (-counter[t], t)))[:size]


@wrong("build_vocabulary", "EOS counted")
def ends_each_sentence_with_eos(sentences, size):
    counter = Counter()
    for s in sentences:
        counter.update([*s, "<EOS>"])
    return ["<PAD>", "<UNK>", *sorted(counter, key=lambda t: (-counter[t], t))][:size]


@right("build_vocabulary")
def two_stable_sorts(sentences, size):
    tokens = [token for sentence in sentences for token in sentence]
    words = sorted(set(tokens))
    words.sort(key=tokens.count, reverse=True)
    return SPECIAL + words[: size - 3]


@right("build_vocabulary")
def picks_the_best_each_time(sentences, size):
    counts = {}
    for sentence in sentences:
        for token in sentence:
            counts[token] = counts.get(token, 0) + 1
    vocabulary = list(SPECIAL)
    while counts and len(vocabulary) < size:
        best = min(counts, key=lambda token: (-counts[token], token))
        vocabulary.append(best)
        del counts[best]
    return vocabulary


@right("build_vocabulary")
def unique_of_numpy(sentences, size):
    words, counts = np.unique(np.concatenate([np.array(s, dtype=str) for s in sentences]), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [*SPECIAL, *words[order].tolist()][:size]


@wrong(
    "build_vocabulary", says="in the line: counts = Counter(sentences)\nLikely cause: a list can be neither"
)
def counts_the_sentences(sentences, size):
    counts = Counter(sentences)
    return (SPECIAL + sorted(counts, key=lambda t: (-counts[t], t)))[:size]


# encode(tokens, vocabulary) -> int array (T,)


@wrong("encode", "default is the token")
def default_is_the_token(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token, "<UNK>") for token in tokens])


@wrong("encode", "no default")
def get_without_default(tokens, vocabulary):
    index = {token: i for i, token in enumerate(vocabulary)}
    return np.array([index.get(token) for token in tokens])


@wrong("encode", "unknown stops")
def index_of_unknown_raises(tokens, vocabulary):
    return np.array([vocabulary.index(token) for token in tokens])


@wrong("encode", "unknown stops")
def key_of_unknown_raises(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary)}
    return np.array([lookup[token] for token in tokens])


@wrong("encode", "unknown as PAD")
def unknown_becomes_zero(tokens, vocabulary):
    lookup = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    return np.array([lookup.get(token, 0) for token in tokens])


@wrong("encode", "unknown dropped")
def unknown_is_dropped(tokens, vocabulary):
    return np.array([vocabulary.index(token) for token in tokens if token in vocabulary])


@wrong("encode", "unknown as -1")
def unknown_becomes_minus_one(tokens, vocabulary):
    indices = np.full(len(tokens), -1)
    for t, token in enumerate(tokens):
        for i, word in enumerate(vocabulary):
            if word == token:
                indices[t] = i
    return indices


@wrong("encode", "unknown appended")
def unknown_gets_a_new_number(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary)}
    out = []
    for token in tokens:
        if token not in lookup:
            lookup[token] = len(lookup)
        out.append(lookup[token])
    return np.array(out)


@wrong("encode", says="vocabulary in place")
def appends_to_the_vocabulary(tokens, vocabulary):
    for token in tokens:
        if token not in vocabulary:
            vocabulary.append(token)
    return np.array([vocabulary.index(token) for token in tokens])


@wrong("encode", "list")
def returns_list_of_indices(tokens, vocabulary):
    unknown = vocabulary.index("<UNK>")
    return [vocabulary.index(t) if t in vocabulary else unknown for t in tokens]


@wrong("encode", "floats")
def fills_a_float_array(tokens, vocabulary):
    indices = np.zeros(len(tokens))
    for t, token in enumerate(tokens):
        indices[t] = vocabulary.index(token if token in vocabulary else "<UNK>")
    return indices


@wrong("encode", "EOS added")
def adds_end_of_sentence(tokens, vocabulary):
    tokens = [*tokens, "<EOS>"]
    return np.array([vocabulary.index(t) if t in vocabulary else vocabulary.index("<UNK>") for t in tokens])


@wrong("encode", "counts from one")
def counts_from_one(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary, start=1)}
    return np.array([lookup.get(token, lookup["<UNK>"]) for token in tokens])


@wrong("encode", "column")
def returns_a_column(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary)}
    return np.array([[lookup.get(token, lookup["<UNK>"])] for token in tokens])


@wrong("encode", "words")
def returns_words(tokens, vocabulary):
    return np.array([t if t in vocabulary else "<UNK>" for t in tokens])


@wrong("encode", "one-hot")
def returns_rows_of_ones(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary)}
    return np.eye(len(vocabulary))[[lookup.get(token, lookup["<UNK>"]) for token in tokens]]


@wrong("encode", "each token once")
def each_token_once(tokens, vocabulary):
    unknown = vocabulary.index("<UNK>")
    return np.array([vocabulary.index(t) if t in vocabulary else unknown for t in sorted(set(tokens))])


@wrong("encode", "loop over the vocabulary")
def marks_the_vocabulary(tokens, vocabulary):
    """Loop over the vocabulary in place of the tokens."""
    return np.array([i for i, word in enumerate(vocabulary) if word in tokens])


@wrong("encode", "unknown as PAD", "floats")
def unknown_zero_in_a_float_array(tokens, vocabulary):
    indices = np.zeros(len(tokens))
    for t in range(len(tokens)):
        if tokens[t] in vocabulary:
            indices[t] = vocabulary.index(tokens[t])
    return indices


@wrong("encode", says="one entry alone")
def one_index_for_the_whole_sentence(tokens, vocabulary):
    for token in tokens:
        if token in vocabulary:
            return np.array(vocabulary.index(token))
        return np.array(vocabulary.index("<UNK>"))


@wrong("encode", "searchsorted")
def searchsorted_on_unsorted(tokens, vocabulary):
    return np.searchsorted(vocabulary, tokens)


@wrong("encode", says="is too large")
def pads_to_the_vocabulary(tokens, vocabulary):
    out = np.zeros(len(vocabulary), dtype=int)
    for t, token in enumerate(tokens[: len(vocabulary)]):
        out[t] = vocabulary.index(token) if token in vocabulary else vocabulary.index("<UNK>")
    return out


@wrong("encode", says="integers, got array of strings")
def strings_of_numbers(tokens, vocabulary):
    return np.array([str(vocabulary.index(t)) if t in vocabulary else "1" for t in tokens])


@wrong("encode", "dictionary turned round")
def enumerates_into_a_dictionary(tokens, vocabulary):
    index = dict(enumerate(vocabulary))
    return np.array([index.get(token, vocabulary.index("<UNK>")) for token in tokens])


@right("encode")
def lookup_with_default(tokens, vocabulary):
    lookup = {token: i for i, token in enumerate(vocabulary)}
    return np.array([lookup.get(token, lookup["<UNK>"]) for token in tokens], dtype=int)


@right("encode")
def compares_all_pairs(tokens, vocabulary):
    equal = np.array(tokens)[:, None] == np.array(vocabulary)
    return np.where(equal.any(axis=1), equal.argmax(axis=1), vocabulary.index("<UNK>"))


@right("encode")
def tries_and_catches(tokens, vocabulary):
    indices = np.empty(len(tokens), dtype=np.int32)
    for t, token in enumerate(tokens):
        try:
            indices[t] = vocabulary.index(token)
        except ValueError:
            indices[t] = vocabulary.index("<UNK>")
    return indices


# one_hot(indices, n_v) -> float array (T, n_v, m)


@wrong("one_hot", "classes last")
def rows_of_the_identity(indices, n_v):
    return np.eye(n_v)[indices]


@wrong("one_hot", "reshape")
def reshapes_where_it_should_transpose(indices, n_v):
    T, m = indices.shape
    return np.eye(n_v)[indices].reshape(T, n_v, m)


@wrong("one_hot", "classes first")
def vocabulary_axis_first(indices, n_v):
    return (np.arange(n_v)[:, None, None] == indices).astype(float)


@wrong("one_hot", "integers")
def array_of_integers(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m), dtype=int)
    for t in range(T):
        for j in range(m):
            x[t, indices[t, j], j] = 1
    return x


@wrong("one_hot", "booleans")
def array_of_booleans(indices, n_v):
    return indices[:, None, :] == np.arange(n_v)[None, :, None]


@wrong("one_hot", "one row too low")
def one_row_too_low(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T):
        for j in range(m):
            x[t, indices[t, j] - 1, j] = 1.0
    return x


@wrong("one_hot", "n_v from the data")
def size_from_largest_index(indices, n_v):
    n = indices.max() + 1
    return np.transpose(np.eye(n)[indices], (0, 2, 1))


@wrong("one_hot", "every example marked")
def marks_every_example(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T):
        x[t, indices[t]] = 1
    return x


@wrong("one_hot", "one column for all")
def same_column_for_all(indices, n_v):
    columns = []
    column = np.zeros(n_v)
    T, m = indices.shape
    for t in range(T):
        for j in range(m):
            column[indices[t, j]] = 1
            columns.append(column)
    return np.array(columns).reshape(T, m, n_v).transpose(0, 2, 1)


@wrong("one_hot", "axes of indices swapped")
def swaps_t_and_m(indices, n_v):
    m, T = indices.shape
    x = np.zeros((T, n_v, m))
    for i in range(m):
        for t in range(T):
            x[t, indices[i, t], i] = 1
    return x


@wrong("one_hot", "ranges exchanged")
def ranges_mixed_up(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(m):
        for i in range(T):
            x[t, indices[t, i], i] = 1
    return x


@wrong("one_hot", "padding left zero")
def padding_left_empty(indices, n_v):
    x = np.eye(n_v)[indices].transpose(0, 2, 1)
    x[(indices == 0)[:, None, :].repeat(n_v, axis=1)] = 0
    return x


@wrong("one_hot", "the index in place of 1")
def writes_the_index(indices, n_v):
    hit = indices[:, None, :] == np.arange(n_v).reshape(1, n_v, 1)
    return np.where(hit, indices[:, None, :], 0).astype(float)


@wrong("one_hot", "flat")
def one_flat_matrix(indices, n_v):
    flat = indices.flatten()
    x = np.zeros((flat.size, n_v))
    x[np.arange(flat.size), flat] = 1
    return x


@wrong("one_hot", "classes last", "integers")
def integers_in_the_wrong_axes(indices, n_v):
    return np.eye(n_v, dtype=int)[indices]


@wrong("one_hot", says="a part is not filled in")
def loops_and_returns_early(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T):
        for i in range(m):
            x[t, indices[t, i], i] = 1
        return x


@wrong("one_hot", "ones and zeros exchanged")
def ones_everywhere_else(indices, n_v):
    return np.transpose(1 - np.eye(n_v)[indices], (0, 2, 1))


@wrong("one_hot", says="is too large")
def height_plus_one(indices, n_v):
    return np.transpose(np.eye(n_v + 1)[indices], (0, 2, 1))


@wrong("one_hot", says="reverse order along axis 1")
def flips_the_rows(indices, n_v):
    return np.transpose(np.eye(n_v)[::-1][indices], (0, 2, 1))


@wrong("one_hot", "index arrays not crossed")
def three_index_arrays(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    x[np.arange(T), indices, np.arange(m)] = 1
    return x


@wrong("one_hot", "one column for all")
def assignment_with_slices(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    x[:, indices, :] = 1
    return x


@wrong("one_hot", "class and example exchanged")
def index_on_the_last_axis(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T):
        for i in range(m):
            x[t, i, indices[t, i]] = 1
    return x


@wrong("one_hot", "first step left out")
def begins_at_one(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(1, T):
        for i in range(m):
            x[t, indices[t, i], i] = 1
    return x


@wrong("one_hot", "last step left out")
def stops_before_the_end(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    for t in range(T - 1):
        x[t, indices[t], np.arange(m)] = 1
    return x


@wrong("one_hot", "float32")
def in_single_precision(indices, n_v):
    return np.eye(n_v, dtype=np.float32)[indices].transpose(0, 2, 1)


@right("one_hot")
def compares_with_arange(indices, n_v):
    return (indices[:, None, :] == np.arange(n_v)[:, None]).astype(np.float64)


@right("one_hot")
def identity_swapped(indices, n_v):
    return np.swapaxes(np.eye(n_v)[indices], 1, 2)


@right("one_hot")
def put_along_axis(indices, n_v):
    T, m = indices.shape
    x = np.zeros((T, n_v, m))
    np.put_along_axis(x, indices[:, None, :], 1.0, axis=1)
    return x


@right("one_hot")
def stacked_in_loops(indices, n_v):
    identity = np.identity(n_v)
    return np.stack([np.stack([identity[i] for i in row], axis=-1) for row in indices])


# pad_and_mask(sequences) -> indices (T, m), mask (T, m) bool


@wrong("pad_and_mask", "batch first")
def one_row_per_sequence(sequences):
    T = max(len(s) for s in sequences)
    out = np.zeros((len(sequences), T), dtype=int)
    mask = np.zeros((len(sequences), T), dtype=bool)
    for i, s in enumerate(sequences):
        out[i, : len(s)] = s
        mask[i, : len(s)] = True
    return out, mask


@wrong("pad_and_mask", "cut to the shortest")
def cuts_to_the_shortest(sequences):
    T = min(len(s) for s in sequences)
    indices = np.array([list(s)[:T] for s in sequences]).T
    return indices, np.ones(indices.shape, dtype=bool)


@wrong("pad_and_mask", "mask turned round")
def mask_marks_padding(sequences):
    lengths = np.array([len(s) for s in sequences])
    T = lengths.max()
    indices = np.zeros((T, len(sequences)), dtype=int)
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
    return indices, np.arange(T)[:, None] >= lengths


@wrong("pad_and_mask", "mask from the values")
def mask_from_the_values(sequences):
    indices = np.array(list(zip_longest(*sequences, fillvalue=0)))
    return indices, indices != 0


@wrong("pad_and_mask", "padded in front")
def pads_in_front(sequences):
    T = max(map(len, sequences))
    rows = [[0] * (T - len(s)) + list(s) for s in sequences]
    mask = [[False] * (T - len(s)) + [True] * len(s) for s in sequences]
    return np.array(rows).T, np.array(mask).T


@wrong("pad_and_mask", "padded with -1")
def pads_with_minus_one(sequences):
    T = max(map(len, sequences))
    indices = np.full((T, len(sequences)), -1)
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
    return indices, indices >= 0


@wrong("pad_and_mask", "padded with <UNK>")
def pads_with_one(sequences):
    lengths = np.array([len(s) for s in sequences])
    indices = np.ones((lengths.max(), len(sequences)), dtype=int)
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
    return indices, np.arange(lengths.max())[:, None] < lengths


@wrong("pad_and_mask", says="Below each sequence stand zeros")
def pads_with_what_is_there(sequences):
    lengths = np.array([len(s) for s in sequences])
    indices = np.full((lengths.max(), len(sequences)), 7)
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
    return indices, np.arange(lengths.max())[:, None] < lengths


@wrong("pad_and_mask", "mask counts examples")
def rows_of_the_mask_are_sequences(sequences):
    lengths = np.array([len(s) for s in sequences])
    indices = np.stack([np.pad(s, (0, max(lengths) - len(s))) for s in sequences], axis=1)
    return indices, np.arange(len(sequences))[:, None] < lengths


@wrong("pad_and_mask", "mask as floats")
def mask_of_numbers(sequences):
    T, m = max(map(len, sequences)), len(sequences)
    indices, mask = np.zeros((T, m), int), np.zeros((T, m))
    for j, s in enumerate(sequences):
        for t, index in enumerate(s):
            indices[t, j] = index
            mask[t, j] = 1
    return indices, mask


@wrong("pad_and_mask", "indices as floats")
def indices_as_floats(sequences):
    T, m = max(map(len, sequences)), len(sequences)
    indices = np.zeros((T, m))
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
    return indices, np.arange(T)[:, None] < np.array([len(s) for s in sequences])


@wrong("pad_and_mask", says="yours come as mask, indices")
def mask_first(sequences):
    lengths = np.array([len(s) for s in sequences])
    T = max(lengths)
    indices = np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)
    return np.arange(T)[:, None] < lengths, indices


@wrong("pad_and_mask", "lengths for a mask")
def lengths_for_mask(sequences):
    lengths = np.array([len(s) for s in sequences])
    indices = np.stack([np.pad(s, (0, max(lengths) - len(s))) for s in sequences], axis=1)
    return indices, lengths


@wrong("pad_and_mask", "mask one too long")
def mask_one_step_too_long(sequences):
    lengths = np.array([len(s) for s in sequences])
    T = max(lengths)
    indices = np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)
    return indices, np.arange(T)[:, None] <= lengths


@wrong("pad_and_mask", "length of the first")
def length_of_the_first(sequences):
    T = len(sequences[0])
    indices = np.zeros((T, len(sequences)), dtype=int)
    mask = np.zeros(indices.shape, dtype=bool)
    for j, s in enumerate(sequences):
        indices[: len(s), j] = s
        mask[: len(s), j] = True
    return indices, mask


@wrong("pad_and_mask", "steps not a column")
def compares_two_rows(sequences):
    lengths = np.array([len(s) for s in sequences])
    T = max(lengths)
    indices = np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)
    return indices, np.arange(T) < lengths


@wrong("pad_and_mask", says="goes into a part of it")
def writes_the_whole_column(sequences):
    lengths = np.array([len(s) for s in sequences])
    indices = np.zeros((max(lengths), len(sequences)), dtype=int)
    for i, s in enumerate(sequences):
        indices[:, i] = s
    return indices, np.arange(max(lengths))[:, None] < lengths


@wrong("pad_and_mask", says="Likely cause: the indices are floats")
def float_zeros_and_mask_from_the_values(sequences):
    indices = np.zeros((max(map(len, sequences)), len(sequences)))
    for i, s in enumerate(sequences):
        indices[: len(s), i] = s
    return indices, indices != 0


@wrong("pad_and_mask", says="cannot hold sequences of unequal lengths")
def array_of_the_list(sequences):
    indices = np.array(sequences)
    return indices, indices != 0


@wrong("pad_and_mask", says="cannot hold sequences of unequal lengths")
def ragged_array(sequences):
    indices = np.array(sequences).T
    return indices, indices > 0


@wrong("pad_and_mask", "last token repeated")
def repeats_the_last_token(sequences):
    T = max(len(s) for s in sequences)
    indices = np.stack([np.pad(s, (0, T - len(s)), mode="edge") for s in sequences], axis=1)
    return indices, np.arange(T)[:, None] < [len(s) for s in sequences]


@wrong("pad_and_mask", says="sequences in place")
def pads_the_list_it_was_given(sequences):
    lengths = [len(s) for s in sequences]
    for j, s in enumerate(sequences):
        sequences[j] = list(s) + [0] * (max(lengths) - len(s))
    return np.array(sequences).T, np.arange(max(lengths))[:, None] < lengths


@wrong("pad_and_mask", "no mask")
def only_the_indices(sequences):
    T = max(len(s) for s in sequences)
    return np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)


@wrong("pad_and_mask", "batch first", "mask turned round")
def batch_first_and_marks_padding(sequences):
    T = max(len(s) for s in sequences)
    indices = np.array([list(s) + [0] * (T - len(s)) for s in sequences])
    mask = np.array([[False] * len(s) + [True] * (T - len(s)) for s in sequences])
    return indices, mask


@wrong("pad_and_mask", says="is too large")
def pads_to_twenty(sequences):
    indices = np.zeros((20, len(sequences)), dtype=int)
    mask = np.zeros((20, len(sequences)), dtype=bool)
    for j, s in enumerate(sequences):
        indices[: len(s), j], mask[: len(s), j] = s, True
    return indices, mask


@wrong("pad_and_mask", says="is the order lost")
def sorts_by_length(sequences):
    sequences = sorted(sequences, key=len, reverse=True)
    T = len(sequences[0])
    indices = np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)
    return indices, np.arange(T)[:, None] < [len(s) for s in sequences]


@wrong("pad_and_mask", says="got list")
def two_lists(sequences):
    T = max(map(len, sequences))
    rows = [[int(s[t]) if t < len(s) else 0 for s in sequences] for t in range(T)]
    return rows, [[t < len(s) for s in sequences] for t in range(T)]


@wrong("pad_and_mask", "mask all True")
def mask_true_everywhere(sequences):
    T = max(map(len, sequences))
    indices = np.stack([np.pad(s, (0, T - len(s))) for s in sequences], axis=1)
    return indices, np.ones_like(indices, dtype=bool)


@right("pad_and_mask")
def fills_columns(sequences):
    T, m = max(map(len, sequences)), len(sequences)
    indices, mask = np.zeros((T, m), dtype=np.int64), np.full((T, m), False)
    for j, sequence in enumerate(sequences):
        for t in range(len(sequence)):
            indices[t, j], mask[t, j] = sequence[t], True
    return indices, mask


@right("pad_and_mask")
def zip_longest_twice(sequences):
    indices = np.array(list(zip_longest(*sequences, fillvalue=0)))
    ones = [[True] * len(s) for s in sequences]
    return indices, np.array(list(zip_longest(*ones, fillvalue=False)))


@right("pad_and_mask")
def assigns_through_the_mask(sequences):
    lengths = np.array([len(s) for s in sequences])
    mask = np.arange(lengths.max()) < lengths[:, None]
    indices = np.zeros(mask.shape, dtype=int)
    indices[mask] = np.concatenate([np.asarray(s) for s in sequences])
    return [indices.T, mask.T]

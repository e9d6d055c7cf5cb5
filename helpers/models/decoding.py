"""Decoding: how a model of the next word is turned into sequences. Lessons: 06_sampling, 13_encoder_decoder.

Every way takes `step`, a function (y_prev (m,), state) -> z (n_v, m), state, and the logits z and the state
with which it begins, so that it serves a language model and a translator alike:

    z, state = model.start(params, m=5)
    sequences, log_p = sample(rng, partial(model.step, params), z, state, limit=30, temperature=0.8)

A sequence ends with the index `end`, of "<EOS>", or has `limit` words. The indices in `reject`, of "<PAD>"
and "<UNK>", are never chosen, nor is a word whose logit is minus infinity. log_p is the model's own log
probability of a sequence in nats, the end included.
All raise ValueError where the logits of a step, the first ones or those from `step`, hold NaN or plus
infinity, or leave no word that is possible: the message names z and the step, counted from 1.
"""

import numpy as np

from helpers import validation
from helpers.activations import log_softmax, softmax
from helpers.shapes import Shapes
from helpers.text import EOS, PAD, SPECIAL, UNK

END = SPECIAL.index(EOS)
REJECT = (SPECIAL.index(PAD), SPECIAL.index(UNK))


def greedy(step, z, state, limit, reject=REJECT, end=END):
    """Take the likeliest word at each step.

    Parameters: step, z (n_v, m), state, see above; limit, most words; reject, indices; end, an index.
    Returns: sequences, list of m index arrays; log_p (m,).
    Raises ValueError: z is no float array of two axes, limit is not above 0, an index is out of range, or
    none is left. No argument is changed.
    """
    return _run(lambda z: z.argmax(axis=0), step, z, state, limit, reject, end)


def sample(rng, step, z, state, limit, temperature=1.0, top_k=None, top_p=None, reject=REJECT, end=END):
    """Draw a word at each step, from `distribution`.

    Parameters: rng, a generator; step, z, state, see above; limit, most words; temperature, top_k, top_p,
    reject, see `distribution`; end, an index.
    Returns: sequences, list of m index arrays; log_p (m,).
    Raises ValueError: as in `greedy`, and where a parameter of `distribution` is out of range.
    Source: Ng (2018), course on sequence models, week 1.
    """
    validation.generator(rng)
    _check_cut(temperature, top_k, top_p)

    def draw(z):
        cumulative = _cut(z, temperature, top_k, top_p).cumsum(axis=0)
        return (cumulative > rng.random(z.shape[1]) * cumulative[-1]).argmax(axis=0)

    return _run(draw, step, z, state, limit, reject, end)


def distribution(z, temperature=1.0, top_k=None, top_p=None, reject=REJECT):
    """Return the probabilities (n_v, m), float64, from which `sample` draws a word.

    They are softmax(z / temperature): below 1 sharper, above 1 flatter; of the words that are not rejected,
    then of the top_k likeliest, then of the nucleus, the fewest likeliest words whose probabilities sum to
    top_p at least, where a sum that falls short by no more than its rounding errors is enough.
    Parameters: z (n_v, m), logits; temperature, above 0; top_k, at least 1, top_p, above 0 and at most 1,
    None for all words; reject, indices. Ties go to the lower index.
    Raises ValueError: an argument is none of that, or z holds NaN, plus infinity or no possible word.
    Source: Fan, Lewis and Dauphin (2018) for top-k; Holtzman et al. (2020) for the nucleus.
    """
    _check(z, reject)
    _check_cut(temperature, top_k, top_p)
    return _cut(_possible(z, reject), temperature, top_k, top_p)


def _cut(z, temperature, top_k, top_p):
    """Return `distribution` of logits in float64, minus infinity where a word is rejected."""
    with np.errstate(over="ignore"):  # far below the largest is minus infinity, whose probability is 0
        p = softmax((z - z.max(axis=0)) / float(temperature))
    order = np.argsort(-p, axis=0, kind="stable")
    ranked = np.take_along_axis(p, order, axis=0)
    if top_k is not None:
        ranked[top_k:] = 0
    if top_p is not None:
        likelier = np.cumsum(ranked, axis=0) - ranked
        # The sum of eight times 0.1 is below 0.8: what is missing is less than the rounding of so many terms.
        rounding = 16 * len(z) * np.finfo(np.float64).eps
        ranked[likelier >= (float(top_p) - rounding) * ranked.sum(axis=0)] = 0
    np.put_along_axis(p, order, ranked / ranked.sum(axis=0), axis=0)
    return p


def beam(step, z, state, width, limit, alpha=0.7, reject=REJECT, end=END):
    """Search for the best sequences, keeping the `width` likeliest beginnings at each step.

    Formula: score = log_p / length^alpha, so that long sequences are not at a disadvantage; 0 does not
    normalise.
    Parameters: step, z (n_v, 1), state, see above, of one example; width; limit, most words; alpha, from 0
    to 1; reject, indices; end, an index.
    Returns: sequences, list of at most `width` index arrays, best first; scores, an array as long, nats.
    Raises ValueError: as in `greedy`, and where z has more than one column, width is not above 0, alpha out
    of range. No argument is changed.
    Source: Sutskever, Vinyals and Le (2014); Wu et al. (2016) and Ng (2018) for the length.
    """
    _check(z, reject, end, limit, step)
    validation.whole_number("width", width)
    validation.fraction("alpha", alpha)
    if z.shape[1] != 1:
        raise ValueError(f"z must have shape (n_v, 1), of one example, got {z.shape}")
    width, limit, alpha = int(width), int(limit), float(alpha)  # NumPy's own may round, or overflow
    words, log_p, done = np.empty((0, 1), int), np.zeros(1), []
    for length in range(1, limit + 1):
        possible = np.where(
            _possible(z, reject, length) > -np.inf, log_softmax(z.astype(np.float64)), -np.inf
        )
        y, source, log_p = _best(log_p + possible, 2 * width)
        words = np.vstack([words[:, source], y])
        last = (y == end) | (length == limit)
        ended = np.flatnonzero(last)
        done += [(log_p[i] / length**alpha, words[:, i]) for i in ended if length == limit or i < width]
        done = sorted(done, key=lambda pair: -pair[0])[:width]
        going = np.flatnonzero(~last)[:width]
        # Log probabilities only fall: none of those going can pass a score that is above this bound.
        if len(going) == 0 or (len(done) == width and done[-1][0] >= log_p[going[0]] / limit**alpha):
            break
        words, log_p = words[:, going], log_p[going]
        z, state = _next(step, y[going], select(state, source[going]), len(z))
    return [sequence for _, sequence in done], np.array([score for score, _ in done])


def select(state, examples):
    """Return the state of these examples, an index array: of each array in it the columns."""
    if hasattr(state, "select"):
        return state.select(examples)
    if isinstance(state, tuple):
        return tuple(select(part, examples) for part in state)
    return state[..., examples]


def _best(log_p, count):
    """Return word, column and value of the `count` largest entries that are possible, largest first."""
    flat = log_p.ravel()
    order = np.argsort(-flat, kind="stable")[:count]
    order = order[flat[order] > -np.inf]
    return *np.unravel_index(order, log_p.shape), flat[order]


def _run(choose, step, z, state, limit, reject, end):
    """Choose words until all sequences have ended; return them and their log probabilities."""
    _check(z, reject, end, limit, step)
    words, log_p, lengths = [], np.zeros(z.shape[1]), np.zeros(z.shape[1], int)
    going = np.ones(z.shape[1], bool)
    while True:
        y = choose(_possible(z, reject, len(words) + 1))
        log_p += np.where(going, np.take_along_axis(log_softmax(z.astype(np.float64)), y[None], axis=0)[0], 0)
        words.append(y)
        lengths += going
        going &= y != end
        if len(words) == limit or not going.any():
            words = np.array(words)
            return [words[:length, i] for i, length in enumerate(lengths)], log_p
        z, state = _next(step, y, state, len(z))


def _possible(z, reject, length=1):
    """Return z as float64, with rejected words impossible; refuse logits of which none can be chosen."""
    z = z.astype(np.float64)
    where = f"at step {length}"
    top = z.max(axis=0)  # NaN where one is
    if not (top < np.inf).all():
        raise validation.NotFinite(f"z must hold neither NaN nor inf, got {top[~(top < np.inf)][0]} {where}")
    z[list(reject)] = -np.inf
    if not (z.max(axis=0) > -np.inf).all():
        raise validation.NotFinite(f"z must leave a possible word, got -inf for all not rejected {where}")
    return z


def _next(step, y_prev, state, n_v):
    """Return the logits and the state that `step` gives; refuse what is none."""
    returned = step(y_prev, state)
    if not isinstance(returned, tuple) or len(returned) != 2:
        raise ValueError(f"step must return the pair z, state, got {validation.kind(returned)}")
    Shapes(n_v=n_v, m=len(y_prev)).floats("z of step", returned[0], "n_v m")
    return returned


def _check_cut(temperature, top_k, top_p):
    """Check what cuts and bends a distribution."""
    validation.number("temperature", temperature)
    if top_k is not None:
        validation.whole_number("top_k", top_k)
    if top_p is not None:
        validation.fraction("top_p", top_p, zero=False)


def _check(z, reject, end=0, limit=1, step=len):
    """Check what all ways of decoding take."""
    shapes = Shapes().floats("z", z, "n_v m")
    validation.whole_number("limit", limit)
    validation.function("step", step)
    if not isinstance(reject, tuple | list | range | np.ndarray):
        raise ValueError(f"reject must be a tuple of indices, got {validation.kind(reject)}")
    n_v = shapes.size["n_v"]
    for name, index in (("end", end), *(("reject", index) for index in reject)):
        validation.whole_number(name, index, low=0)
        if index >= n_v:
            raise ValueError(f"{name} must be below n_v = {n_v} (z has {n_v} rows), got {index}")
    if len(set(reject)) == n_v:
        raise ValueError(f"reject must leave a word, got all {n_v}")

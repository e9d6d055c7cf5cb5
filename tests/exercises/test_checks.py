"""The checks, checked: wrong solutions are rejected for the right reason, and right ones pass."""

import numpy as np
import pytest

from helpers.exercises import CheckFailed, check
from helpers.exercises.catalogue import CHECKS, find
from helpers.exercises.check import STAGES, Function
from helpers.exercises.notebook import call
from helpers.exercises.runner import generator, run
from helpers.exercises.values import parts, same

EVERY = [c for lesson in CHECKS.values() for c in lesson]
BY_NAME = pytest.mark.parametrize("exercise", EVERY, ids=lambda c: c.name)


@BY_NAME
def test_reference_passes_and_stub_is_called_unwritten(exercise):
    assert run(exercise, lambda a: call(exercise.reference, a, exercise.call)).passed

    def stub(*arguments):
        raise NotImplementedError

    verdict = run(exercise, lambda a: call(stub, a, exercise.call))
    assert not verdict.passed and "not written yet" in verdict.message


@BY_NAME
def test_cases_are_asymmetric_and_in_order(exercise):
    stages = [STAGES.index(case.stage) for case in exercise.cases]
    assert stages == sorted(stages) and stages[0] == 0
    for number, case in enumerate(exercise.cases):
        first, again = (case.draw(generator(exercise, number)) for _ in range(2))
        assert all(same_argument(a, b) for a, b in zip(first, again, strict=True)), "drawn differently twice"


def same_argument(a, b):
    if isinstance(a, Function):
        return a == b
    a, b = (
        parts((a,), ("v",)) if isinstance(a, dict) else a,
        parts((b,), ("v",)) if isinstance(b, dict) else b,
    )
    if isinstance(a, np.ndarray):
        return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    return str(a) == str(b)


def test_change_in_place_is_named():
    def overwrites(params, x_t, a_prev):
        result = find("rnn_cell_forward").reference(params, x_t, a_prev)
        a_prev[:] = 0
        return result

    with pytest.raises(CheckFailed, match="changes its argument a_prev in place"):
        check("rnn_cell_forward", overwrites)


def test_unknown_name_and_no_function():
    with pytest.raises(ValueError, match="did you mean 'rnn_forward'"):
        check("rnn_foward", lambda: None)
    with pytest.raises(CheckFailed, match="must be your function"):
        check("rnn_forward", 3)


def test_errors_alone_name_no_cause():
    exercise = find("rnn_cell_forward")
    verdict = run(exercise, lambda a: call(lambda *b: 1 / 0, a, exercise.call))
    assert not verdict.passed and "ZeroDivisionError" in verdict.message and verdict.causes == ()


def test_same_is_strict_about_kind_and_shape():
    assert same(np.ones(2), np.ones(2)) and not same(np.ones(2), np.ones((2, 1)))
    assert not same(np.ones(2, int), np.ones(2)) and not same([1], np.ones(1)) and not same(np.nan, 1.0)


# ---- attacks: nothing that is not truly right passes


def leaves(change, value):
    """Apply `change` to every array, number and string of a returned value."""
    if isinstance(value, tuple | list):
        return type(value)(leaves(change, part) for part in value)
    if isinstance(value, dict):
        return {key: leaves(change, part) for key, part in value.items()}
    return change(value)


class LyingArray(np.ndarray):
    """An array that calls itself equal to everything and takes no part in arithmetic."""

    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __ne__(self, other):
        return np.zeros(self.shape, bool)

    def __array_ufunc__(self, *arguments, **options):
        return np.zeros(self.shape)


class LyingNumber(int):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = int.__hash__


class LyingText(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = str.__hash__


class Liar:
    """Equal to everything, with the looks of an array."""

    shape, dtype, size, ndim = (), np.dtype(float), 1, 0

    def __eq__(self, other):
        return True

    def __array__(self, *arguments, **options):
        raise TypeError("not an array")

    def __repr__(self):
        raise RuntimeError("no looking")

    __hash__ = None


def lie(value):
    if isinstance(value, np.ndarray):
        return np.zeros_like(value).view(LyingArray)
    return LyingText("?") if isinstance(value, str) else LyingNumber(-1)


def only_arrays(change):
    return lambda value: change(value) if isinstance(value, np.ndarray) else Liar()


DISGUISES = {
    "lying values": lie,
    "lying objects": lambda value: Liar(),
    "subclass": only_arrays(lambda array: array.view(type("Mine", (np.ndarray,), {}))),
    "masked": only_arrays(lambda array: np.ma.masked_all(array.shape, array.dtype)),
    "objects": only_arrays(lambda array: array.astype(object)),
    "lists": only_arrays(np.ndarray.tolist),
    "NaN": only_arrays(lambda array: np.full(array.shape, np.nan)),
    "coarse": only_arrays(lambda array: array.astype(np.float32)),
    "huge": only_arrays(lambda array: np.broadcast_to(array.dtype.type(0), (10**6, 10**6))),
    "one more axis": only_arrays(lambda array: array[None]),
    "no entries": only_arrays(lambda array: array[:0]),
}


@pytest.fixture
def undiagnosed(monkeypatch):
    """Leave out the search for the cause, where only rejection is asked."""
    monkeypatch.setattr("helpers.exercises.runner.explanation", lambda *arguments: ([], ()))


def verdict_on(exercise, function):
    return run(exercise, lambda arguments: call(function, arguments, exercise.call))


@pytest.mark.parametrize("disguise", DISGUISES)
@BY_NAME
def test_disguised_values_are_rejected(exercise, disguise, undiagnosed):
    change = DISGUISES[disguise]
    verdict = verdict_on(exercise, lambda *arguments: leaves(change, exercise.reference(*arguments)))
    assert not verdict.passed and exercise.name in verdict.message


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_matrix_is_rejected():
    exercise = find("stack_weights")
    verdict = verdict_on(exercise, lambda *a: tuple(map(np.matrix, exercise.reference(*a))))
    assert not verdict.passed and "got matrix" in verdict.message


def test_containers_are_read_by_their_own_type():
    class LyingTuple(tuple):
        def __iter__(self):
            return iter(self.answer)

        def __getitem__(self, index):
            return self.answer[index]

    class LyingDict(dict):
        def items(self):
            return self.answer.items()

        def __getitem__(self, key):
            return self.answer[key]

    cell, backward = find("rnn_cell_forward"), find("rnn_cell_backward")

    def lies_about_two(*arguments):
        two = LyingTuple((np.zeros(2), np.zeros(2)))
        two.answer = cell.reference(*arguments)
        return two

    def lies_about_gradients(*arguments):
        da_prev, dx_t, answer = backward.reference(*arguments)
        grads = LyingDict({key: np.zeros_like(value) for key, value in answer.items()})
        grads.answer = answer
        return da_prev, dx_t, grads

    assert not verdict_on(cell, lies_about_two).passed
    assert not verdict_on(backward, lies_about_gradients).passed


def test_honest_containers_and_views_pass():
    exercise = find("rnn_cell_backward")

    class Gradients(dict):
        pass

    def honest(*arguments):
        da_prev, dx_t, grads = exercise.reference(*arguments)
        return [np.asfortranarray(da_prev), dx_t[::-1][::-1], Gradients(grads)]

    assert verdict_on(exercise, honest).passed


@BY_NAME
def test_first_answer_for_ever_is_rejected(exercise, undiagnosed):
    answers = []

    def remembers(*arguments):
        answers.append(exercise.reference(*arguments))
        return answers[0]

    assert not verdict_on(exercise, remembers).passed


@BY_NAME
def test_right_once_for_each_input_is_rejected(exercise):
    seen = set()

    def forgets(*arguments):
        new = (key := repr(arguments)) not in seen
        seen.add(key)
        answer = exercise.reference(*arguments)
        return answer if new else spoil(answer)

    verdict = verdict_on(exercise, forgets)
    assert not verdict.passed and "kept from one call to the next" in verdict.message


def test_state_kept_between_calls_is_named():
    def counts_on(sentences, size, counts={}):  # noqa: B006
        for sentence in sentences:
            for token in sentence:
                counts[token] = counts.get(token, 0) + 1
        words = sorted(counts, key=lambda token: (-counts[token], token))
        return ["<PAD>", "<UNK>", "<EOS>", *words][:size]

    verdict = verdict_on(find("build_vocabulary"), counts_on)
    assert not verdict.passed and "a default argument that is changed" in verdict.message


def spoil(value):
    """Change the last leaf of a value a little."""
    if isinstance(value, tuple | list):
        return type(value)([*value[:-1], spoil(value[-1])])
    if isinstance(value, dict):
        return value | {(last := list(value)[-1]): spoil(value[last])}
    if isinstance(value, str):
        return value + "?"
    if isinstance(value, np.ndarray) and value.dtype.kind == "b":
        return ~value
    return value + (1e-3 if isinstance(value, np.ndarray) and value.dtype.kind == "f" else 1)


def no_bias(params):
    return not any(params[name].any() for name in ("ba", "by") if name in params)


def one_size(params):
    n_a, n_x = params["Wax"].shape
    return n_a == n_x


RIGHT_ONLY = [
    ("build_vocabulary", lambda sentences, size: size >= 3 + len(set().union(*sentences))),
    ("build_vocabulary", lambda sentences, size: len(sentences) == 1),
    ("encode", lambda tokens, vocabulary: set(tokens) <= set(vocabulary)),
    ("encode", lambda tokens, vocabulary: len(set(tokens)) == len(tokens)),
    ("one_hot", lambda indices, n_v: indices.shape[1] == 1),
    ("one_hot", lambda indices, n_v: indices.max() == n_v - 1),
    ("one_hot", lambda indices, n_v: len(indices) < n_v),
    ("pad_and_mask", lambda sequences: len(set(map(len, sequences))) == 1),
    ("pad_and_mask", lambda sequences: len(sequences[0]) == max(map(len, sequences))),
    ("pad_and_mask", lambda sequences: all(map(all, sequences))),
    ("rnn_cell_forward", lambda params, x_t, a_prev: x_t.shape[1] == 1),
    ("rnn_cell_forward", lambda params, x_t, a_prev: one_size(params)),
    ("rnn_cell_forward", lambda params, x_t, a_prev: no_bias(params)),
    ("rnn_cell_forward", lambda params, x_t, a_prev: not a_prev.any()),
    ("stack_weights", lambda params, x_t, a_prev: x_t.shape[1] == 1),
    ("stack_weights", lambda params, x_t, a_prev: one_size(params)),
    ("rnn_forward", lambda params, x, a0, lengths: x.shape[2] == 1),
    ("rnn_forward", lambda params, x, a0, lengths: len(x) == 1),
    ("rnn_forward", lambda params, x, a0, lengths: min(lengths) == len(x)),
    ("rnn_forward", lambda params, x, a0, lengths: min(lengths) < len(x)),
    ("rnn_forward", lambda params, x, a0, lengths: not a0.any()),
    ("rnn_forward", lambda params, x, a0, lengths: one_size(params)),
    ("count_parameters", lambda n_x, n_a, n_y, T_x: n_x == n_a),
    ("count_parameters", lambda n_x, n_a, n_y, T_x: n_y == n_a),
    ("count_parameters", lambda n_x, n_a, n_y, T_x: T_x == 1),
    ("to_batch_first", lambda x: x.shape[2] == 1),
    ("to_batch_first", lambda x: x.shape[0] == 1),
    ("to_batch_first", lambda x: x.shape[1] == 1),
    ("softmax_cross_entropy_backward", lambda z, y, mask: mask.all()),
    ("softmax_cross_entropy_backward", lambda z, y, mask: not mask.all()),
    ("softmax_cross_entropy_backward", lambda z, y, mask: np.abs(z).max() < 100),
    ("rnn_cell_backward", lambda params, da_next, a_next, a_prev, x_t: x_t.shape[1] == 1),
    ("rnn_cell_backward", lambda params, da_next, a_next, a_prev, x_t: one_size(params)),
    ("rnn_cell_backward", lambda params, da_next, a_next, a_prev, x_t: not a_next.any()),
    ("rnn_backward", lambda params, x, a, a0, da, lengths: len(x) == 1),
    ("rnn_backward", lambda params, x, a, a0, da, lengths: x.shape[2] == 1),
    ("rnn_backward", lambda params, x, a, a0, da, lengths: min(lengths) == len(x)),
    ("rnn_backward", lambda params, x, a, a0, da, lengths: min(lengths) < len(x)),
    ("rnn_backward", lambda params, x, a, a0, da, lengths: not a0.any()),
    ("numerical_gradient", lambda f, v, epsilon: v.ndim == 1),
    ("numerical_gradient", lambda f, v, epsilon: v.ndim == 2),
    ("numerical_gradient", lambda f, v, epsilon: v.shape[0] >= v.shape[-1]),
    ("numerical_gradient", lambda f, v, epsilon: epsilon < 1e-3),
    ("bptt_truncated", lambda params, x, a, a0, da, k: k >= len(x)),
    ("bptt_truncated", lambda params, x, a, a0, da, k: k == 1),
    ("bptt_truncated", lambda params, x, a, a0, da, k: len(x) % k == 0),
    ("bptt_truncated", lambda params, x, a, a0, da, k: not a0.any()),
]


@pytest.mark.parametrize("name, holds", RIGHT_ONLY, ids=[name for name, _ in RIGHT_ONLY])
def test_right_in_special_cases_only_is_rejected(name, holds, undiagnosed):
    exercise = find(name)

    def right_at_times(*arguments):
        answer = exercise.reference(*arguments)
        return answer if holds(*arguments) else spoil(answer)

    assert not verdict_on(exercise, right_at_times).passed

"""The checks, checked: wrong solutions are rejected for the right reason, right ones pass, however written."""

import numpy as np
import pytest

from helpers.face.checks import CheckFailed, check
from helpers.face.checks.catalogue import CHECKS, find
from helpers.face.checks.check import STAGES, Function
from helpers.face.checks.notebook import call
from helpers.face.checks.runner import generator, known_causes, run
from helpers.face.checks.values import parts, same
from tests.attempts.__main__ import count
from tests.attempts.attempt import all_attempts

EVERY = [c for lesson in CHECKS.values() for c in lesson]
BY_NAME = pytest.mark.parametrize("exercise", EVERY, ids=lambda c: c.name)


@pytest.mark.parametrize("attempt", all_attempts(), ids=lambda a: f"{a.exercise}-{a.function.__name__}")
def test_attempt(attempt):
    verdict = attempt.verdict()
    assert verdict.passed == attempt.right, verdict.message or "a wrong solution passes"
    if attempt.says:
        assert attempt.says in verdict.message


def test_causes_named():
    table = count()
    assert set(table) == {c.name for c in EVERY}
    total = sum(row["wrong"] for row in table.values())
    assert sum(row["cause named"] for row in table.values()) >= 0.95 * total
    for name, row in table.items():
        assert row["wrong"] >= 6 and row["right"] >= 2, f"{name}: too few attempts, {dict(row)}"


@BY_NAME
def test_reference_passes_and_stub_is_called_unwritten(exercise):
    assert run(exercise, lambda a: call(exercise.reference, a, exercise.call)).passed

    def stub(*arguments):
        raise NotImplementedError

    verdict = run(exercise, lambda a: call(stub, a, exercise.call))
    assert not verdict.passed and "not written yet" in verdict.message


@BY_NAME
def test_every_known_mistake_is_rejected_by_its_own_name(exercise):
    for label in exercise.mistakes:
        verdict = run(
            exercise,
            lambda a, label=label: call(
                lambda *b: exercise.reference(*b, wrong=frozenset([label])), a, exercise.call
            ),
        )
        assert not verdict.passed, label
        assert verdict.causes == (label,), f"{label} is taken for {verdict.causes}: {verdict.message}"


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
    return np.array_equal(a, b) if isinstance(a, np.ndarray) else str(a) == str(b)


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
    assert known_causes(exercise, []) == ()
    verdict = run(exercise, lambda a: call(lambda *b: 1 / 0, a, exercise.call))
    assert not verdict.passed and "ZeroDivisionError" in verdict.message and verdict.causes == ()


def test_same_is_strict_about_kind_and_shape():
    assert same(np.ones(2), np.ones(2)) and not same(np.ones(2), np.ones((2, 1)))
    assert not same(np.ones(2, int), np.ones(2)) and not same([1], np.ones(1)) and not same(np.nan, 1.0)

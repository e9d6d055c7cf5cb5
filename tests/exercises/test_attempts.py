"""The checks on attempts in students' words: wrong ones are rejected, right ones pass."""

from collections import Counter

import pytest

from helpers.exercises.catalogue import CHECKS
from tests.exercises.attempts.attempt import all_attempts

EXERCISES = [check.name for lesson in CHECKS.values() for check in lesson]


@pytest.mark.parametrize("attempt", all_attempts(), ids=lambda a: f"{a.exercise}-{a.label}")
def test_attempt(attempt):
    passed = attempt.judge(attempt.verdict()) == "passed"
    assert passed == (attempt.kind == "right")


def test_there_are_attempts_enough():
    kinds = {name: Counter(a.kind for a in all_attempts() if a.exercise == name) for name in EXERCISES}
    for name, count in kinds.items():
        assert count["wrong"] + count["two"] >= 8 and count["two"] >= 3 and count["right"] >= 4, name
    assert {a.exercise for a in all_attempts()} == set(EXERCISES)
    assert all(a.names for a in all_attempts() if a.kind != "right")

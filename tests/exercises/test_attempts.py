"""The checks on attempts in students' words: rejected where wrong, causes named, nobody misled."""

from collections import Counter
from functools import cache

import pytest

from helpers.exercises.catalogue import CHECKS
from tests.exercises.attempts.attempt import all_attempts

EXERCISES = [check.name for lesson in CHECKS.values() for check in lesson]
NAMED = 0.70  # the share of wrong attempts whose cause is named, measured and rounded down
WRONG = [attempt for attempt in all_attempts() if attempt.kind != "right"]


@cache
def outcome(attempt):
    return attempt.judge(attempt.verdict())


@pytest.mark.parametrize("attempt", all_attempts(), ids=lambda a: f"{a.exercise}-{a.label}")
def test_right_attempts_pass_wrong_ones_are_rejected_and_not_misled(attempt):
    assert outcome(attempt) in (("passed",) if attempt.kind == "right" else ("named", "unnamed"))


def test_causes_are_named():
    outcomes = Counter(map(outcome, WRONG))
    assert outcomes["named"] >= NAMED * len(WRONG), outcomes


def test_there_are_attempts_enough():
    kinds = {name: Counter(a.kind for a in all_attempts() if a.exercise == name) for name in EXERCISES}
    for name, count in kinds.items():
        assert count["wrong"] + count["two"] >= 8 and count["two"] >= 3 and count["right"] >= 4, name
    assert {a.exercise for a in all_attempts()} == set(EXERCISES)
    assert all(a.names for a in WRONG)

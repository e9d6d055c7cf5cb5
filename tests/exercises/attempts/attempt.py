"""Collect attempts and run the checks on them."""

import importlib
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO

import numpy as np

from helpers.exercises.catalogue import CHECKS, find
from helpers.exercises.notebook import call
from helpers.exercises.runner import run

ATTEMPTS = []


@dataclass(frozen=True)
class Attempt:
    exercise: str
    function: Callable
    right: bool
    causes: tuple[str, ...] = ()  # labels of the check's mistakes that this attempt makes
    says: str = ""  # for a cause that no label names: words that the message must hold

    def verdict(self):
        check = find(self.exercise)
        with redirect_stdout(StringIO()), np.errstate(all="ignore"):
            return run(check, lambda arguments: call(self.function, arguments, check.call))

    def named(self, verdict):
        """Tell whether the message names a cause that is really there, and none that is not."""
        if self.says:
            return self.says in verdict.message
        return bool(verdict.causes) and set(verdict.causes) <= set(self.causes)


def wrong(exercise, *causes, says=""):
    """Mark a wrong solution. causes: the mistakes it makes; naming any of them counts as right."""

    def mark(function):
        ATTEMPTS.append(Attempt(exercise, function, False, causes, says))
        return function

    return mark


def right(exercise):
    """Mark a right solution, written differently from the reference."""

    def mark(function):
        ATTEMPTS.append(Attempt(exercise, function, True))
        return function

    return mark


def all_attempts():
    """Return every attempt of every lesson that has checks."""
    if not ATTEMPTS:
        for lesson in CHECKS:
            importlib.import_module(f"tests.exercises.attempts.{lesson.split('_', 1)[1]}")
    return ATTEMPTS

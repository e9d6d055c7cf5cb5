"""One call of the student's function and what came of it, beside what was expected."""

import warnings
import zlib

import numpy as np

from helpers.exercises.check import Function
from helpers.exercises.functions import FUNCTIONS
from helpers.exercises.values import form_problem, names_problem, parts, raw, same, snapshot, value_problem


def resolved(arguments):
    """Return the arguments with the trusted functions in the place of their names."""
    return tuple(FUNCTIONS[a.name] if isinstance(a, Function) else a for a in arguments)


def generator(check, number):
    """Return the random generator of one case: fixed by the check's name and the case's number."""
    return np.random.default_rng([zlib.crc32(check.name.encode()), number])


def unequal(check):
    """Return the arguments of the first random case, in which sizes are unequal."""
    number = [case.stage for case in check.cases].index("random case")
    return resolved(check.cases[number].draw(generator(check, number)))


def result(function, arguments, returns):
    """Return what a function gives: {part: value}, a sentence on its wrong form, or None for an error."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parts(raw(function(*snapshot(arguments))), returns)
        except Exception:
            return None


class Trial:
    """One call. got: {part: value}, a sentence on its wrong form, or None where it stopped with an error."""

    def __init__(self, check, case, arguments, outcome):
        self.check, self.case, self.arguments, self.outcome = check, case, resolved(arguments), outcome
        self.got = None if outcome.error else parts(outcome.value, check.returns)
        self.expected = parts((case.expected or check.reference)(*self.arguments), check.returns)

    def problem(self):
        """Return the first thing wrong with this call as a sentence, or None."""
        if self.outcome.error:
            return f"It stops with {self.outcome.error}"
        if self.outcome.changed:
            names = ", ".join(self.outcome.changed)
            return (
                f"It changes its argument {names} in place: after the call it is not, bit for bit, what was "
                "passed in. Work on a copy, or make a new array."
            )
        if sentence := self.wrong_form():
            return sentence
        for name, expected in self.expected.items() if self.case.stage != "shape" else ():
            if sentence := value_problem(name, self.got[name], expected, self.case.tolerance):
                return sentence
        return None

    def wrong_form(self):
        """Return what is wrong with number, names, types or shapes of the results, as a sentence, or None."""
        if not isinstance(self.got, dict):
            return self.got
        if sentence := names_problem(self.got, self.expected):
            return sentence
        forms = (form_problem(name, self.got[name], value) for name, value in self.expected.items())
        return next((sentence for sentence in forms if sentence), None)

    def right(self):
        """Return {part: whether it is as expected}."""
        got = self.got if isinstance(self.got, dict) else {}
        return {n: n in got and same(got[n], e, self.case.tolerance) for n, e in self.expected.items()}

    def gave_the_same_as(self, other):
        """Tell whether another call with the same arguments came out alike."""
        if not isinstance(self.got, dict) or not isinstance(other.got, dict):
            return self.got == other.got
        if set(self.got) != set(other.got):
            return False
        return all(same(other.got[name], self.got[name]) for name in self.got)

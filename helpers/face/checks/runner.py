"""Run a check: shape, special case, random case, gradient; stop at the first failure and name the likely cause."""

import zlib
from itertools import combinations

import numpy as np

from helpers.face.checks.check import Outcome, Verdict
from helpers.face.checks.general import general_cause
from helpers.face.checks.values import form_problem, parts, same, value_problem


def run(check, call):
    """Return the Verdict on a student's function.

    check: a Check. call: `call(arguments) -> Outcome`; it may run the function here or in another process.
    The same inputs are drawn every time: a check is repeatable.
    """
    trials = []
    for number, case in enumerate(check.cases):
        arguments = case.draw(generator(check, number))
        trial = Trial(check, case, arguments, call(arguments))
        if trial.outcome.unwritten:
            return Verdict(
                False, case.stage, f"{check.name} is not written yet: it still raises NotImplementedError."
            )
        trials.append(trial)
        if problem := trial.problem():
            rest = [Trial(check, c, a, call(a)) for c, a in remaining(check, number)]
            causes = known_causes(check, trials + rest)
            return Verdict(False, case.stage, explain(check, trial, problem, causes), causes)
    return Verdict(True)


def generator(check, number):
    """Return the random generator of one case: fixed by the check's name and the case's number."""
    return np.random.default_rng([zlib.crc32(check.name.encode()), number])


def remaining(check, number):
    """Yield (case, arguments) of the cases after `number`, then the one with equal sizes: evidence for a cause."""
    for later in range(number + 1, len(check.cases)):
        yield check.cases[later], check.cases[later].draw(generator(check, later))
    if check.square:
        yield check.cases[-1], check.square(generator(check, len(check.cases)))


class Trial:
    """One call and what came of it, beside what was expected."""

    def __init__(self, check, case, arguments, outcome):
        self.check, self.case, self.arguments, self.outcome = check, case, arguments, outcome
        self.got = parts(outcome.value, check.returns) if not outcome.error else {}
        self.expected = parts((case.expected or check.reference)(*arguments), check.returns)

    def problem(self):
        """Return the first thing wrong with this call as a sentence, or None."""
        if self.outcome.error:
            return f"It stops with {self.outcome.error}"
        if self.outcome.changed:
            names = ", ".join(self.outcome.changed)
            return f"It changes its argument {names} in place: the caller's array is overwritten. Work on a copy, or make a new array."
        if isinstance(self.got, str):
            return self.got
        if list(self.got) != list(self.expected) and set(self.got) != set(self.expected):
            return (
                f"It must return {', '.join(self.expected)}; it returned {', '.join(self.got) or 'nothing'}."
            )
        for test in (form_problem, *([value_problem] if self.case.stage != "shape" else [])):
            for name, expected in self.expected.items():
                extra = (self.case.tolerance,) if test is value_problem else ()
                if sentence := test(name, self.got[name], expected, *extra):
                    return sentence
        return None

    def agrees(self, wrong, only=None):
        """Tell whether the reference with these mistakes gives what the student's function gave."""
        try:
            imitated = parts(
                self.check.reference(*self.arguments, wrong=frozenset(wrong)), self.check.returns
            )
        except Exception:  # a mistake that cannot run on these sizes stops the student's function as well
            return bool(self.outcome.error)
        if self.outcome.error or isinstance(self.got, str) or isinstance(imitated, str):
            return isinstance(self.got, str) and self.got == imitated
        names = [only] if only else imitated
        return (only is not None or set(imitated) == set(self.got)) and all(
            name in self.got and name in imitated and same(self.got[name], imitated[name], 1e-6)
            for name in names
        )

    def differing(self):
        """Return the names of the returned parts that are not as expected."""
        if self.outcome.error or isinstance(self.got, str):
            return []
        return [
            n
            for n, e in self.expected.items()
            if n not in self.got or not same(self.got[n], e, self.case.tolerance)
        ]


def known_causes(check, trials):
    """Return the labels of the mistakes that explain every call; then of two together; then of single parts."""
    for size in (1, 2):
        for labels in combinations(check.mistakes, size):
            if informative(trials) and all(trial.agrees(labels) for trial in trials):
                return labels
    found = []
    for name in dict.fromkeys(name for trial in trials for name in trial.differing()):
        calm = [trial for trial in trials if not trial.outcome.error and not isinstance(trial.got, str)]
        for label in check.mistakes:
            if label not in found and all(trial.agrees((label,), only=name) for trial in calm):
                found.append(label)
                break
    return tuple(found)


def informative(trials):
    """Tell whether any call ran to its end: errors alone do not tell one cause from another."""
    return any(not trial.outcome.error for trial in trials)


def explain(check, trial, problem, causes):
    """Compose the message: what was called, what is wrong, the likely cause."""
    lines = [f"{check.name} is not right yet ({trial.case.stage}).", problem]
    if trial.outcome.changed:
        return "\n".join(lines)
    if causes:
        lines += [f"Likely cause: {check.mistakes[label]}" for label in causes]
    elif sentence := general_cause(trial.got, trial.expected):
        lines.append(f"Likely cause: {sentence}")
    else:
        lines.append(f"What must hold here: {trial.case.law}")
    return "\n".join(lines)

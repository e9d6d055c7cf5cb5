"""Run a check: shape, special case, random case, gradient; stop at the first failure and name its cause."""

import zlib
from collections import Counter
from itertools import combinations

import numpy as np

from helpers.exercises.check import Outcome, Verdict
from helpers.exercises.general import KEPT, general_causes
from helpers.exercises.values import form_problem, names_problem, parts, raw, same, value_problem


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
            message = f"{check.name} is not written yet: it still raises NotImplementedError."
            return Verdict(False, case.stage, message)
        trials.append(trial)
        if problem := trial.problem():
            if trial.outcome.changed:
                return Verdict(False, case.stage, explain(check, trial, problem))
            rest = [Trial(check, c, a, call(a)) for c, a in remaining(check, number)]
            if differs_when_repeated(trials, call):
                return Verdict(False, case.stage, explain(check, trial, problem, KEPT))
            general = general_causes(trial.outcome.error, trial.got, trial.expected)
            causes = known_causes(check, trials + rest, partly=not (trial.outcome.error and general))
            causes = tuple(sorted(causes, key=lambda label: trial.imitated(label).problem() != problem))
            sentences = [check.mistakes[label] for label in causes] or general
            return Verdict(False, case.stage, explain(check, trial, problem, *sentences), causes)
    if differs_when_repeated(trials, call):
        return Verdict(False, case.stage, explain(check, trial, "It was right at first, and then not.", KEPT))
    return Verdict(True)


def differs_when_repeated(trials, call):
    """Tell whether calls with the same arguments as before give something else."""
    again = [Trial(trial.check, trial.case, trial.arguments, call(trial.arguments)) for trial in trials]
    return any(not trial.gave_the_same_as(other) for trial, other in zip(trials, again, strict=True))


def generator(check, number):
    """Return the random generator of one case: fixed by the check's name and the case's number."""
    return np.random.default_rng([zlib.crc32(check.name.encode()), number])


def remaining(check, number):
    """Yield (case, arguments) of the cases after `number` and of the one with equal sizes, as evidence."""
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
            return (
                f"It changes its argument {names} in place: after the call it is not, bit for bit, what was "
                "passed in. Work on a copy, or make a new array."
            )
        if isinstance(self.got, str):
            return self.got
        if sentence := names_problem(self.got, self.expected):
            return sentence
        for name, expected in self.expected.items():
            if sentence := form_problem(name, self.got[name], expected):
                return sentence
        for name, expected in self.expected.items() if self.case.stage != "shape" else ():
            if sentence := value_problem(name, self.got[name], expected, self.case.tolerance):
                return sentence
        return None

    def gave_the_same_as(self, other):
        """Tell whether another call with the same arguments came out alike."""
        if isinstance(self.got, str) or isinstance(other.got, str):
            return self.got == other.got
        if bool(self.outcome.error) != bool(other.outcome.error) or set(self.got) != set(other.got):
            return False
        return all(same(other.got[name], self.got[name]) for name in self.got)

    def agrees(self, wrong, only=None):
        """Tell whether the reference with these mistakes gives what the student's function gave."""
        try:
            with np.errstate(all="ignore"):
                value = self.check.reference(*self.arguments, wrong=frozenset(wrong))
            imitated = parts(raw(value), self.check.returns)
        except Exception:  # a mistake that cannot run on these sizes stops the student's function as well
            return bool(self.outcome.error)
        if self.outcome.error or isinstance(self.got, str) or isinstance(imitated, str):
            return isinstance(self.got, str) and self.got == imitated
        names = [only] if only else imitated
        return (only is not None or set(imitated) == set(self.got)) and all(
            name in self.got and name in imitated and same(self.got[name], imitated[name], 1e-6)
            for name in names
        )

    def imitated(self, label):
        """Return the Trial that one known mistake alone would have been."""
        try:
            with np.errstate(all="ignore"):
                value = self.check.reference(*self.arguments, wrong=frozenset([label]))
            outcome = Outcome(value=raw(value))
        except Exception as error:
            outcome = Outcome(error=str(error))
        return Trial(self.check, self.case, self.arguments, outcome)

    def differing(self):
        """Return the names of the returned parts that are not as expected."""
        if self.outcome.error or isinstance(self.got, str):
            return []
        return [
            n
            for n, e in self.expected.items()
            if n not in self.got or not same(self.got[n], e, self.case.tolerance)
        ]


def known_causes(check, trials, partly=True):
    """Return the labels of the likeliest mistakes.

    First one mistake that explains every call, then two together. With `partly` also the one that explains
    most calls, the first wrong one among them; at last those that explain single parts.
    """
    if all(trial.outcome.error for trial in trials):
        return ()  # errors alone do not tell one cause from another
    for size in (1, 2):
        for labels in combinations(check.mistakes, size):
            if all(trial.agrees(labels) for trial in trials):
                return labels
    return (most_calls(check, trials) or single_parts(check, trials)) if partly else ()


def most_calls(check, trials):
    """Return the mistake that explains the first wrong result, and most others, two at least; or none."""
    wrong = [trial for trial in trials if trial.case.stage != "shape" and trial.differing()]
    explained = Counter()
    for label in check.mistakes:
        if wrong and wrong[0].agrees((label,)):
            explained[label] = sum(trial.agrees((label,)) for trial in wrong)
    (label, most), (_, second) = (*explained.most_common(2), ("", 0), ("", 0))[:2]
    return (label,) if most > max(second, 1) else ()


def single_parts(check, trials):
    """Return mistakes that explain one of the returned parts in every call that came to its end.

    A mistake that explains all parts of these calls goes before others, and one whose other parts did not
    come out as it foretells goes last.
    """
    calm = [trial for trial in trials if not trial.outcome.error and not isinstance(trial.got, str)]
    found = []
    for name in dict.fromkeys(name for trial in trials for name in trial.differing()):
        explaining = [m for m in check.mistakes if all(trial.agrees((m,), only=name) for trial in calm)]
        explaining.sort(key=lambda m: sum(not trial.agrees((m,)) for trial in calm))
        if not set(explaining) & set(found):
            found += explaining[:1]
    return tuple(found)


def explain(check, trial, problem, *causes):
    """Compose the message: what was called, what is wrong, the likely cause or else the broken law."""
    lines = [f"{check.name} is not right yet ({trial.case.stage}).", problem]
    lines += [f"Likely cause: {sentence}" for sentence in causes]
    if not causes and not trial.outcome.changed:
        lines.append(f"What must hold here: {trial.case.law}")
    return "\n".join(lines)

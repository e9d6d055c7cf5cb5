"""Run a check: shape, special case, random case, gradient; stop at the first failure and name its cause."""

from helpers.exercises.check import Verdict
from helpers.exercises.explanation import KEPT, composed, explanation, solution
from helpers.exercises.trial import Trial, generator


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
        trials.append((trial, arguments))
        if problem := trial.problem():
            if trial.outcome.changed:
                return Verdict(False, case.stage, composed(check, trial, problem))
            rest = [Trial(check, c, a, call(a)) for c, a in remaining(check, number)]
            if differs_when_repeated(trials, call):
                return Verdict(False, case.stage, composed(check, trial, problem, f"Likely cause: {KEPT}"))
            lines, found = explanation(check, trial, [t for t, _ in trials[:-1]] + rest)
            labels = tuple(mutant.label for mutant in found)
            message = composed(check, trial, problem, *lines)
            return Verdict(False, case.stage, message, labels, solution(found))
    if differs_when_repeated(trials, call):
        lines = "It was right at first, and then not.", f"Likely cause: {KEPT}"
        return Verdict(False, case.stage, composed(check, trial, *lines))
    return Verdict(True)


def differs_when_repeated(trials, call):
    """Tell whether calls with the same arguments as before give something else."""
    again = [(trial, Trial(trial.check, trial.case, a, call(a))) for trial, a in trials]
    return any(not trial.gave_the_same_as(other) for trial, other in again)


def remaining(check, number):
    """Yield (case, arguments) of the cases after `number` and of the one with equal sizes, as evidence."""
    for later in range(number + 1, len(check.cases)):
        yield check.cases[later], check.cases[later].draw(generator(check, later))
    if check.square:
        yield check.cases[-1], check.square(generator(check, len(check.cases)))

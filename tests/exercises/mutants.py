"""The mutants of every check's references: they test the cases as the attempts test the sentences."""

import numpy as np

from helpers.exercises.mutation.diagnosis import agree
from helpers.exercises.mutation.generation import WAVES, wave
from helpers.exercises.notebook import call
from helpers.exercises.trial import Trial, generator, resolved, result

DRAWS = 50


def drawn(check):
    """Return the arguments of every case, in order."""
    return [case.draw(generator(check, number)) for number, case in enumerate(check.cases)]


def mutants(check):
    """Return [(tree, mutant)] of all references, the rules first."""
    return [pair for number in WAVES for pair in wave(check, number)]


def score(check):
    """Return {"rejected", "equivalent", "escaped": labels}: what the cases make of every mutant."""
    found, cases = (
        {"rejected": [], "equivalent": [], "escaped": []},
        list(zip(check.cases, drawn(check), strict=True)),
    )
    for tree, mutant in mutants(check):
        function = tree.build(mutant.edits)
        if any(fails(check, case, arguments, function) for case, arguments in cases):
            found["rejected"].append(mutant.label)
        else:
            found["equivalent" if same_elsewhere(check, function) else "escaped"].append(mutant.label)
    return found


def fails(check, case, arguments, function):
    with np.errstate(all="ignore"):
        return Trial(check, case, arguments, call(function, arguments, check.call)).problem()


def same_elsewhere(check, function):
    """Tell whether a function gives what the reference gives on further draws of the cases."""
    for seed in range(DRAWS):
        case = check.cases[-1 - seed % (len(check.cases) - 1)]
        arguments = resolved(case.draw(np.random.default_rng([seed, 7])))
        if not agree(
            result(function, arguments, check.returns), result(check.reference, arguments, check.returns)
        ):
            return False
    return True

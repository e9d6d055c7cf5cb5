"""Find what the student did: the mutant, or the pair of mutants, that gives the student's results."""

from dataclasses import replace
from functools import cache, cached_property

import numpy as np

from helpers.exercises.mutation.generation import WAVES, wave
from helpers.exercises.mutation.patterns import RIGHT
from helpers.exercises.trial import result
from helpers.exercises.values import same

PAIR_TRIES, BLIND_TRIES = 1500, 400  # blind: pairs of which neither explains anything alone


class Candidate:
    """A reference with one change or two, compiled when it is first called."""

    def __init__(self, tree, *mutants):
        self.tree, self.mutants = tree, mutants
        self.edits = {number: new for mutant in mutants for number, new in mutant.edits.items()}

    @cached_property
    def function(self):
        return self.tree.build(self.edits)

    def gives(self, trial):
        return result(self.function, trial.arguments, trial.check.returns)

    def explains(self, trial):
        return explains(self.gives(trial), trial)


@cache
def candidates(check, number):
    """Return the mutants of one wave, one change each."""
    return [Candidate(tree, mutant) for tree, mutant in wave(check, number)]


def agree(one, two):
    """Tell whether two results are the same in every part."""
    if not isinstance(one, dict) or not isinstance(two, dict):
        return one == two
    return set(one) == set(two) and all(same(one[name], two[name], 1e-6) for name in one)


def explains(given, trial):
    """Tell whether a mutant gives what the student gave, in every part."""
    if not isinstance(given, dict) or not isinstance(trial.got, dict):
        return given == trial.got
    return set(given) == set(trial.got) and all(reproduces(given, trial, name) for name in given)


def reproduces(given, trial, name):
    """Tell whether a mutant gives the student's part, and not the right one where the student's is wrong."""
    if name not in given or not same(given[name], trial.got[name], 1e-6):
        return False
    right, tolerance = trial.expected.get(name), trial.case.tolerance
    return not same(given[name], right, tolerance) or same(trial.got[name], right, tolerance)


def evident(trials):
    """Tell whether there is a wrong number to go by; after an error one from a case that is not special."""
    errors = any(trial.got is None for trial in trials)
    return any(numbers(trial) and not (errors and trial.case.stage == "special case") for trial in trials)


def numbers(trial):
    """Tell whether a trial gave something wrong that a mutant might give as well."""
    if not isinstance(trial.got, dict) or set(trial.got) != set(trial.expected):
        return False
    wrong = [(trial.got[name], trial.expected[name]) for name, right in trial.right().items() if not right]
    kinds = [{getattr(value, "dtype", np.dtype(float)) for value in pair} for pair in wrong]
    coarse = any(len(kind) > 1 and all(dtype.kind == "f" for dtype in kind) for kind in kinds)
    return bool(wrong) and not coarse


def causes(check, trials):
    """Return the mutants that together give what the student's function gave in every trial; () if none do.

    trials: Trials, the first that failed before others.
    """
    if not evident(trials):
        return ()
    tried = []
    for number in WAVES:
        found = []
        for candidate in candidates(check, number):
            mutant = candidate.mutants[0]
            if found and mutant.row != found[0].row:
                break
            if all(candidate.explains(trial) for trial in trials):
                found.append(mutant)
        if found:
            return (twins(found),)
        tried += candidates(check, number)
    return pair(tried, trials)


def partial(check, trials):
    """Return up to two mutants that explain a result each in every trial, when nothing explains them all."""
    calm = [t for t in trials if isinstance(t.got, dict) and set(t.got) == set(t.expected)]
    left = {n for t in calm if t.case.stage != "special case" for n, right in t.right().items() if not right}
    found = []
    for candidate in (c for number in WAVES for c in candidates(check, number)):
        names = explained(candidate, calm, left) if len(found) < 2 else ()
        if names:
            shown = " and ".join(name for name in calm[0].expected if name in names)
            said, right, place = candidate.mutants[0].sentence.partition(RIGHT)
            said = f"{said.removesuffix('.')} (that explains {shown} alone){right or '.'}{place}"
            found.append(replace(candidate.mutants[0], sentence=said))
            left = left - names
    return tuple(found)


def explained(candidate, trials, names):
    """Return the names of the results in which a candidate gives the student's in every trial."""
    for trial in trials if names else ():
        given = candidate.gives(trial)
        given = given if isinstance(given, dict) else {}
        names = {name for name in names if reproduces(given, trial, name)}
        if not names:
            break
    return names


def twins(found):
    """Return the first of some mutants that give the same; if they put in several variables, name no one."""
    first = found[0]
    others = [mutant for mutant in found if mutant.subject != first.subject]
    if not first.subject or not others:
        return first
    said, _, place = first.sentence.partition(RIGHT)
    other = others[0].sentence.partition(RIGHT)[0]
    said = f"{said}, or {other}" if len(others) == 1 else "a variable stands in another's place"
    return replace(first, sentence=f"{said}{RIGHT}{place}")


def pair(tried, trials):
    """Return two mutants that together explain every trial, or ().

    Where one of them changes nothing, the other must explain alone. That rules out most pairs; the others are
    tried in the order of how much is explained in this way, two rules before all.
    """
    neutral, explained = (np.array(rows) for rows in zip(*(table(c, trials) for c in tried), strict=True))
    n, e = neutral.astype(np.float32), explained.astype(np.float32)
    wrong = ~np.concatenate([row(trial.expected, trial)[1] for trial in trials])
    clash, support = n @ (1 - e).T, n @ (e * wrong).T
    clash, support = clash + clash.T, support + support.T
    at = np.array([id(candidate.tree) for candidate in tried])
    rules = np.array([candidate.mutants[0].row[0] == -1 for candidate in tried])
    strength = np.where(rules[:, None] & rules, np.inf, support)
    strength = np.where(clash > 0, -1, strength)  # one clash may be chance: they come last
    possible = np.argwhere(np.triu((clash <= (support > 0)) & (at[:, None] == at), 1))
    strength = strength[possible[:, 0], possible[:, 1]]
    order = np.lexsort((possible.sum(axis=1), -strength))
    kinds = (
        order[strength[order] > 0],
        order[strength[order] == 0][:BLIND_TRIES],
        order[strength[order] < 0],
    )
    for i, j in possible[np.concatenate(kinds)[:PAIR_TRIES]]:
        one, two = tried[i], tried[j]
        if not set(one.edits) & set(two.edits):
            both = Candidate(one.tree, *one.mutants, *two.mutants)
            if all(both.explains(trial) for trial in trials):
                return both.mutants
    return ()


def table(candidate, trials):
    """Return two rows of truths over the parts of all trials: nothing is changed, the student's is given."""
    rows = [row(candidate.gives(trial), trial) for trial in trials]
    return tuple(np.concatenate(both) for both in zip(*rows, strict=True))


def row(given, trial):
    """Return the two rows for one trial; an error, or a wrong form, counts as one part."""
    if not isinstance(trial.got, dict) or set(trial.got) != set(trial.expected):
        return [agree(given, trial.expected)], [explains(given, trial)]
    names, given = list(trial.expected), given if isinstance(given, dict) else {}
    neutral = [name in given and same(given[name], trial.expected[name], 1e-6) for name in names]
    return neutral, [reproduces(given, trial, name) for name in names]

"""Find what the student did: the mutant, or the pair of mutants, that gives the student's numbers."""

import math
import warnings
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from helpers.exercises.mutation.generation import WAVES, wave
from helpers.exercises.values import parts, raw, same, snapshot

PAIR_TRIES = 1500


@dataclass(frozen=True)
class Call:
    """One call of the student's function.

    got: as from `result`. expected: what the solution gives. special: whether this is a special case.
    """

    arguments: tuple
    returns: dict
    got: object
    expected: dict
    special: bool = False

    def wrong(self):
        """Tell whether numbers came back under the right names, some of them wrong."""
        named = isinstance(self.got, dict) and set(self.got) == set(self.expected)
        return named and not agree(self.got, self.expected)


class Candidate:
    """A reference with one change or two, compiled when it is first called."""

    def __init__(self, tree, *mutants):
        self.tree, self.mutants = tree, mutants
        self.edits = {number: new for mutant in mutants for number, new in mutant.edits.items()}

    @cached_property
    def function(self):
        return self.tree.build(self.edits)

    def result(self, call):
        return result(self.function, call.arguments, call.returns)

    def explains(self, call):
        return agree(self.result(call), call.got)


@cache
def candidates(check, number):
    """Return the mutants of one wave, one change each."""
    return [Candidate(tree, mutant) for tree, mutant in wave(check, number)]


def result(function, arguments, returns):
    """Return what a function gives: {part: value}, a sentence on its wrong form, or None for an error."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parts(raw(function(*snapshot(arguments))), returns)
        except Exception:
            return None


def agree(one, two):
    """Tell whether two results are the same in every part."""
    if not isinstance(one, dict) or not isinstance(two, dict):
        return one == two
    return set(one) == set(two) and all(alike(one[name], two[name]) for name in one)


def alike(one, two):
    """Tell whether two values are the same, to 1e-6; quickly for arrays of numbers."""
    if type(one) is type(two) is np.ndarray and one.dtype.kind == two.dtype.kind == "f":
        if one.shape != two.shape or one.dtype != two.dtype:
            return False
        if math.isfinite(difference := np.abs(one - two).max(initial=0)):
            return difference <= 1e-6 * np.abs(two).max(initial=1e-3)
    return same(one, two, 1e-6)


def evident(calls):
    """Tell whether there is a wrong number to go by; after an error one from a case that is not special."""
    errors = any(call.got is None for call in calls)
    return any(call.wrong() and not (errors and call.special) for call in calls)


def causes(check, calls):
    """Return the mutants that together give what the student's function gave in every call; () if none do.

    calls: Calls, the first that failed before others.
    """
    if not evident(calls):
        return ()
    tried = []
    for number in WAVES:
        found = []
        for candidate in candidates(check, number):
            mutant = candidate.mutants[0]
            if found and mutant.row != found[0].row:
                break
            if all(candidate.explains(call) for call in calls):
                found.append(mutant)
        if found:
            return (twins(found),)
        tried += candidates(check, number)
    return pair(tried, calls)


def twins(found):
    """Return the first of some mutants that give the same; if they put in several variables, name no one."""
    first = found[0]
    others = [mutant for mutant in found if mutant.subject != first.subject]
    if not first.subject or not others:
        return first
    said, _, place = first.sentence.partition(". Right is: ")
    other = others[0].sentence.partition(". Right is: ")[0]
    said = f"{said}, or {other}" if len(others) == 1 else "a variable stands in another's place"
    return replace(first, sentence=f"{said}. Right is: {place}")


def pair(tried, calls):
    """Return two mutants that together explain every call, or ().

    Where one of them changes nothing, the other must explain alone. That rules out most pairs; the others are
    tried in the order of how much is explained in this way, two rules before all.
    """
    neutral, explaining = (np.array(rows) for rows in zip(*(table(c, calls) for c in tried), strict=True))
    n, e = neutral.astype(np.float32), explaining.astype(np.float32)
    wrong = ~np.concatenate([table_row(call.expected, call)[1] for call in calls])
    clash = n @ (1 - e).T
    support = n @ (e * wrong).T
    support += support.T
    rules = np.array([candidate.mutants[0].row[0] == -1 for candidate in tried])
    rules = rules[:, None] & rules
    possible = np.argwhere(np.triu((clash == 0) & (clash.T == 0) & ((support > 0) | rules), 1))
    strength = np.where(rules, np.inf, support)[possible[:, 0], possible[:, 1]]
    tries = 0
    for i, j in possible[np.lexsort((possible.sum(axis=1), -strength))]:
        one, two = tried[i], tried[j]
        if one.tree is not two.tree or set(one.edits) & set(two.edits):
            continue
        tries += 1
        if tries > PAIR_TRIES:
            break
        both = Candidate(one.tree, *one.mutants, *two.mutants)
        if all(both.explains(call) for call in calls):
            return both.mutants
    return ()


def table(candidate, calls):
    """Return two rows of truths over the parts of all calls: nothing is changed, the student's is given."""
    rows = [table_row(candidate.result(call), call) for call in calls]
    return tuple(np.concatenate(row) for row in zip(*rows, strict=True))


def table_row(given, call):
    """Return the two rows for one call; an error, or a wrong form, counts as one part."""
    if not isinstance(call.got, dict) or set(call.got) != set(call.expected):
        return [agree(given, call.expected)], [agree(given, call.got)]
    names, given = list(call.expected), given if isinstance(given, dict) else {}
    return tuple(
        [name in given and alike(given[name], other[name]) for name in names]
        for other in (call.expected, call.got)
    )

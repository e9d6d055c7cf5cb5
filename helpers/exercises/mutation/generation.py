"""All mutants of a check's references, in waves: its rules, then the operators, the likelier first."""

from functools import cache

from helpers.exercises.mutation import (
    brackets,
    containers,
    functions,
    indices,
    loops,
    names,
    products,
    rules,
    sums,
)
from helpers.exercises.mutation.patterns import by_pattern
from helpers.exercises.mutation.tree import Tree
from helpers.exercises.trial import unequal

FAMILIES = (brackets, products, sums, functions, indices, loops, containers, names)
WAVES = range(len(FAMILIES) + 1)


@cache
def trees(check):
    """Return the trees of a check's references."""
    return [Tree(reference, unequal(check)) for reference in check.references]


@cache
def wave(check, number):
    """Return [(tree, mutant)], sorted: wave 0 is the check's rules, each other one a family of operators."""
    if number == 0:
        return list(rules.mutants(trees(check), check.rules))
    found = [(tree, mutant) for tree in trees(check) for mutant in family(tree, number)]
    return sorted(found, key=lambda pair: (pair[1].row, len(pair[1].edits) > 1, pair[1].depth))


def family(tree, number):
    """Yield the mutants of one family: those of its table of patterns, if it has one, and its others."""
    operators = FAMILIES[number - 1]
    yield from by_pattern(tree, getattr(operators, "TABLE", ()), number)
    yield from operators.mutants(tree, number) if hasattr(operators, "mutants") else ()

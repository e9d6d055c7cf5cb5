"""A check's own rules: a piece of the solution, what a student writes in its place, and the sentence."""

import ast
import textwrap

from helpers.exercises.mutation.patterns import Mutant, is_read
from helpers.exercises.mutation.tree import equal


def mutants(trees, rules):
    """Yield (tree, mutant) of every rule in every solution that holds its fragment.

    Raises: ValueError for a rule whose fragment is in none of them.
    """
    for rule in rules:
        found = [(tree, mutant) for tree in trees if (mutant := applied(tree, rule))]
        if not found:
            names = ", ".join(tree.function.__name__ for tree in trees)
            raise ValueError(f"the fragment of a rule must stand in {names}, got {rule.fragment!r}")
        yield from found


def applied(tree, rule):
    """Return the mutant that a rule makes of one solution, at every place of its fragment; or None."""
    fragment, new = (ast.parse(textwrap.dedent(text)).body for text in (rule.fragment, rule.replacement))
    edits = {}
    if len(fragment) == 1 and isinstance(fragment[0], ast.Expr):
        for node in tree.body:
            if is_read(node) and equal(node, fragment[0].value):
                edits[node.number] = new[0].value
    for node in tree.nodes if not edits else ():
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            for start in range(len(body) - len(fragment) + 1) if isinstance(body, list) else ():
                piece = body[start : start + len(fragment)]
                if all(equal(one, two) for one, two in zip(piece, fragment, strict=True)):
                    edits |= {piece[0].number: new} | {other.number: [] for other in piece[1:]}
    return Mutant(rule.label, rule.message, edits, (-1,)) if edits else None

"""Operators on loops and on the order of statements."""

import ast
from itertools import pairwise

from helpers.exercises.mutation.patterns import Mutant, by_pattern
from helpers.exercises.mutation.tree import statement, unnumbered

TABLE = (
    ("reversed(A)", "A", "the loop runs forwards"),
    ("range(A)", "reversed(range(A))", "the loop runs backwards"),
    ("range(A)", "range(1, A)", "the loop leaves out the first, 0"),
    ("range(A)", "range(A - 1)", "the loop leaves out the last"),
    ("range(A, B, C)", "range(A, B - 1, C)", "the loop ends one too early"),
)


def mutants(tree, family):
    yield from by_pattern(tree, TABLE, family)
    row = family, len(TABLE)
    statements = [node for node in tree.body if isinstance(node, ast.Assign | ast.AugAssign)]
    for node in statements:
        text = tree.text(node)
        inside = isinstance(tree.parent[node.number], ast.For | ast.If)
        if isinstance(node, ast.AugAssign):
            yield altered(tree, node, assigned(node), f"it is assigned (=), not added up (+=): {text}", row)
        elif inside and len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple):
            yield altered(tree, node, added(node), f"it is added up (+=), not assigned: {text}", row)
        yield altered(tree, node, statement("pass"), f"this step is missing: {text}", row)
    for node in tree.body:
        if isinstance(node, ast.If):
            yield altered(tree, node, statement("pass"), f"this step is missing: {tree.text(node)}", row)
            yield altered(
                tree, node, node.body, f"this is done without its condition: {tree.text(node)}", row
            )
        if isinstance(node, ast.For):
            yield from loop(tree, node, (family, len(TABLE) + 1))
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            yield from exchanged(tree, body, (family, len(TABLE) + 2))


def altered(tree, node, new, said, row):
    """Return the mutant in which one statement is another, or several."""
    label = f"{tree.text(node)} → {said.partition(':')[0]}"
    return Mutant(label, said, {node.number: new}, row, tree.depth[node.number])


def assigned(node):
    return ast.copy_location(ast.Assign([node.target], node.value), node)


def added(node):
    return ast.copy_location(ast.AugAssign(node.targets[0], ast.Add(), node.value), node)


def loop(tree, node, row):
    """Yield a loop that ends after its first turn, and statements moved out of it or into it."""
    said = f"the loop ends after its first turn: {tree.text(node)}"
    once = unnumbered(node)
    once.body = [*node.body, statement("for _ in ():\n break").body[0]]
    yield altered(tree, node, once, said, row)
    for part in node.body:
        rest = unnumbered(node)
        rest.body = [other for other in node.body if other is not part] or [statement("pass")]
        said = f"this stands after the loop, and so is done for the last turn alone: {tree.text(part)}"
        yield altered(tree, node, [rest, part], said, row)
    siblings = tree.parent[node.number].body if node in getattr(tree.parent[node.number], "body", ()) else []
    for part in siblings[: siblings.index(node)] if siblings else ():
        again = unnumbered(node)
        again.body = [part, *node.body]
        yield altered(tree, node, again, f"this is done anew in every turn: {tree.text(part)}", row)


def exchanged(tree, body, row):
    """Yield neighbouring statements in the other order."""
    for one, two in pairwise(body) if isinstance(body, list) else ():
        if isinstance(one, ast.Assign | ast.AugAssign) and isinstance(two, ast.Assign | ast.AugAssign):
            said = f"this comes too early: {tree.text(two)}"
            edits = {one.number: unnumbered(two), two.number: unnumbered(one)}
            yield Mutant(f"{tree.text(two)} first", said, edits, row, tree.depth[one.number])

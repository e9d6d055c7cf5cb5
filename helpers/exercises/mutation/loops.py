"""Operators on loops and on single statements: left out, moved, assigned for added."""

import ast
from itertools import pairwise

from helpers.exercises.mutation.patterns import Mutant, filled
from helpers.exercises.mutation.tree import statement, unnumbered

TABLE = (
    ("reversed(A)", "A", "the loop runs forwards"),
    ("range(A)", "reversed(range(A))", "the loop runs backwards"),
    ("range(A)", "range(1, A)", "the loop leaves out the first, 0"),
    ("range(A)", "range(A - 1)", "the loop leaves out the last"),
    ("range(A, B, C)", "range(A, B - 1, C)", "the loop ends one too early"),
)
REPLACED = (
    "each turn replaces what the turns before it have given, so the last alone is left: add with +=, to "
    "zeros that are made once, before the loop"
)
STEPS = ast.Assign | ast.AugAssign


def mutants(tree, family):
    for node in tree.body:
        for kind, change in enumerate((step, loop, order), start=len(TABLE)):
            for said, shown, edits in change(tree, node):
                label = f"{said}: {tree.text(shown)}"
                sentence = f"{said}." if said == REPLACED else label
                yield Mutant(label, sentence, edits, (family, kind), tree.depth[node.number])


def step(tree, node):
    """Yield (what is said, the statement shown, edits) for one statement."""
    if isinstance(node, STEPS | ast.If):
        yield "this step is missing", node, {node.number: statement("pass")}
    if isinstance(node, ast.If):
        yield "this is done without its condition", node, {node.number: node.body}
    if isinstance(node, ast.AugAssign):
        new = ast.Assign([node.target], node.value)
        yield "it is assigned (=), not added up (+=)", node, {node.number: new}
    if isinstance(node, ast.Assign) and isinstance(tree.parent[node.number], ast.For | ast.If):
        if not isinstance(node.targets[0], ast.Tuple):
            new = ast.AugAssign(node.targets[0], ast.Add(), node.value)
            yield "it is added up (+=), not assigned", node, {node.number: new}


def loop(tree, node):
    """Yield the same for a loop: ended too early, with a statement moved out of it or into it."""
    if not isinstance(node, ast.For):
        return
    leave = statement("for _ in ():\n break").body[0]
    yield (
        "the loop ends after its first turn",
        node,
        {node.number: unnumbered(node, body=[*node.body, leave])},
    )
    for part in node.body:
        others = [other for other in node.body if other is not part] or [statement("pass")]
        rest = unnumbered(node, body=others)
        yield "this stands after the loop, done for the last turn alone", part, {node.number: [rest, part]}
    beside = tree.parent[node.number].body
    back = filled("reversed(list(A))", {"A": node.iter})  # a student may go the other way where it is one
    for part in beside[: beside.index(node)]:
        for turn in (node.iter, back):
            again = unnumbered(node, iter=turn, body=[part, *node.body])
            yield anew(node), part, {node.number: again}


def anew(loop):
    """Say what is lost where each turn begins anew; assigning where one should add comes to the same."""
    if any(isinstance(part, ast.AugAssign) for part in loop.body):
        return REPLACED
    return "this is done anew in every turn, and what was there is lost"


def order(tree, node):
    """Yield the same for neighbouring statements in the other order."""
    for one, two in pairwise(node.body if isinstance(node, ast.For | ast.FunctionDef) else ()):
        if isinstance(one, STEPS) and isinstance(two, STEPS):
            yield "this comes too early", two, {one.number: unnumbered(two), two.number: unnumbered(one)}

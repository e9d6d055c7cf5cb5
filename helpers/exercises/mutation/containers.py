"""Operators on dicts, lists, tuples and what is made of them."""

import ast

from helpers.exercises.mutation.patterns import change

TABLE = (
    ("A.get(B, C)", "A.get(B, 0)", "an unknown key gives 0, not {C}"),
    ("A.get(B, C)", "A[B]", "an unknown key stops it: it must give {C}"),
    ("A.get(B, C)", "(A.get(B) or C)", "`or` replaces 0 as well as an unknown key"),
    ("sorted(A, key=B)", "sorted(A)", "the order is the plain one: the key is missing"),
    ("sorted(A, key=B)", "list(A)", "it is not sorted"),
    ("sorted(A, key=B)", "sorted(A, key=B, reverse=True)", "it is sorted the other way round"),
    ("len(A)", "len(set(A))", "{A} is counted without repetitions"),
)


def mutants(tree, family):
    for node in tree.body:
        for said, new in changed(tree, node):
            yield change(tree, node, new, said, (family, len(TABLE)))


def changed(tree, node):
    """Yield (what is said, another node): a member left out, two neighbours or their values exchanged."""
    if isinstance(node, ast.Dict):
        for said, values in exchanged(tree, node.values):
            yield said, ast.Dict(node.keys, values)
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
        above = tree.parent[node.number]
        for said, members in exchanged(tree, node.elts) if not isinstance(above, ast.Subscript) else ():
            yield said, type(node)(members, ast.Load())
        for i, member in enumerate(node.elts) if not isinstance(above, ast.Subscript | ast.Return) else ():
            rest = node.elts[:i] + node.elts[i + 1 :]
            yield f"{tree.text(member)} is left out", type(node)(rest, ast.Load())


def exchanged(tree, nodes):
    """Yield (what is said, nodes) with two neighbours exchanged."""
    for i in range(1, len(nodes)):
        said = f"{tree.text(nodes[i - 1])} and {tree.text(nodes[i])} are exchanged"
        yield said, [*nodes[: i - 1], nodes[i], nodes[i - 1], *nodes[i + 1 :]]

"""Operators on dicts, lists, tuples and what is made of them."""

import ast

from helpers.exercises.mutation.patterns import by_pattern, change

TABLE = (
    ("A.get(B, C)", "A.get(B, 0)", "an unknown key gives 0: it must give {C}"),
    ("A.get(B, C)", "A[B]", "an unknown key stops it: it must give {C}"),
    ("A.get(B, C)", "(A.get(B) or C)", "`or` replaces 0 as well as an unknown key"),
    ("sorted(A, key=B)", "sorted(A)", "the order is the plain one: the key {B} is missing"),
    ("sorted(A, key=B)", "list(A)", "it is not sorted"),
    ("sorted(A, key=B)", "sorted(A, key=B, reverse=True)", "it is sorted the other way round"),
    ("sorted(A)", "list(A)", "it is not sorted"),
    ("len(A)", "len(set(A))", "{A} is counted without repetitions"),
)


def mutants(tree, family):
    yield from by_pattern(tree, TABLE, family)
    row = family, len(TABLE)
    for node in tree.body:
        above = tree.parent[node.number]
        if isinstance(node, ast.Dict):
            yield from entries(tree, node, row)
        listed = isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load)
        if listed and not isinstance(above, ast.Subscript):
            yield from members(tree, node, row)


def entries(tree, node, row):
    """Yield a dict in which two neighbouring values are exchanged."""
    for i in range(len(node.values) - 1):
        values = [*node.values]
        values[i : i + 2] = values[i + 1], values[i]
        said = f"the values of {tree.text(node.keys[i])} and {tree.text(node.keys[i + 1])} are exchanged"
        yield change(tree, node, ast.Dict(node.keys, values), said, row)


def members(tree, node, row):
    """Yield a list or tuple without one of its members, or with two neighbours exchanged."""
    for i, member in enumerate(node.elts):
        rest = node.elts[:i] + node.elts[i + 1 :]
        if not isinstance(tree.parent[node.number], ast.Return):
            yield change(tree, node, type(node)(rest, ast.Load()), f"{tree.text(member)} is left out", row)
        if i:
            order = [*node.elts]
            order[i - 1 : i + 1] = order[i], order[i - 1]
            said = f"{tree.text(node.elts[i - 1])} and {tree.text(member)} are exchanged"
            yield change(tree, node, type(node)(order, ast.Load()), said, row)

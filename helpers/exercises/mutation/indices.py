"""Operators on indices, slices, axes and the order of axes."""

import ast
from itertools import permutations

from helpers.exercises.mutation.patterns import by_pattern, change, everywhere
from helpers.exercises.mutation.tree import expression

TABLE = (
    ("A[B - 1]", "A[B]", "the index is {B}: it must be one before"),
    ("A[B]", "A[B - 1]", "the index is one before {B}"),
    ("A[B]", "A[B + 1]", "the index is one after {B}"),
    ("A[B]", "A[0]", "the index is always 0, not {B}"),
    ("A[B]", "A[-1]", "the index is always -1, the last, not {B}"),
    ("A[B]", "A", "the index {B} is missing"),
    ("A.T", "A", "{A} is not transposed"),
)


def mutants(tree, family):
    yield from by_pattern(tree, TABLE, family)
    yield from axes(tree, (family, len(TABLE)))
    yield from keepdims(tree, (family, len(TABLE) + 1))
    for node in tree.body:
        if isinstance(node, ast.Slice):
            yield from bounds(tree, node, (family, len(TABLE) + 2))
        if isinstance(node, ast.Tuple) and isinstance(tree.parent[node.number], ast.Subscript):
            yield from places(tree, node, (family, len(TABLE) + 3))
        if isinstance(node, ast.Constant) and type(node.value) is int:
            yield from constants(tree, node, (family, len(TABLE) + 5))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "transpose":
            yield from orders(tree, node, (family, len(TABLE) + 4))


def axes(tree, row):
    """Yield calls along another axis, one at a time and all together."""
    given = [k for node in tree.body if isinstance(node, ast.Call) for k in node.keywords if k.arg == "axis"]
    for axis in ("0", "1", "2", "-1", "None"):
        said = "along all axes at once" if axis == "None" else f"along axis {axis}"
        found = [
            change(
                tree, k.value, expression(axis), f"it goes {said}, not along axis {tree.text(k.value)}", row
            )
            for k in given
            if tree.text(k.value) != axis
        ]
        yield from [*found, *everywhere(found)]


def keepdims(tree, row):
    """Yield calls that lose the axis that they go along."""
    found = []
    for node in tree.body:
        if isinstance(node, ast.Call) and any(k.arg == "keepdims" for k in node.keywords):
            rest = [k for k in node.keywords if k.arg != "keepdims"]
            new = ast.copy_location(ast.Call(node.func, node.args, rest), node)
            found.append(change(tree, node, new, "the axis of length 1 is lost: keepdims=True keeps it", row))
    yield from [*found, *everywhere(found)]


def bounds(tree, node, row):
    """Yield a slice with one bound moved or left out."""
    for name, bound in (("lower", node.lower), ("upper", node.upper)):
        if bound is None:
            continue
        for shift, said in ((" - 1", "one too small"), (" + 1", "one too large"), (None, "left out")):
            new = expression(f"({tree.text(bound)}){shift}") if shift else None
            both = {"lower": node.lower, "upper": node.upper, "step": node.step} | {name: new}
            yield change(tree, node, ast.Slice(**both), f"the bound {tree.text(bound)} is {said}", row)
    yield change(
        tree, node, ast.Slice(node.upper, node.lower, node.step), "the slice takes the other side", row
    )


def places(tree, node, row):
    """Yield an index with its parts in another order, or with a new axis left out."""
    said = "the axes stand in another order"
    for order in permutations(range(len(node.elts))):
        parts = [node.elts[i] for i in order]
        if [ast.dump(p) for p in parts] != [ast.dump(p) for p in node.elts] and len(parts) < 4:
            yield change(tree, node, ast.Tuple(parts, ast.Load()), said, row)
    for i, part in enumerate(node.elts):
        rest = node.elts[:i] + node.elts[i + 1 :]
        yield change(tree, node, ast.Tuple(rest, ast.Load()), f"the index {tree.text(part)} is left out", row)


def orders(tree, node, row):
    """Yield a transpose with the axes in every other order, and none."""
    for order in permutations(node.args):
        if list(order) != node.args:
            new = ast.copy_location(ast.Call(node.func, list(order), []), node)
            yield change(
                tree, node, new, f"the axes are put in the order {', '.join(map(tree.text, order))}", row
            )
    yield change(tree, node, node.func.value, "the axes are left in their order", row)


def constants(tree, node, row):
    """Yield a whole number that is one more or one less."""
    for value in (node.value + 1, node.value - 1):
        yield change(tree, node, expression(str(value)), f"{value} stands in the place of {node.value}", row)

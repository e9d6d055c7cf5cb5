"""Operators on indices, slices, axes and the order of axes."""

import ast
from itertools import permutations

from helpers.exercises.mutation.patterns import change, everywhere
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
    for row, changes in enumerate((along, lengths, parts, constants), start=len(TABLE)):
        found = {}
        for node in tree.body:
            for said, new in changes(tree, node):
                found.setdefault(said, []).append(change(tree, node, new, said, (family, row)))
        for same in found.values():
            yield from [*same, *everywhere(same)]


def along(tree, node):
    """Yield (what is said, another node) for the axis that a call goes along, and its keepdims."""
    if isinstance(node, ast.keyword) and node.arg == "axis":
        text = tree.text(node.value)
        for axis in {"0", "1", "2", "-1", "None"} - {text}:
            said = "all axes are taken at once" if axis == "None" else f"the axis is {axis}"
            yield f"{said}: it must be axis {text}", ast.keyword("axis", expression(axis))
    if isinstance(node, ast.keyword) and node.arg == "keepdims":
        yield (
            "the axis of length 1 is lost: keepdims=True keeps it",
            ast.keyword("keepdims", expression("False")),
        )


def lengths(tree, node):
    """Yield the same for the bounds of a slice: moved by one, left out, or taken for the other one."""
    if not isinstance(node, ast.Slice):
        return
    for name in ("lower", "upper"):
        if bound := getattr(node, name):
            text = tree.text(bound)
            for shift, said in ((" - 1", "one too small"), (" + 1", "one too large"), (None, "left out")):
                both = {"lower": node.lower, "upper": node.upper, "step": node.step}
                both[name] = expression(f"({text}){shift}") if shift else None
                yield f"the bound {text} is {said}", ast.Slice(**both)
    if node.lower or node.upper:
        yield "the slice takes the other side", ast.Slice(node.upper, node.lower, node.step)


def parts(tree, node):
    """Yield the same for an index of several parts, and for a transpose: another order, a part left out."""
    if isinstance(node, ast.Tuple) and isinstance(tree.parent[node.number], ast.Subscript):
        for order in permutations(node.elts):
            if [ast.dump(part) for part in order] != [ast.dump(part) for part in node.elts]:
                yield "the axes stand in another order", ast.Tuple([*order], ast.Load())
        for i, part in enumerate(node.elts):
            rest = node.elts[:i] + node.elts[i + 1 :]
            yield f"the index {tree.text(part)} is left out", ast.Tuple(rest, ast.Load())
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "transpose":
        yield "the axes are left in their order", node.func.value
        for order in permutations(node.args):
            if [*order] != node.args:
                said = f"the axes are put in the order {', '.join(map(tree.text, order))}"
                yield said, ast.Call(node.func, [*order], [])


def constants(tree, node):
    """Yield the same for a whole number: one more, one less."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        for value in (node.value + 1, node.value - 1):
            yield f"{value} stands in the place of {node.value}", expression(str(value))

"""Operators on variables: another one of the same shape, two exchanged, one added or divided by a size."""

import ast
from itertools import combinations

import numpy as np

from helpers.exercises.mutation.patterns import RIGHT, Mutant, change, everywhere, is_read
from helpers.exercises.mutation.tree import expression


def mutants(tree, family):
    values = tree.values()
    reads = [node for node in tree.body if is_variable(node) and tree.text(node) in values]
    yield from exchanges(tree, values, reads, (family, 0))
    yield from scaled(tree, values, (family, 1))
    for text in dict.fromkeys(map(tree.text, reads)):
        for other, value in values.items():
            if other != text and form(value) == form(values[text]):
                yield from replacements(tree, [n for n in reads if tree.text(n) == text], other, (family, 2))
    yield from additions(tree, values, (family, 3))


def replacements(tree, nodes, other, row):
    """Yield one variable in the place of another: at one place, in one statement, everywhere."""
    said = f"{other} stands where {tree.text(nodes[0])} belongs"
    found = [change(tree, node, expression(other), said, row, other) for node in nodes]
    yield from found
    groups = {}
    for mutant, node in zip(found, nodes, strict=True):
        groups.setdefault(tree.statement(node).number, []).append(mutant)
    for group in groups.values() if len(groups) > 1 else ():
        yield from everywhere(group)
    yield from everywhere(found)


def is_variable(node):
    """Tell whether a node is a variable that is read, alone or with an index."""
    return isinstance(node, ast.Name | ast.Subscript) and is_read(node)


def form(value):
    """Return what two values must share so that one can stand in the other's place without an error."""
    if isinstance(value, np.ndarray) and value.ndim:
        return value.dtype.kind, value.shape
    return (type(value), sorted(value)) if isinstance(value, dict) else type(value)


def exchanges(tree, values, reads, row):
    """Yield two variables exchanged wherever they stand."""
    places = {}
    for node in reads:
        if isinstance(values[tree.text(node)], np.ndarray):
            places.setdefault(tree.text(node), []).append(node)
    for one, two in combinations(places, 2):
        if values[one].ndim == values[two].ndim:
            edits = {node.number: expression(two) for node in places[one]}
            edits |= {node.number: expression(one) for node in places[two]}
            said = f"{one} and {two} are exchanged"
            said += RIGHT + tree.place(places[one][0]) if len(edits) == 2 else " throughout"
            yield Mutant(f"{one} ↔ {two}", said, edits, row, 0, one)


def scaled(tree, values, row):
    """Yield a returned value divided or multiplied by a size of the arguments."""
    names = [a.arg for a in tree.module.body[0].args.args]
    arrays = {n: values[n] for n in names if isinstance(values.get(n), np.ndarray)}
    sizes = {}
    for name, array in arrays.items():
        for axis, size in enumerate(array.shape):
            sizes.setdefault(size, f"{name}.shape[{axis}]")
    for node in tree.body:
        if not isinstance(node, ast.Return):
            continue
        for part in node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]:
            text, entries = tree.text(part), isinstance(values.get(tree.text(part)), dict)
            for size in sizes.values():
                for sign, said in (("/", "divided"), ("*", "multiplied")):
                    new = f"({text}) {sign} {size}"
                    if entries:
                        new = f"{{key: value {sign} {size} for key, value in {text}.items()}}"
                    yield change(tree, part, expression(new), f"{text} is {said} by {size}", row)


def additions(tree, values, row):
    """Yield an assigned value to which another variable of its shape is added."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = tree.text(node.targets[0])
            for other, value in values.items():
                arrays = isinstance(value, np.ndarray) and other != target and value.dtype.kind == "f"
                if arrays and target in values and form(value) == form(values[target]):
                    new = ast.BinOp(node.value, ast.Add(), expression(other))
                    yield change(
                        tree, node.value, ast.copy_location(new, node.value), f"{other} is added", row, other
                    )

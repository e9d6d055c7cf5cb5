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
        sizes.setdefault(array.size, f"{name}.size")
    for part in returned(tree):
        text, entries = tree.text(part), isinstance(values.get(tree.text(part)), dict)
        for size in sizes.values():
            for sign, said in (("/", "divided"), ("*", "multiplied")):
                new = f"({text}) {sign} {size}"
                if entries:
                    new = f"{{key: value {sign} {size} for key, value in {text}.items()}}"
                yield change(tree, part, expression(new), f"{text} is {said} by {size}", row)


def returned(tree):
    """Return the nodes of all returned values."""
    values = [node.value for node in tree.body if isinstance(node, ast.Return)]
    return [part for value in values for part in (value.elts if isinstance(value, ast.Tuple) else [value])]


def additions(tree, values, row):
    """Yield an assigned or returned array to which another is added, or of which a function is taken."""
    assigned = [n for n in tree.body if isinstance(n, ast.Assign) and len(n.targets) == 1]
    places = [(n.value, tree.text(n.targets[0])) for n in assigned] + [
        (n, tree.text(n)) for n in returned(tree)
    ]
    calls = [n.func for n in tree.body if isinstance(n, ast.Call) and len(n.args) == 1 and not n.keywords]
    functions = dict.fromkeys(tree.text(f) for f in calls if tree.text(f) in ("np.tanh", "np.exp", "np.log"))
    for node, target in places:
        if not isinstance(values.get(target), np.ndarray) or values[target].dtype.kind != "f":
            continue
        for other, value in values.items():
            if other != target and form(value) == form(values[target]):
                new = ast.BinOp(node, ast.Add(), expression(other))
                yield change(tree, node, new, f"{other} is added to {target}", row, other)
        for function in functions:
            new = ast.Call(expression(function), [node], [])
            yield change(tree, node, new, f"{function} is taken of {target} as well", row)

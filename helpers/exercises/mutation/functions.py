"""Operators on the functions that are called: another one, none, or one twice."""

import ast

from helpers.exercises.mutation.patterns import by_pattern, change, everywhere
from helpers.exercises.mutation.tree import expression

TABLE = (
    ("np.tanh(A)", "A", "tanh is missing"),
    ("np.tanh(A)", "1 / (1 + np.exp(-(A)))", "a sigmoid stands in the place of tanh"),
    ("np.tanh(A)", "np.maximum(A, 0)", "a ReLU stands in the place of tanh"),
    ("np.exp(A)", "A", "exp is missing"),
    ("np.exp(A)", "np.exp(-(A))", "the sign inside exp is turned"),
    ("np.exp(A - B) / C", "1 / (1 + np.exp(-(A)))", "a sigmoid stands in the place of the softmax"),
    ("np.log(A)", "A", "the logarithm is missing"),
    ("F(A)", "A", "{F} is missing"),
    ("F(A)", "F(F(A))", "{F} is taken twice"),
    (
        "np.where(A, B, C)",
        "np.where(A, C, B)",
        "np.where chooses the wrong way round: its condition is turned",
    ),
    ("np.where(A, B, C)", "B", "np.where is missing: {C} must stand where {A} is False"),
    ("np.where(A, B, C)", "C", "{C} stands everywhere: {B} must stand where {A} is True"),
    ("np.where(A, B, 0)", "B * A", "{B} is multiplied by the mask: 0 times NaN is NaN, so replace it"),
    ("A.copy()", "A", "{A} is not copied: the new name is the same array"),
    ("np.zeros_like(A)", "np.ones_like(A)", "it starts from ones: it must start from zeros"),
    ("np.argmax(A)", "np.argmin(A)", "the smallest is taken: it must be the largest"),
    ("A if B else C", "A", "{A} is taken in every case: it must be {C} unless {B}"),
    ("A if B else C", "C", "{C} is taken in every case: it must be {A} if {B}"),
    ("A if B else C", "C if B else A", "the two cases are exchanged"),
    ("A.lower()", "A", "lower() is missing"),
    ("A.astype(B)", "A", "astype({B}) is missing"),
    ("A.astype(B)", "A.astype(np.uint8)", "the numbers are kept in uint8, which ends at 255"),
)
REDUCTIONS = {"sum": ("mean", "max"), "max": ("min", "mean", "sum"), "mean": ("sum",), "min": ("max",)}
WORDS = {"sum": "sum", "max": "largest", "min": "smallest", "mean": "mean"}


def mutants(tree, family):
    yield from by_pattern(tree, TABLE, family)
    for row, (name, others) in enumerate(REDUCTIONS.items(), start=len(TABLE)):
        calls = [node for node in tree.body if is_method(node, name)]
        for other in others:
            said = f"the {WORDS[other]} is taken, not the {WORDS[name]}"
            found = [
                change(tree, n.func, ast.Attribute(n.func.value, other, ast.Load()), said, (family, row))
                for n in calls
            ]
            yield from [*found, *everywhere(found)]
        for call in calls:
            said = f"the {WORDS[name]} is not taken, {tree.text(call.func.value)} stays as it is"
            yield change(tree, call, call.func.value, said, (family, row))
            yield change(tree, call, expression("0"), f"{tree.text(call)} is left out", (family, row))


def is_method(node, name):
    """Tell whether a node is a call of the method of that name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name

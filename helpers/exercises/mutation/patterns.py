"""Patterns: source in which single capital letters stand for any expression."""

import ast
from dataclasses import dataclass, replace
from functools import cache

from helpers.exercises.mutation.tree import expression

RIGHT = ". Right is: "  # between what the student did and the line of the reference


@dataclass(frozen=True)
class Mutant:
    """A solution with one change.

    label: what the change is, in one line. sentence: the same for the student. edits: as `Tree.build` takes
    them. row: the operator that made it, (family, row) or (-1,) for a rule; the lower, the likelier.
    node: where it is. depth: how deep that lies. subject: the variable that was put in, if one was.
    """

    label: str
    sentence: str
    edits: dict
    row: tuple = ()
    depth: int = 0
    subject: str = ""


parsed = cache(expression)


def match(pattern, node, bound):
    """Fill `bound` with {letter: node} and tell whether the pattern fits."""
    if isinstance(pattern, ast.Name) and len(pattern.id) == 1 and pattern.id.isupper():
        known = bound.setdefault(pattern.id, node)
        return known is node or ast.dump(known) == ast.dump(node)
    if type(pattern) is not type(node):
        return False
    return all(
        alike(value, getattr(node, name, None), bound)
        for name, value in ast.iter_fields(pattern)
        if name not in ("ctx", "kind", "type_comment")
    )


def alike(pattern, value, bound):
    if isinstance(pattern, list):
        return len(pattern) == len(value) and all(
            alike(p, v, bound) for p, v in zip(pattern, value, strict=True)
        )
    return match(pattern, value, bound) if isinstance(pattern, ast.AST) else pattern == value


def filled(template, bound):
    """Return the template, source text, with nodes in the places of its letters."""
    return put(parsed(template), bound)


def put(node, bound):
    if isinstance(node, list):
        return [put(part, bound) for part in node]
    if not isinstance(node, ast.AST) or not node._fields:
        return node
    if isinstance(node, ast.Name) and node.id in bound:
        return bound[node.id]
    fields = {name: put(value, bound) for name, value in ast.iter_fields(node)}
    return ast.copy_location(type(node)(**fields), node)


def by_pattern(tree, table, family):
    """Yield the mutants of a table of (pattern, replacement, sentence): one a place, one for all places."""
    for row, (pattern, replacement, sentence) in enumerate(table):
        found = []
        for node in tree.body:
            bound = {}
            if match(parsed(pattern), node, bound) and is_read(node):
                said = sentence.format_map({letter: tree.text(part) for letter, part in bound.items()})
                found.append(change(tree, node, filled(replacement, bound), said, (family, row)))
        yield from found
        yield from everywhere(found)


def everywhere(found):
    """Yield one mutant that makes all these changes together, where there are two or more."""
    places = {number for mutant in found for number in mutant.edits}
    if 1 < len(places) == len(found):
        edits = {number: node for mutant in found for number, node in mutant.edits.items()}
        said, _, place = found[0].sentence.partition(RIGHT)
        said = f"{said}, and so at each of the {len(found)} places of this kind{RIGHT}{place}"
        yield replace(found[0], label=f"everywhere: {found[0].label}", sentence=said, edits=edits)


def change(tree, node, new, said, row, subject=""):
    """Return the mutant in which `new` stands in a node's place; said: what that is, in words."""
    shown = " ".join(ast.unparse(part) for part in (new if isinstance(new, list) else [new]))
    sentence = f"{said}{RIGHT}{tree.place(node)}"
    label = f"{tree.text(node)} → {shown}"
    return Mutant(label, sentence, {node.number: new}, row, tree.depth[node.number], subject)


def is_read(node):
    """Tell whether a node is an expression whose value is read, not a place that is written to."""
    return isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store)

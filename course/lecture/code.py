"""The code of a cell as a slide shows it: without its assertions."""

import ast
import re


def without_assertions(source):
    """Return `source` without its assert statements; empty when nothing but assertions stood there.

    A statement that holds nothing else goes with them, and so does a comment that stands directly above;
    where a block must not be empty, `pass` stands for it; several empty lines become one. What is left is
    Python again. A cell that is not Python alone (a magic) is returned as it is.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source.strip()
    lines = source.splitlines()
    for first, last, instead in sorted(_edits(tree.body, lines), reverse=True):
        while not instead and first > 0 and lines[first - 1].strip().startswith("#"):
            first -= 1
        lines[first:last] = instead
    return re.sub(r"\n(\s*\n)+", "\n\n", "\n".join(lines)).strip("\n")


def assertions(source):
    """Count the assert statements of a piece of Python; of other text, none."""
    try:
        return sum(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(source)))
    except SyntaxError:
        return 0


def _edits(body, lines):
    """Return (first line, line after the last, what to put there) for a block that stays; lines from 0."""
    edits = []
    for node in body:
        if _goes(node):
            edits.append((node.lineno - 1, node.end_lineno, []))
            continue
        for kind, block in _blocks(node):
            if not all(map(_goes, block)):
                edits += _edits(block, lines)
                continue
            first, last = block[0].lineno - 1, block[-1].end_lineno
            if kind != "orelse":
                edits.append((first, last, [" " * block[0].col_offset + "pass"]))
            else:
                while not lines[first].strip().startswith(("else", "elif")):
                    first -= 1
                edits.append((first, last, []))
    return edits


def _goes(node):
    """Tell a statement that is an assertion, or holds nothing else."""
    blocks = _blocks(node)
    only = bool(blocks) and all(_goes(part) for _, block in blocks for part in block)
    return isinstance(node, ast.Assert) or only


def _blocks(node):
    """Return (kind, statements) of each block inside a statement."""
    blocks = [(kind, getattr(node, kind, [])) for kind in ("body", "orelse", "finalbody")]
    blocks += [("body", part.body) for part in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]]
    return [(kind, block) for kind, block in blocks if block]

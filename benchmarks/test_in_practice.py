"""The PyTorch and Keras blocks of the lessons give the course's numbers: run as they stand in the text.

A lesson's cell tagged "in-practice" makes `ours`; each block of Python in its text that begins with
"# PyTorch" or "# Keras" makes `theirs`.
"""

import ast
import json
import os
import re

import numpy as np
import pytest

os.environ.setdefault("KERAS_BACKEND", "torch")

from course.notebooks import lessons
from helpers.training import relative_error

BLOCK = re.compile(r"^```python\n(# (PyTorch|Keras)\n.*?)^```", re.MULTILINE | re.DOTALL)
LIMITS = {"PyTorch": 1e-12, "Keras": 1e-7}  # Keras multiplies in float32, as the lessons say


def blocks():
    """Return a test's parameters for every block of every lesson that shows one."""
    found = []
    for path in lessons():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        found += [pytest.param(cells, *match, id=f"{path.stem} {match[1]}") for match in BLOCK.findall(text)]
    return found


def inputs(cells):
    """Run the tagged cell, and of the cells before it what it needs; return the names."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    tagged = [i for i, cell in enumerate(code) if "in-practice" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1, "one cell of a lesson is tagged in-practice"
    statements = [s for cell in code[: tagged[0] + 1] for s in ast.parse("".join(cell["source"])).body]
    names = {}
    exec(compile(ast.Module(needed(statements, {"ours"}), []), "lesson", "exec"), names)
    return names


def needed(statements, names):
    """Return those statements, in order, on which the values of these names after the last one rest."""
    kept = []
    for statement in reversed(statements):
        bound, read = bound_and_read(statement)
        if bound & names:
            kept.insert(0, statement)
            whole = isinstance(statement, ast.Assign | ast.FunctionDef | ast.Import | ast.ImportFrom)
            names = (names - bound if whole else names) | read  # += and loops build on what was there
    return kept


def bound_and_read(statement):
    """Return the names that a statement of a lesson gives a value, and those whose value it uses."""
    nodes = list(ast.walk(statement))
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    inner = {n.arg for n in nodes if isinstance(n, ast.arg)}
    for comprehension in (n for n in nodes if isinstance(n, ast.comprehension)):
        inner |= {n.id for n in ast.walk(comprehension.target) if isinstance(n, ast.Name)}
    if isinstance(statement, ast.FunctionDef):
        return {statement.name}, read - inner - stored
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.split(".")[0] for alias in statement.names}, set()
    return stored - inner, read - inner


def test_the_lessons_that_teach_layers_show_both():
    shown = {parameters.id for parameters in blocks()}
    assert len(shown) >= 6
    assert {name.rsplit(" ", 1)[1] for name in shown} == {"PyTorch", "Keras"}


@pytest.mark.parametrize("cells, source, library", blocks())
def test_a_block_gives_our_numbers(cells, source, library):
    names = inputs(cells)
    ours = names["ours"].copy()
    exec(compile(source, library, "exec"), names)
    theirs = np.asarray(names["theirs"])
    assert theirs.shape == ours.shape
    assert relative_error(theirs, ours) <= LIMITS[library]
    if library == "Keras":  # a block may have set it
        names["keras"].config.set_floatx("float32")

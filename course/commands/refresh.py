"""Execute notebooks and store their outputs.

The same notebook gives the same bytes.
"""

import hashlib
import json
import sys

import nbformat

from course import execute
from course.execute import Failed
from course.notebooks import choose, lessons, named, solutions
from helpers import files

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
MADE_BY = "made_by"  # metadata of a cell that nbval ignores: the hash of the code that made its output
COLLAPSED = {"source_hidden": True}  # metadata "jupyter" of a cell whose picture is seen and not its code
CELL_METADATA = {"tags", "slideshow", "nbgrader", "jupyter", MADE_BY}
WIDGET = "application/vnd.jupyter.widget-view+json"


def main(arguments):
    failures = 0
    for path in choose("refresh", __doc__, arguments, lessons() + solutions()):
        try:
            changed = refresh(path)
        except Failed as failure:
            failures += 1
            print(f"{failure}\n  {named(path)} was left as it is.", file=sys.stderr, flush=True)
        else:
            print(f"{named(path)}: {'stored' if changed else 'as it was'}", flush=True)
    return int(failures > 0)


def refresh(path):
    """Execute the notebook at `path` and store it, unless it fails; return whether its bytes changed."""
    _, before = execute.read(path)
    notebook = prepared(before)
    execute.execute(notebook, path)
    reduce(notebook)
    keep_times(notebook, json.loads(before))
    nbformat.validate(notebook)
    after = (nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n").encode()
    if after != before:
        files.write(path, after)
    return after != before


def prepared(content):
    """Read a notebook, clear its outputs, and give a cell without id one that depends on its text alone."""
    raw = json.loads(content)
    seen = {cell.get("id") for cell in raw["cells"]}
    for index, cell in enumerate(raw["cells"]):
        if "id" not in cell:
            text = "".join(cell["source"])
            names = (
                hashlib.sha256(f"{salt}{text}".encode()).hexdigest()[:8] for salt in ["", *range(index + 1)]
            )
            cell["id"] = next(name for name in names if name not in seen)
            seen.add(cell["id"])
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    raw["nbformat_minor"] = 5
    return nbformat.reads(json.dumps(raw), as_version=4)


def reduce(notebook):
    """Keep of all metadata what is needed, and no output of a live widget, which dies with its kernel."""
    notebook.metadata = nbformat.from_dict(KERNEL)
    for cell in notebook.cells:
        kept = {k: v for k, v in cell.metadata.items() if k in CELL_METADATA}
        if kept.pop("jupyter", {}).get("source_hidden"):
            kept["jupyter"] = COLLAPSED
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type == "code":
            cell.outputs = [out for out in cell.outputs if WIDGET not in out.get("data", {})]


def keep_times(notebook, before):
    """Keep the stored outputs of cells nbval ignores (times, logs) while the code up to them stays the same.

    Such outputs differ between two runs; kept, they let a second refresh give the same bytes. What code they
    belong to is remembered in the cell's metadata.
    """
    stored = {cell.get("id"): cell for cell in before["cells"]}
    code = hashlib.sha256()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        code.update(cell.source.encode())
        if "nbval-ignore-output" in cell.metadata.get("tags", []) and cell.outputs:
            old = stored.get(cell.id, {})
            if old.get("metadata", {}).get(MADE_BY) == code.hexdigest():
                whole = nbformat.reads(json.dumps({**before, "cells": [old]}), as_version=4)
                cell.outputs = whole.cells[0].outputs
            cell.metadata[MADE_BY] = code.hexdigest()

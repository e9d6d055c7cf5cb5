"""The frames of a lesson's demos, drawn by executing it, and kept until its code or the helpers change."""

import hashlib
import json
from copy import deepcopy

from nbformat.v4 import new_output

from course import frames
from course.execute import execute
from course.venv import ROOT
from helpers import files

KEPT = ROOT / "build" / "frames"


def draw(notebook, path):
    """Give the cells of `notebook`, in place, the bundles that they display under COURSE_DEMOS=frames.

    Where a cell displays bundles they replace its stored outputs; all other outputs stay the stored ones. A
    lesson without demos is not executed.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not any("helpers.demos" in cell.source for cell in code):
        return
    kept = KEPT / f"{path.stem}-{fingerprint(code)}.json"
    if not kept.exists():
        keep(kept, _bundles(notebook, path))
    for number, bundles in json.loads(kept.read_text(encoding="utf-8")).items():
        code[int(number)].outputs = [new_output("display_data", {frames.MIME: bundle}) for bundle in bundles]


def _bundles(notebook, path):
    """Return {number of the code cell: the bundles it displays}."""
    drawn = deepcopy(notebook)
    execute(drawn, path, variables={"COURSE_DEMOS": "frames"})
    found = {}
    for number, cell in enumerate(cell for cell in drawn.cells if cell.cell_type == "code"):
        data = [output.get("data", {}) for output in cell.outputs]
        if bundles := [part[frames.MIME] for part in data if frames.MIME in part]:
            found[number] = bundles
    return found


def fingerprint(code):
    """Hash what frames depend on: the code of the lesson, and the helpers."""
    parts = [cell.source.encode() for cell in code]
    parts += [path.read_bytes() for path in sorted((ROOT / "helpers").rglob("*.py"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def keep(path, bundles):
    """Write the frames; older ones of the same lesson go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.stem.rsplit('-', 1)[0]}-*.json"):
        old.unlink()
    files.write(path, json.dumps(bundles).encode())

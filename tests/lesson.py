"""The textbook form of the course, taken from the text of its lessons: no second copy of it exists."""

import ast
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def definitions(stem, *names):
    """Return functions of the lesson notebooks/`stem`.ipynb, defined with NumPy alone, as attributes.

    They see each other and `np`, nothing else of the lesson. Of a name defined twice, the last one counts.
    Raises LookupError: the lesson does not define one of them.
    """
    cells = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8"))["cells"]
    found = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            for node in ast.parse("".join(cell["source"])).body:
                if isinstance(node, ast.FunctionDef) and node.name in names:
                    found[node.name] = node
    missing = sorted(set(names) - set(found))
    if missing:
        raise LookupError(f"{stem} does not define {', '.join(missing)}")
    namespace = {"np": np}
    code = compile(ast.Module(list(found.values()), []), f"notebooks/{stem}.ipynb", "exec")
    exec(code, namespace)  # the lesson's own text
    return SimpleNamespace(**{name: namespace[name] for name in names})

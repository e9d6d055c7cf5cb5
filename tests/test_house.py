"""The house: a room uses only rooms below it, the numeric rooms stay light, lengths are reported."""

import ast
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELPERS = ROOT / "helpers"
NUMERIC = ["single files", "layers", "models", "training"]
ROOMS = [*NUMERIC, "plotting", "diagrams", "demos", "learner", "exercises"]  # from the lowest to the highest
FILES = sorted(HELPERS.rglob("*.py"))
ROOT_INIT = HELPERS / "__init__.py"


def room(path):
    """Return the room of a file of the library; a single file beside the rooms stands below all of them."""
    name = path.relative_to(HELPERS).parts[0].removesuffix(".py")
    return name if name in ROOMS else "single files"


def imported(path):
    """Return the full names of everything that a file imports, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def short(path):
    return path.relative_to(ROOT).as_posix()


def test_every_folder_is_a_room():
    folders = {path.name for path in HELPERS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(ROOMS) - {"single files"}


@pytest.mark.parametrize("path", [path for path in FILES if path != ROOT_INIT], ids=short)
def test_a_file_uses_its_own_room_and_those_below(path):
    own = ROOMS.index(room(path))
    for name in imported(path):
        if name.split(".")[0] == "helpers":
            assert ROOMS.index(room(HELPERS / name.split(".")[1])) <= own, f"{short(path)} imports {name}"


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in NUMERIC], ids=short)
def test_numeric_rooms_use_numpy_and_the_standard_library(path):
    roots = {name.split(".")[0] for name in imported(path)}
    allowed = {"numpy", "helpers", *sys.stdlib_module_names} | (
        {"tqdm"} if path.name == "progress.py" else set()
    )
    assert roots <= allowed


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "__init__.py"], ids=short)
def test_an_init_holds_a_docstring_and_at_most_names(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert {type(node) for node in tree.body[1:]} <= {ast.ImportFrom, ast.Assign}


def test_the_library_is_imported_whole_and_light():
    """`import helpers` gives every numeric module and loads nothing heavy."""
    files = [path for path in FILES if room(path) in NUMERIC and path.name != "__init__.py"]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]
    heavy = ["matplotlib", "IPython", "ipywidgets", "tqdm", "asyncio", "scipy", "torch"]
    code = (
        f"import sys, helpers; {'; '.join(names)}; print([name for name in {heavy} if name in sys.modules])"
    )
    assert output(code) == "[]"


def test_importing_changes_no_setting():
    settings = "dict(os.environ), np.geterr(), np.get_printoptions(), np.random.get_state()[1][0]"
    code = f"import os, numpy as np; before = {settings}; import helpers; print(before == ({settings}))"
    assert output(code) == "True"


def output(code):
    """Return what a new Python prints for this code."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in NUMERIC], ids=short)
def test_everything_in_the_numeric_rooms_says_what_it_does(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in [tree, *tree.body]:  # a method is told by its class
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            assert ast.get_docstring(node), getattr(node, "name", short(path))


def code_lines(path, function):
    """Return the number of lines of a function below its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_lengths_are_reported():
    """Files above about 200 lines, functions above about 25: told in pytest's summary, failing nothing."""
    measured = 0
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        measured += lines
        if lines > 200:
            warnings.warn(f"{short(path)}: {lines} lines, the aim is 200", stacklevel=1)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and code_lines(path, node) > 25:
                told = f"{short(path)}: {node.name} has {code_lines(path, node)} lines, the aim is 25"
                warnings.warn(told, stacklevel=1)
    assert measured > 0

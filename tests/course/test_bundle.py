"""The folder to hand out, in an environment that knows nothing of this repository."""

import re
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from course.commands.bundle import PACKED, contents
from course.notebooks import environment, solutions
from course.venv import python_of
from helpers.exercises.catalogue import CHECKS
from helpers.learner.copies import is_notebook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed out") / "rnn course"
    for name, content in contents().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def python(folder):
    """An environment with the packages of this one but without this course, the bundle installed in it."""
    home = folder.parent / "environment"
    venv.create(home, with_pip=False)
    python = python_of(home)
    purelib = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    place = subprocess.run(purelib, capture_output=True, text=True, check=True).stdout.strip()
    # A folder in a .pth file is searched, but .pth files in it are not read: no editable course comes along.
    Path(place, "packages.pth").write_text(sysconfig.get_path("purelib"))
    install = [python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "."]
    subprocess.run(install, cwd=folder, check=True, env=clean())
    return python


def clean():
    return {key: value for key, value in environment().items() if key != "PYTHONPATH"}


def run(python, code, cwd):
    command = [python, "-c", code]
    return subprocess.run(command, cwd=cwd, env=clean(), capture_output=True, text=True, check=True).stdout


def test_the_environment_knows_nothing_of_this_repository(python, folder, tmp_path):
    place = Path(run(python, "import helpers; print(helpers.__file__)", tmp_path).strip())
    assert folder.parent in place.parents


def test_all_checks_are_found_in_the_archive(python, tmp_path):
    code = "from helpers.exercises.catalogue import CHECKS; print(sum(map(len, CHECKS.values())))"
    assert int(run(python, code, tmp_path)) == sum(map(len, CHECKS.values()))


def test_a_wrong_solution_is_told_its_cause_from_the_archive(python, tmp_path):
    code = """
from helpers.exercises import check
def rnn_cell_forward(params, x_t, a_prev):
    return None
try:
    check("rnn_cell_forward", rnn_cell_forward)
except Exception as told:
    print(type(told).__name__, told)
"""
    assert run(python, code, tmp_path).startswith("CheckFailed")


def test_its_commands_work(python, folder):
    code = "import sys; from course.commands import run; sys.exit(run.main(['00']))"
    assert re.search(r"00_start_here.ipynb +ok", run(python, code, folder))
    code = "import sys; from course.commands import reset; sys.exit(reset.main(['2']))"
    assert "A fresh one is work/02_forward_pass" in run(python, code, folder)
    assert is_notebook(folder / "work" / "02_forward_pass" / "02_forward_pass.ipynb")


def test_no_file_opened_in_an_editor_shows_a_reference(folder):
    archive = (folder / PACKED).read_bytes()
    texts = [path for path in (folder / "helpers" / "exercises").rglob("*.py")]
    assert texts and not [path for path in texts if path.parent.name in ("notation", "forward_pass", "bptt")]
    for text in ("def reference", "import numpy", "tanh"):
        assert text.encode() not in archive
    assert not [path for path in folder.rglob("*.ipynb") if "BEGIN SOLUTION" in path.read_text("utf-8")]
    assert len(solutions()) == len([path for path in (folder / "notebooks/exercises").rglob("*.ipynb")])

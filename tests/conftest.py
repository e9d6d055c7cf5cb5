"""What several test files share."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from course.notebooks import ENVIRONMENT
from course.venv import ROOT

os.environ.update(ENVIRONMENT)
os.environ["PATH"] = (
    f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name
)


def pytest_collection_modifyitems(items):
    """Mark the cells of notebooks as slow: nbval executes them."""
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def repository(tmp_path):
    """A copy of the course's code, without notebooks, in a folder with a space in its name."""
    copy = tmp_path / "a copy"
    for name in ("course", "helpers"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "requirements.lock", "README.md", "Makefile", "nbgrader_config.py"):
        shutil.copyfile(ROOT / name, copy / name)
    return copy

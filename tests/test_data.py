"""The files in data/ are what data/README.md says, and load_text finds them."""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.data import load_text
from helpers.text import tokenise

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
ROW = re.compile(r"\| `(?P<name>[^`]+)` \| .+ \| .+ \| .+ \| (?P<bytes>\d+) \| `(?P<sha>\w+)` \|")


def test_readme_tells_source_licence_size_and_checksum_of_every_file():
    rows = {row["name"]: row for row in ROW.finditer((DATA / "README.md").read_text(encoding="utf-8"))}
    files = [path for path in DATA.rglob("*") if path.is_file() and path != DATA / "README.md"]
    assert sorted(rows) == sorted(path.relative_to(DATA).as_posix() for path in files)
    for path in files:
        row, content = rows[path.relative_to(DATA).as_posix()], path.read_bytes()
        assert int(row["bytes"]) == len(content)
        assert row["sha"] == hashlib.sha256(content).hexdigest()


def test_the_sentences_hold_what_the_lesson_needs():
    sentences = [tokenise(line) for line in load_text("sentences.txt").splitlines()]
    assert all(sentences)
    assert sum("[URL]" in sentence for sentence in sentences) >= 5
    assert sum("[NUM]" in sentence for sentence in sentences) >= 20
    assert len({len(sentence) for sentence in sentences}) >= 5


def test_found_where_the_library_is_installed_apart(tmp_path):
    """A copy of the library alone, used from notebooks/ of a folder that holds data/."""
    shutil.copytree(ROOT / "helpers", tmp_path / "installed" / "helpers")
    shutil.copytree(DATA, tmp_path / "course" / "data")
    notebooks = tmp_path / "course" / "notebooks"
    notebooks.mkdir()
    code = (
        "import sys; sys.path[0] = sys.argv[1]; from helpers.data import load_text;"
        "print(len(load_text('sentences.txt')))"
    )
    command = [sys.executable, "-I", "-c", code, str(tmp_path / "installed")]
    found = subprocess.run(command, cwd=notebooks, capture_output=True, text=True, check=True)
    assert int(found.stdout) == len(load_text("sentences.txt"))
    lost = subprocess.run(command, cwd=tmp_path / "installed", capture_output=True, text=True)
    assert "the folder data/ must lie beside the library or above the working folder" in lost.stderr


@pytest.mark.parametrize("name", ["nothing.txt", "../README.md", "README.md", "", None])
def test_refusals(name):
    with pytest.raises(ValueError) as caught:
        load_text(name)
    assert str(caught.value) == f"name must be one of sentences.txt, got {name!r}"

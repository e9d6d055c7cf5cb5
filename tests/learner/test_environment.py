"""The check of the environment: it says what is there, and what to do about what is missing."""

import hashlib

import pytest

from helpers.learner import environment

EMPTY, MINE = '{"cells": []}', '{"cells": ["mine"]}'


def lines(capsys):
    environment.check_environment()
    return dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())


def test_a_complete_environment_is_ok(monkeypatch, tmp_path, capsys):
    build_course(tmp_path)
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    assert lines(capsys) == dict.fromkeys(environment.CHECKS, "ok")


def build_course(folder):
    (folder / "data").mkdir()
    (folder / "data/experiments").mkdir()
    checksum = hashlib.sha256(b"Ada\n").hexdigest()
    rows = ["| file | sha256 |", "|---|---|"]
    for name in ("names.txt", "experiments/times.csv"):
        (folder / "data" / name).write_bytes(b"Ada\n")
        rows.append(f"| `{name}` | `{checksum}` |")
    (folder / "data/README.md").write_text("\n".join(rows))
    for place in ("notebooks/exercises/01_notation", "work/01_notation"):
        (folder / place).mkdir(parents=True)
        (folder / place / "01_notation.ipynb").write_text(EMPTY)


@pytest.mark.parametrize(
    ("harm", "name", "advice"),
    [
        (lambda f: (f / "data/names.txt").write_text("Eve"), "data", "changed in the folder data: names.txt"),
        (lambda f: (f / "data/names.txt").unlink(), "data", "missing or changed"),
        (lambda f: (f / "data/README.md").write_text(""), "data", "no checksums"),
        (lambda f: (f / "data/README.md").unlink(), "data", "not there"),
        (
            lambda f: (f / "notebooks/exercises/01_notation/01_notation.ipynb").unlink(),
            "exercises",
            "is empty",
        ),
    ],
)
def test_missing_files_are_named(monkeypatch, tmp_path, capsys, harm, name, advice):
    build_course(tmp_path)
    harm(tmp_path)
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    monkeypatch.chdir(tmp_path)
    found = lines(capsys)
    assert advice in found.pop(name)
    assert set(found.values()) == {"ok"}


def test_copies_of_ones_own_are_made(monkeypatch, tmp_path, capsys):
    build_course(tmp_path)
    copy = tmp_path / "work/01_notation/01_notation.ipynb"
    copy.unlink()
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    assert set(lines(capsys).values()) == {"ok"} and copy.read_text() == EMPTY
    copy.write_text(MINE)
    assert environment.check_environment() and copy.read_text() == MINE


def test_a_copy_cut_short_is_set_aside(monkeypatch, tmp_path, capsys):
    build_course(tmp_path)
    copy = tmp_path / "work/01_notation/01_notation.ipynb"
    copy.write_text(MINE[:-3])
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    assert environment.check_environment() and copy.read_text() == EMPTY
    aside = copy.with_name("01_notation.damaged-1.ipynb")
    assert f"was damaged: it is now {aside.name}." in capsys.readouterr().out
    assert aside.read_text() == MINE[:-3]


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch, capsys):
    needs = ["numpy>=999", "no-such-package-of-anyone>=1", "pytest>=999; extra == 'test'", "matplotlib>=3"]
    monkeypatch.setattr(environment.metadata, "requires", lambda name: needs)
    found = lines(capsys)["packages"]
    assert found.startswith("missing or too old: numpy>=999, no-such-package-of-anyone>=1;")


def test_another_kernel_is_noticed(monkeypatch, capsys):
    monkeypatch.setattr(environment, "PROJECT", "no-such-project-of-anyone")
    assert "choose the kernel of the course" in lines(capsys)["kernel"]

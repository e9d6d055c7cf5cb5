"""The list of lessons: every exercise has its check, every need is a lesson, and the absent are planned."""

import importlib

from helpers.exercises.catalogue import CHECKS, find
from helpers.learner import environment, lessons
from helpers.learner.lessons import ENTRIES, LESSONS


def test_numbers_and_slugs_are_unique_and_needs_come_before():
    assert len(LESSONS) == len(ENTRIES) == len({lesson.slug for lesson in ENTRIES})
    for place, lesson in enumerate(ENTRIES):
        assert set(lesson.needs) <= {earlier.number for earlier in ENTRIES[:place]}


def test_the_catalogue_holds_every_exercise_under_its_name():
    names = {lesson.stem: list(lesson.exercises) for lesson in ENTRIES if lesson.exercises}
    assert {stem: [check.name for check in checks] for stem, checks in CHECKS.items()} == names
    assert all(find(name).name == name for group in names.values() for name in group)


def test_every_file_of_a_check_is_in_the_list():
    for lesson in ENTRIES:
        if lesson.exercises:
            package = importlib.import_module(f"helpers.exercises.{lesson.slug}")
            files = importlib.resources.files(package).iterdir()
            there = {file.name.removesuffix(".py") for file in files if file.name.endswith(".py")}
            assert {name for name in there if not name.startswith("_")} == set(lesson.exercises)


def test_a_lesson_without_its_notebook_is_planned(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/02_forward_pass.ipynb").write_text("{}")
    assert [lesson.number for lesson in ENTRIES if lesson.written] == ["02"]
    rows = lessons.table().splitlines()
    link, lesson = "[02 Forward pass](notebooks/02_forward_pass.ipynb)", LESSONS["02"]
    assert rows[2:] == [f"| {link} | {lesson.minutes} | {lesson.shows} |"]

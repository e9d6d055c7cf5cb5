"""The learner's progress: nothing recorded is lost, and nothing is recorded where it should not be."""

import json
import subprocess
import sys

import pytest

from helpers.learner import LESSONS, progress
from tests.plotting.layout import assert_texts_are_apart


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "a folder" / "progress.jsonl"
    monkeypatch.setenv("RNN_COURSE_PROGRESS", str(path))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    return path


def test_what_is_recorded_is_done(file, capsys):
    assert progress.done() == {}
    for name in ("one_hot", "encode", "one_hot"):
        progress.record(name)
    assert list(progress.done()) == ["one_hot", "encode"]
    assert len(file.read_text().splitlines()) == 2
    assert capsys.readouterr().out == ""


def test_off_records_nothing_and_shows_none(file, monkeypatch):
    progress.record("one_hot")
    monkeypatch.setenv("RNN_COURSE_PROGRESS", "off")
    progress.record("encode")
    assert progress.done() == {}
    monkeypatch.setenv("RNN_COURSE_PROGRESS", str(file))
    assert list(progress.done()) == ["one_hot"]


def test_a_grader_records_nothing(file, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    progress.record("one_hot")
    assert not file.exists()


def test_the_file_lies_in_the_folder_of_the_user_by_default(monkeypatch):
    monkeypatch.delenv("RNN_COURSE_PROGRESS", raising=False)
    assert progress.path().name == "progress.jsonl" and "rnn-course" in progress.path().parts


@pytest.mark.parametrize(
    "damage",
    [b'{"exercise": "enc', b"\x00\xff\xfe\n", b"[1, 2]\n", b'{"exercise": 3, "when": 4}\n', b"{}\n", b"\n"],
)
def test_a_damaged_file_is_set_aside_and_its_good_lines_kept(file, capsys, damage):
    progress.record("one_hot")
    with file.open("ab") as stream:
        stream.write(damage)
    content = file.read_bytes()
    assert list(progress.done()) == ["one_hot"]
    assert "damaged" in capsys.readouterr().out
    assert file.with_name("progress.damaged-1.jsonl").read_bytes() == content
    progress.record("encode")
    assert list(progress.done()) == ["one_hot", "encode"]
    assert capsys.readouterr().out == ""
    file.write_bytes(b"?")
    assert progress.done() == {}
    assert file.with_name("progress.damaged-2.jsonl").read_bytes() == b"?"
    assert len(list(file.parent.iterdir())) == 3


def test_an_unwritable_place_is_said_and_stops_nothing(file, capsys):
    file.parent.write_text("a file where a folder should be")
    progress.record("one_hot")
    assert "was not saved" in capsys.readouterr().out
    assert progress.done() == {}


def test_notebooks_that_record_at_once_lose_nothing(file):
    loop = "for i in range(60): record(f'{sys.argv[1]}{i}')"
    code = f"import sys; from helpers.learner.progress import record\n{loop}"
    runs = [subprocess.Popen([sys.executable, "-c", code, name]) for name in "abc"]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert set(progress.done()) == {f"{name}{i}" for name in "abc" for i in range(60)}
    assert all(set(json.loads(line)) == {"exercise", "when"} for line in file.read_text().splitlines())


def test_recording_needs_no_matplotlib():
    code = "import sys, helpers.learner.progress; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_progress_figure_names_the_lessons_and_counts(file):
    progress.record("one_hot")
    progress.record("an exercise that is no longer there")
    fig, alt = progress.progress_figure([LESSONS["01"], LESSONS["03"]])
    assert [text.get_text() for text in fig.axes[0].texts] == ["1 of 4", "0 of 5"]
    assert fig.get_suptitle() == "1 of 9 exercises are done."
    assert alt.endswith("01 Notation: 1 of 4; 03 Backpropagation through time: 0 of 5.")
    assert_texts_are_apart(fig)

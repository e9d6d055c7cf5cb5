"""The progress bar: it shows, it can be silenced, and it leaves nothing behind."""

import os
import subprocess
import sys

import pytest

from helpers.training.progress import progress

IMPORT = "from helpers.training import progress\n"
RUNS = {
    "train": "from tests.training.test_loop import *; train(bowl, START, always(0.0), steps=5)",
    "loop": IMPORT + "for n in progress(range(5)): pass",
    "break": IMPORT + "for n in progress(range(5)):\n    if n == 2: break",
    "total": IMPORT + "list(progress(iter('abc'), 'training', total=3))",
}


def shown(code, disabled=""):
    """Return what a new Python writes to the terminal while it runs the code."""
    settings = os.environ | {"TQDM_DISABLE": disabled, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=settings, capture_output=True, check=True)
    assert done.stdout == b""
    return done.stderr.decode()


@pytest.mark.parametrize("name", RUNS)
def test_a_bar_shows_and_is_gone_at_the_end(name):
    bar = shown(RUNS[name])
    assert "training:   0%" in bar
    assert bar.endswith("\r") and not bar.rsplit("\r", 2)[1].strip()


@pytest.mark.parametrize("name", ["train", "loop"])
def test_the_bar_can_be_silenced(name):
    assert shown(RUNS[name], disabled="1") == ""


def test_a_short_loop_has_no_bar_before_the_delay():
    assert shown(IMPORT + "list(progress(range(9), delay=30))").strip() == ""


@pytest.mark.parametrize("disabled", ["0", "1"])
def test_the_items_are_those_of_the_loop(disabled, monkeypatch):
    monkeypatch.setenv("TQDM_DISABLE", disabled)
    assert list(progress(range(7))) == list(range(7))
    assert list(progress(iter("abc"))) == ["a", "b", "c"]


def test_refusals():
    for call, message in (
        (lambda: progress(5), "iterable must be something to loop over, got int"),
        (lambda: progress([], None), "name must be a str, got NoneType"),
        (lambda: progress([], total=-1), "total must be a whole number of at least 0, got -1"),
        (lambda: progress([], delay=-1), "delay must be a finite number of seconds, at least 0, got -1"),
    ):
        with pytest.raises(ValueError) as caught:
            call()
        assert str(caught.value) == message

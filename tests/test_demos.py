"""Live demos and the check of the environment."""

import hashlib
import statistics
import time

import ipywidgets
import numpy as np
import pytest

from helpers import demos
from helpers.learner import environment
from helpers.plotting.curves import curves
from helpers.plotting.style import figure


def draw(hidden_units=5, kind="tanh", seed=0):
    fig, ax = figure(7, 3, title=f"{hidden_units} units of {kind}.")
    x = np.arange(100)
    curves(ax, x, {"state": np.tanh(np.sin(x) / hidden_units), "input": np.sin(x)}, x_label="step")
    return fig, f'Two waves, one of them "{kind}", with {hidden_units} units.'


@pytest.fixture
def shown(monkeypatch):
    calls, boxes = [], []
    monkeypatch.setattr(demos, "display", lambda data, **options: calls.append((data, options)))

    class Box(ipywidgets.VBox):
        def __init__(self, children):
            super().__init__(children)
            boxes.append(self)

    monkeypatch.setattr(demos.widgets, "VBox", Box)
    return calls, boxes


def test_a_control_moves_the_picture(shown):
    calls, boxes = shown
    assert demos.live(draw, hidden_units=(1, 20), kind=["tanh", "relu"]) is None
    slider, choice, screen, _ = boxes[0].children
    assert (slider.value, slider.min, slider.max, slider.description) == (5, 1, 20, "hidden units")
    assert slider.continuous_update and choice.value == "tanh"
    assert 'alt="Two waves, one of them &quot;tanh&quot;, with 5 units."' in screen.value
    assert 'width="700" height="300"' in screen.value
    before = screen.value
    slider.value = 6
    assert "with 6 units" in screen.value and screen.value != before
    ((data, options),) = calls
    assert options == {"raw": True} and demos.VIEW in data
    assert data["text/plain"].startswith("Live demo") and "hidden units, kind" in data["text/plain"]


def test_a_demo_reacts_within_a_fifth_of_a_second(shown):
    demos.live(draw, hidden_units=(1, 20))
    slider = shown[1][0].children[0]
    seconds = []
    for value in (1, 2, 3, 4, 6, 7, 8):
        start = time.process_time()
        slider.value = value
        seconds.append(time.process_time() - start)
    assert statistics.median(seconds) < 0.2


@pytest.mark.parametrize("controls", [{}, {"units": (1, 3)}, {"seed": object()}])
def test_controls_that_draw_does_not_take_are_refused(controls):
    with pytest.raises(ValueError, match="must be"):
        demos.live(draw, **controls)


def lines(capsys):
    environment.check_environment()
    return dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())


def test_a_complete_environment_is_ok(monkeypatch, tmp_path, capsys):
    build_course(tmp_path)
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "helpers/learner/environment.py"))
    assert lines(capsys) == dict.fromkeys(environment.CHECKS, "ok")


def build_course(folder):
    (folder / "data").mkdir()
    (folder / "data/names.txt").write_bytes(b"Ada\n")
    checksum = hashlib.sha256(b"Ada\n").hexdigest()
    (folder / "data/README.md").write_text(f"| file | sha256 |\n|---|---|\n| `names.txt` | `{checksum}` |\n")
    for place in ("notebooks/exercises/01_notation", "work/01_notation"):
        (folder / place).mkdir(parents=True)
        (folder / place / "01_notation.ipynb").write_text("{}")


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
    assert set(lines(capsys).values()) == {"ok"} and copy.read_text() == "{}"
    copy.write_text("mine")
    assert environment.check_environment() and copy.read_text() == "mine"


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch, capsys):
    needs = ["numpy>=999", "no-such-package-of-anyone>=1", "pytest>=999; extra == 'test'", "matplotlib>=3"]
    monkeypatch.setattr(environment.metadata, "requires", lambda name: needs)
    found = lines(capsys)["packages"]
    assert found.startswith("missing or too old: numpy>=999, no-such-package-of-anyone>=1;")


def test_another_kernel_is_noticed(monkeypatch, capsys):
    monkeypatch.setattr(environment, "PROJECT", "no-such-project-of-anyone")
    assert "choose the kernel of the course" in lines(capsys)["kernel"]

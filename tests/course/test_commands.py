"""The commands behind `make`, tried on a copy of the course in a folder with a space in its name."""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile

import nbformat
import pytest
from matplotlib.image import imread
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course import venv
from course.commands import lab, picture, refresh
from course.notebooks import find, named

pytestmark = pytest.mark.slow

CALL = "import importlib, sys; sys.exit(importlib.import_module(sys.argv[1]).main(sys.argv[2:]))"


def call(repository, command, *arguments):
    """Run a command of the copy with this Python, leaving out the making of .venv."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-c", CALL, f"course.commands.{command}", *arguments],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def write(path, *sources):
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    notebook = new_notebook(cells=[new_markdown_cell("# A lesson", id="title"), *cells])
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


GOOD = (
    "import os\nfrom tqdm.auto import tqdm",
    "for n in tqdm(range(3)):\n    print(n)",
    "import ipywidgets\nipywidgets.IntSlider()",
    "print(os.path.basename(os.getcwd()), os.environ['RNN_COURSE_PROGRESS'])",
)


def test_refresh_twice_gives_the_same_bytes(repository):
    path = write(repository / "notebooks" / "01_good.ipynb", *GOOD)
    first = call(repository, "refresh", "01")
    assert first.returncode == 0, first.stderr
    stored = path.read_bytes()
    assert call(repository, "refresh", "01_good").stdout == "notebooks/01_good.ipynb: as it was\n"
    assert path.read_bytes() == stored
    cells = nbformat.reads(stored.decode(), as_version=nbformat.NO_CONVERT).cells
    assert [cell.id for cell in cells] == ["title", "cell-0", "cell-1", "cell-2", "cell-3"]
    assert [cell.get("execution_count") for cell in cells] == [None, 1, 2, 3, 4]
    assert [[output.text for output in cell.outputs] for cell in cells[1:]] == [
        [],
        ["0\n1\n2\n"],
        [],
        ["notebooks off\n"],
    ]
    assert [file.name for file in path.parent.iterdir()] == ["01_good.ipynb"]


def test_refresh_keeps_times_until_the_code_changes(repository):
    path = write(repository / "notebooks" / "01_time.ipynb", "import time", "time.perf_counter()")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].metadata["tags"] = ["nbval-ignore-output"]
    nbformat.write(notebook, path)
    assert call(repository, "refresh").stdout == "notebooks/01_time.ipynb: stored\n"
    stored = path.read_bytes()
    assert call(repository, "refresh").stdout == "notebooks/01_time.ipynb: as it was\n"
    assert path.read_bytes() == stored
    text = path.read_text(encoding="utf-8").replace('"import time"', '"import time  # now"')
    path.write_text(text, encoding="utf-8")
    before = nbformat.read(path, 4).cells[-1].outputs
    assert call(repository, "refresh").stdout == "notebooks/01_time.ipynb: stored\n"
    after = nbformat.read(path, 4).cells[-1].outputs
    assert before[0].data["text/plain"] != after[0].data["text/plain"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"jupyter": {"source_hidden": True, "outputs_hidden": True}}, {"jupyter": {"source_hidden": True}}),
        ({"jupyter": {"source_hidden": False}}, {}),
        ({"jupyter": {"outputs_hidden": True}, "scrolled": True, "tags": ["a"]}, {"tags": ["a"]}),
    ],
)
def test_refresh_keeps_that_a_cell_is_collapsed_and_no_other_view(given, kept):
    notebook = new_notebook(cells=[new_code_cell("1", metadata=given)], metadata={"widgets": {"state": {}}})
    refresh.reduce(notebook)
    assert notebook.cells[0].metadata == kept and notebook.metadata == refresh.KERNEL


def test_refresh_keeps_a_notebook_whose_cell_fails(repository):
    path = write(repository / "notebooks" / "01_bad.ipynb", "1", "# halves\n1 / 0")
    before = path.read_bytes()
    result = call(repository, "refresh")
    assert result.returncode == 1
    assert (
        "notebooks/01_bad.ipynb, code cell 2 (# halves): ZeroDivisionError: division by zero" in result.stderr
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["refresh", "run"])
def test_a_lesson_that_is_no_notebook_is_named(repository, command):
    write(repository / "notebooks" / "05_good.ipynb", "1")
    broken = {"01_cut": b"{", "02_other": b'{"nbformat": 4}', "03_empty": b"", "04_no_text": b"\xff"}
    for name, content in broken.items():
        (repository / "notebooks" / f"{name}.ipynb").write_bytes(content)
    result = call(repository, command)
    assert result.returncode == 1 and "05_good.ipynb" in result.stdout
    for name in broken:
        assert f"notebooks/{name}.ipynb is no notebook" in result.stderr
    assert "Traceback" not in result.stderr


def test_refresh_gives_ids_that_depend_on_the_text_alone(repository):
    path = write(repository / "notebooks" / "01_good.ipynb", "print(1)", "print(1)")
    bare = re.sub(r' +"id": "[^"]*",\n', "", path.read_text())
    stored = []
    for _ in range(2):
        path.write_text(bare)
        assert call(repository, "refresh").returncode == 0
        stored.append(path.read_bytes())
    assert stored[0] == stored[1]


def test_run_reports_each_lesson_and_names_the_cell_that_fails(repository):
    paths = [
        write(repository / "notebooks" / "01_good.ipynb", *GOOD),
        write(repository / "notebooks" / "02_bad.ipynb", "1", "x = [1, 2]\nx[3]"),
    ]
    before = [path.read_bytes() for path in paths]
    result = call(repository, "run")
    assert result.returncode == 1
    assert re.search(r"notebooks/01_good.ipynb +ok +\d+\.\d +[1-9]\d+ MB", result.stdout)
    assert re.search(r"notebooks/02_bad.ipynb +failed", result.stdout)
    assert "02_bad.ipynb, code cell 2 (x = [1, 2]): IndexError: list index out of range" in result.stderr
    assert [path.read_bytes() for path in paths] == before
    assert call(repository, "run", "01").returncode == 0


def test_a_notebook_is_found_by_number_by_name_and_by_path(tmp_path):
    lesson, solution = (write(tmp_path / name, "1") for name in ("01_a.ipynb", "solutions/01_a/01_a.ipynb"))
    among = [lesson, solution, write(tmp_path / "02_b.ipynb", "1")]
    assert find("01", among) == find("01_a", among) == [lesson, solution]
    assert find(str(solution), among) == [solution]
    with pytest.raises(SystemExit, match=r"No notebook is called '77' here; there are: 01_a, 02_b\."):
        find("77", among)


def test_copies_in_work_are_made_and_never_overwritten(repository):
    pristine = write(
        repository / "notebooks" / "exercises" / "01_a" / "01_a.ipynb", "raise NotImplementedError"
    )
    code = "from course.venv import ROOT; from helpers.learner import copies; copies.make_copies(ROOT)"
    make = [sys.executable, "-c", code]
    subprocess.run(make, cwd=repository, check=True)
    copy = repository / "work" / "01_a" / "01_a.ipynb"
    assert copy.read_bytes() == pristine.read_bytes()
    copy.write_text('{"cells": ["mine"]}')
    subprocess.run(make, cwd=repository, check=True)
    assert copy.read_text() == '{"cells": ["mine"]}'


def test_reset_sets_each_copy_aside_and_overwrites_none(repository):
    pristine = write(
        repository / "notebooks" / "exercises" / "01_a" / "01_a.ipynb", "raise NotImplementedError"
    )
    copy = repository / "work" / "01_a" / "01_a.ipynb"
    assert call(repository, "reset", "01").returncode == 0
    for text in ("first", "second"):
        copy.write_text(text)
        name = ("1", "work/01_a/01_a.ipynb")[text == "second"]
        assert "Your copy is now work/01_a/01_a.before-" in call(repository, "reset", name).stdout
        assert copy.read_bytes() == pristine.read_bytes()
    kept = sorted(copy.parent.glob("01_a.before-*.ipynb"))
    assert [path.read_text() for path in kept] == ["first", "second"]
    assert all(re.fullmatch(r"01_a\.before-\d{8}-\d{6}\.ipynb", path.name) for path in kept)


@pytest.mark.parametrize("name", ["work/02_b/02_b.ipynb", "notebooks/solutions/01_a/01_a.ipynb", "", "77"])
def test_reset_takes_an_exercise_and_nothing_else(repository, name):
    for folder in ("exercises", "solutions"):
        write(repository / "notebooks" / folder / "01_a" / "01_a.ipynb", f"{folder!r}")
    result = call(repository, "reset", name)
    assert (result.returncode and "exercise" in result.stderr) or "there are: 01_a." in result.stderr
    assert not (repository / "work").exists()


def test_two_resets_in_one_second_keep_both_copies(repository):
    write(repository / "notebooks" / "exercises" / "01_a" / "01_a.ipynb", "raise NotImplementedError")
    twice = "from course.commands import reset\nfor _ in range(3): reset.main(['01'])"
    subprocess.run([sys.executable, "-c", twice], cwd=repository, check=True)
    assert len(list((repository / "work" / "01_a").iterdir())) == 3


def test_the_bundle_holds_the_course_without_solutions_and_is_reproducible(repository):
    write(repository / "notebooks" / "01_a.ipynb", *GOOD)
    write(repository / "notebooks" / "exercises" / "01_a" / "01_a.ipynb", "raise NotImplementedError")
    write(
        repository / "notebooks" / "solutions" / "01_a" / "01_a.ipynb",
        "### BEGIN SOLUTION\n1\n### END SOLUTION",
    )
    (repository / "tests").mkdir()
    (repository / "tests" / "test_a.py").write_text("")
    archive, folder = repository / "bundle" / "rnn-course.zip", repository / "bundle" / "rnn-course"
    result = call(repository, "bundle")
    assert result.returncode == 0, result.stderr
    first = archive.read_bytes()
    assert call(repository, "bundle").returncode == 0
    assert archive.read_bytes() == first
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {f"rnn-course/{name}" for name in files} == set(zipfile.ZipFile(archive).namelist())
    assert {
        "notebooks/01_a.ipynb",
        "notebooks/exercises/01_a/01_a.ipynb",
        "Makefile",
        "course/commands/lab.py",
    } <= files
    assert not [
        name for name in files if "solutions" in name or name.startswith("tests") or "pycache" in name
    ]
    assert not [n for n in files if n.endswith(".ipynb") and "BEGIN SOLUTION" in (folder / n).read_text()]
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert "make lab" in readme and "make run" in readme and "## Licence" in readme
    listed = subprocess.run(["make", "-s", "-C", folder], capture_output=True, text=True).stdout
    assert "  lab " in listed and "  test " not in listed
    assert "COMMANDS = lab run refresh slides reset\n" in (folder / "Makefile").read_text()
    assert "course test" not in readme and "make bench" not in readme and "solutions" not in readme
    assert call(folder, "reset", "01").returncode == 0
    assert call(folder, "run").returncode == 0


def test_a_bundle_says_that_it_lacks_what_tests_need(repository):
    main = [sys.executable, "-m", "course"]
    refused = subprocess.run([*main, "test"], cwd=repository, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "needs the whole repository" in refused.stderr
    listed = subprocess.run(main, cwd=repository, capture_output=True, text=True).stdout
    assert "  lab " in listed and "  test " not in listed


def test_the_picture_of_the_readme_is_what_the_command_draws():
    assert (imread(io.BytesIO(picture.draw())) == imread(picture.PICTURE)).all()


def test_an_older_python_is_refused_in_words(repository):
    old = "import runpy, sys; sys.version_info, sys.version = (3, 10, 4), '3.10.4 (main)'"
    pretend = f"{old}; runpy.run_module('course', run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", pretend], cwd=repository, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.startswith("The course needs Python 3.11 or later; this is 3.10.4 ")


@pytest.fixture
def building(repository, monkeypatch):
    """The module venv on the copy; pip, slow to set up, is replaced by a list of what it was asked."""
    call = venv.call
    monkeypatch.setattr(
        venv, "call", lambda command: call([*command, *["--without-pip"] * ("venv" in command)])
    )
    for name, value in {"ROOT": repository, "VENV": repository / ".venv"}.items():
        monkeypatch.setattr(venv, name, value)
    asked = []
    monkeypatch.setattr(venv, "pip_install", lambda arguments: asked.append(arguments))
    return asked


BUILD = [["-r", "requirements.lock"], ["--no-deps", "--no-build-isolation", "--editable", "."]]


def test_venv_is_built_once_and_again_when_the_lock_changes(building, repository):
    venv.ensure()
    assert building == BUILD
    assert (
        subprocess.run(
            [venv.python(), "-c", "import sys; sys.exit(sys.prefix == sys.base_prefix)"]
        ).returncode
        == 0
    )
    venv.ensure()
    assert building == BUILD
    (repository / "requirements.lock").write_text("numpy==2.0.0\n")
    venv.ensure()
    assert building == BUILD * 2


def test_an_interrupted_build_is_repaired(building, repository, monkeypatch):
    def interrupt(arguments):
        (repository / ".venv" / "half").write_text("an unfinished file")
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(venv, "pip_install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            venv.ensure()
    assert venv.stamp() == []
    venv.ensure()
    assert building == BUILD
    assert venv.stamp() == venv.wanted()
    assert not (repository / ".venv" / "half").exists()


def test_a_venv_that_was_moved_is_made_anew(building, repository, monkeypatch):
    venv.ensure()
    (repository / ".venv" / "old").write_text("its scripts name the old folder")
    moved = repository.rename(repository.with_name("moved"))
    for name, value in {"ROOT": moved, "VENV": moved / ".venv"}.items():
        monkeypatch.setattr(venv, name, value)
    venv.ensure()
    assert building == BUILD * 2 and not (moved / ".venv" / "old").exists()


def test_a_failing_command_says_what_it_may_want_and_leaves_no_stamp(building, repository, monkeypatch):
    def fail(arguments):
        venv.call([sys.executable, "-c", "print('no such package'); raise SystemExit(3)"])

    monkeypatch.setattr(venv, "pip_install", fail)
    with pytest.raises(SystemExit, match="needs the internet"):
        venv.ensure()
    assert venv.stamp() == []


def test_a_folder_that_cannot_be_written_is_named_in_a_sentence(repository):
    (repository / "build").write_text("a file where the folder for the lock should be")
    command = [sys.executable, "-m", "course", "lab"]
    result = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert result.returncode == 1 and result.stderr.endswith("build: File exists.\n")


@pytest.mark.skipif(os.name == "nt", reason="HOME is a variable of POSIX")
def test_lab_without_a_home_says_what_to_do(monkeypatch):
    monkeypatch.setenv("HOME", "/no/such/folder")
    assert "Name one: HOME=" in lab.main([])


def test_lab_starts_where_nothing_can_be_written(repository, monkeypatch, capsys):
    write(repository / "notebooks" / "exercises" / "01_a" / "01_a.ipynb", "raise NotImplementedError")
    (repository / "work").write_text("a file where the folder should be")
    monkeypatch.setattr(lab, "ROOT", repository)
    lab.prepare()
    assert "cannot be written" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="a signal of POSIX")
def test_after_ctrl_c_the_server_has_the_word(tmp_path):
    """JupyterLab asks whether to stop; a stand-in for it needs a second to answer and decides the status."""
    server = (
        "import signal, sys, time\nsignal.signal(signal.SIGINT, lambda *_: (time.sleep(1), sys.exit(7)))\n"
    )
    server += "print('ready', flush=True)\ntime.sleep(30)"
    code = f"""
import sys
from course.commands import lab
lab.prepare = lambda: None
lab.command = lambda: [sys.executable, "-c", {server!r}]
sys.exit(lab.main([]))
"""
    options = {"stdout": subprocess.PIPE, "text": True, "start_new_session": True, "cwd": venv.ROOT}
    with subprocess.Popen([sys.executable, "-c", code], **options) as process:
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=20) == 7


def test_a_python_without_ensurepip_says_what_to_install(building, monkeypatch):
    find = venv.importlib.util.find_spec
    monkeypatch.setattr(
        venv.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    with pytest.raises(SystemExit, match=r"without the module ensurepip.*\n.*apt install python3-venv"):
        venv.ensure()


def test_notebooks_are_named_by_their_path_in_the_repository():
    assert named(venv.ROOT / "notebooks" / "01_a.ipynb") == "notebooks/01_a.ipynb"

"""The check of the environment in 00_start_here: what is there, and what to do about what is missing."""

import hashlib
import re
import sys
from importlib import import_module, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from helpers.learner.copies import make_copies, pristine_copies

PROJECT = "rnn-course"
INSTALL = "run `make lab` (or `python -m course lab`) in the folder of the course"


def check_environment():
    """Print a line for each thing that the course needs: "ok", or what to do. Return whether all is there.

    Your copies of the exercises are made in work/ where there are none yet. No versions or paths are printed.
    """
    ready = True
    for name, check in CHECKS.items():
        try:
            advice = check()
        except metadata.PackageNotFoundError:
            advice = "choose the kernel of the course in the menu Kernel, or " + INSTALL
        ready = ready and not advice
        print(f"{name:<10} {advice or 'ok'}")
    return ready


def _python():
    needed = SpecifierSet(metadata.metadata(PROJECT)["Requires-Python"])
    if ".".join(map(str, sys.version_info[:3])) not in needed:
        return f"install Python {needed}, delete the folder .venv, then {INSTALL}"


def _kernel():
    metadata.distribution(PROJECT)


def _packages():
    wrong = []
    for line in metadata.requires(PROJECT) or []:
        needed = Requirement(line)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            if not needed.specifier.contains(metadata.version(needed.name), prereleases=True):
                wrong.append(str(needed))
        except metadata.PackageNotFoundError:
            wrong.append(str(needed))
    if wrong:
        return f"missing or too old: {', '.join(wrong)}; {INSTALL}"


def _helpers():
    try:
        import_module("helpers")
        import_module("helpers.plotting.style")
    except ImportError as error:
        return f"cannot be imported ({error.name} is missing); {INSTALL}"


def _data():
    folder = find_folder("data/README.md")
    if folder is None:
        return "the folder data is not there; take it from the course again"
    listed = re.findall(
        r"`?([\w./-]+\.\w+)`?.*?\b([0-9a-f]{64})\b", (folder / "data/README.md").read_text("utf-8")
    )
    changed = [name for name, sum_ in listed if _checksum(folder / "data" / name) != sum_]
    if not listed:
        return "data/README.md lists no checksums; take the folder data from the course again"
    if changed:
        return f"missing or changed in the folder data: {', '.join(changed)}; take them from the course again"


def _checksum(file):
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def _widgets():
    try:
        slider = import_module("ipywidgets").IntSlider()
        import_module("jupyterlab_widgets")
        slider.close()
    except ImportError:
        return f"sliders do not work: install ipywidgets, or {INSTALL}"


def _exercises():
    folder = find_folder("notebooks/exercises")
    if folder is None or not pristine_copies(folder):
        return "the folder notebooks/exercises is empty; take it from the course again"
    try:
        for sentence in make_copies(folder):
            print(sentence)
    except OSError as error:
        return f"the folder work cannot be written ({error.strerror}): move the course to one that can"


def find_folder(inside):
    """Return the folder of the course, which holds `inside`: beside the library or around the notebook."""
    for folder in (Path(__file__).parents[2], Path.cwd(), *Path.cwd().parents):
        if (folder / inside).exists():
            return folder
    return None


CHECKS = {
    "Python": _python,
    "kernel": _kernel,
    "packages": _packages,
    "helpers": _helpers,
    "data": _data,
    "widgets": _widgets,
    "exercises": _exercises,
}

"""Make bundle/rnn-course, the folder that a teacher hands out, and a zip of it: no solutions, no tests."""

import argparse
import re
import shutil
import zipfile

from course.__main__ import NEEDS_SOURCES
from course.venv import ROOT

BUNDLE = ROOT / "bundle"
NAME = "rnn-course"
PARTS = """notebooks helpers data course pyproject.toml requirements.lock environment.yml
    Makefile README.md LICENSE LICENSE-text .gitignore""".split()
LEFT_OUT = {"solutions", "__pycache__", ".ipynb_checkpoints"}
DATE = (2020, 1, 1, 0, 0, 0)  # of every file in the zip, so that the same course gives the same bytes


def main(arguments):
    argparse.ArgumentParser(prog="python -m course bundle", description=__doc__).parse_args(arguments)
    folder = BUNDLE / NAME
    shutil.rmtree(folder, ignore_errors=True)
    for name in contents():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (folder / "README.md").write_text(for_learners(readme), encoding="utf-8", newline="\n")
    pack(folder, BUNDLE / f"{NAME}.zip")
    print(f"bundle/{NAME} and bundle/{NAME}.zip: {len(contents())} files")


def contents():
    """List the files of its parts, by their paths in the repository."""
    files = [path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
    names = [path.relative_to(ROOT) for path in files]
    return sorted(name.as_posix() for name in names if not LEFT_OUT & set(name.parts))


def for_learners(readme):
    """Return the README without its part for teachers and the commands that need the whole repository."""
    readme = re.sub(r"## In class\n.*?(?=\n## )", "", readme, flags=re.DOTALL)
    gone = re.compile(rf"(make|course) ({'|'.join(sorted(NEEDS_SOURCES))})\b")
    return "".join(line for line in readme.splitlines(keepends=True) if not gone.search(line))


def pack(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", DATE)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())

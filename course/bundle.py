"""Make bundle/rnn-course, the folder that a teacher hands out, and a zip of it: no solutions, no tests."""

import argparse
import shutil
import zipfile

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
    pack(folder, BUNDLE / f"{NAME}.zip")
    print(f"bundle/{NAME} and bundle/{NAME}.zip: {len(contents())} files")


def contents():
    """List the files of its parts, by their paths in the repository."""
    files = [path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
    names = [path.relative_to(ROOT) for path in files]
    return sorted(name.as_posix() for name in names if not LEFT_OUT & set(name.parts))


def pack(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", DATE)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())

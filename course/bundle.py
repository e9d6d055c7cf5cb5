"""Make bundle/rnn-course, the folder that a teacher hands out, and a zip of it: no solutions, no tests."""

import argparse
import shutil
import subprocess
import zipfile

from course.venv import ROOT

BUNDLE = ROOT / "bundle"
NAME = "rnn-course"
PARTS = """notebooks helpers data course pyproject.toml requirements.lock environment.yml
    Makefile README.md LICENSE LICENSE-text .gitignore""".split()
LEFT_OUT = "notebooks/solutions/"
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
    """List what the bundle holds: the files of its parts that git knows, or would add, without the solutions."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *PARTS]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted(n for n in set(names) if n and not n.startswith(LEFT_OUT) and (ROOT / n).is_file())


def pack(folder, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", DATE)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())

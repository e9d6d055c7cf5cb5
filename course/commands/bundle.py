"""Make the folder to hand out, bundle/rnn-course, and a zip of it: no solutions, no tests.

The checks' reference solutions are packed, so that no file opened in an editor shows one. That is courtesy,
no protection: whoever unpacks the archive reads them.
"""

import argparse
import io
import re
import shutil
import zipfile

from course.__main__ import COMMANDS, NEEDS_SOURCES
from course.venv import ROOT
from helpers import files

BUNDLE = ROOT / "bundle"
NAME = "rnn-course"
PARTS = """notebooks helpers data course pyproject.toml requirements.lock environment.yml
    Makefile README.md LICENSE LICENSE-text .gitignore""".split()
LEFT_OUT = {"solutions", "__pycache__", ".ipynb_checkpoints"}
CHECKS = "helpers/exercises/"  # the folders in it, one for each lesson, hold references
PACKED = f"{CHECKS}packed.zip"  # where Python finds those folders as well: see helpers/exercises/catalogue.py
DATE = (2020, 1, 1, 0, 0, 0)  # of every file in an archive, so that the same course gives the same bytes


def main(arguments):
    argparse.ArgumentParser(prog="python -m course bundle", description=__doc__).parse_args(arguments)
    folder, bundled = BUNDLE / NAME, contents()
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in bundled.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    archive = pack({f"{NAME}/{name}": content for name, content in bundled.items()})
    files.write(BUNDLE / f"{NAME}.zip", archive)
    print(f"bundle/{NAME} and bundle/{NAME}.zip: {len(bundled)} files")


def contents():
    """Return the files to hand out: path in the folder -> bytes."""
    paths = [path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")] if path.is_file()]
    names = sorted(path.relative_to(ROOT).as_posix() for path in paths)
    found = {name: (ROOT / name).read_bytes() for name in names if not LEFT_OUT & set(name.split("/"))}
    references = {name for name in found if re.match(rf"{CHECKS}(?!mutation/)\w+/", name)}
    packed = pack({name.removeprefix(CHECKS): found[name] for name in sorted(references)})
    found = {name: content for name, content in found.items() if name not in references} | {PACKED: packed}
    for name, change in {"README.md": for_learners, "Makefile": without_sources}.items():
        found[name] = change(found[name].decode()).encode()
    return found


def for_learners(readme):
    """Return the README without its part for teachers and the commands that need the whole repository."""
    readme = re.sub(r"## In class\n.*?(?=\n## )", "", readme, flags=re.DOTALL)
    gone = re.compile(rf"(make|course) ({'|'.join(sorted(NEEDS_SOURCES))})\b|CONTRIBUTING")
    return "".join(line for line in readme.splitlines(keepends=True) if not gone.search(line))


def without_sources(makefile):
    """Return the Makefile with those commands alone that work in the bundle."""
    kept = " ".join(name for name in COMMANDS if name not in NEEDS_SOURCES)
    return re.sub(r"^COMMANDS = .*$", f"COMMANDS = {kept}", makefile, flags=re.MULTILINE)


def pack(contents):
    """Return the bytes of a zip archive of these files, path -> bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()

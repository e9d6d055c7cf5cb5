"""Loading of the small files in the folder data/: texts, and results of experiments too long for a lesson."""

import csv
from pathlib import Path


def load_text(name):
    """Return the text of the file data/`name`, a str.

    The folder is looked for beside the library, then in the working folder and above it: this finds it in
    a clone, in the folder that a teacher hands out, and where the library is installed apart from them.
    Raises ValueError: no such file; the message lists those that exist.
    """
    return _read(name, "", ".txt")


def load_experiment(name):
    """Return the table data/experiments/`name`: its rows, a list of dicts, and how it was made, a dict.

    Numbers are float, other entries str. How it was made stands above the table in lines "# what: how", such
    as command, seed, versions and seconds; the script of the same name beside the table made it.
    Raises ValueError: no such file; the message lists those that exist.
    """
    lines = _read(name, "experiments", ".csv").splitlines()
    head = [line for line in lines if line.startswith("#")]
    made = dict(line[1:].strip().split(": ", 1) for line in head)
    rows = csv.DictReader(lines[len(head) :])
    return [{column: _number(entry) for column, entry in row.items()} for row in rows], made


def _number(entry):
    """Return an entry of a table as float, or as it is when it is no number."""
    try:
        return float(entry)
    except ValueError:
        return entry


def _read(name, inside, ending):
    """Return the text of the file `name` of the folder data/, or of one inside it."""
    folders = [Path(__file__).parents[1], Path.cwd(), *Path.cwd().parents]
    folder = next((f / "data" for f in folders if (f / "data" / "README.md").is_file()), None)
    if folder is None:
        raise ValueError(
            "the folder data/ must lie beside the library or above the working folder, found none"
        )
    folder /= inside
    names = sorted(path.name for path in folder.glob(f"*{ending}"))
    if not isinstance(name, str) or name not in names:
        raise ValueError(f"name must be one of {', '.join(names)}, got {name!r}")
    return (folder / name).read_text(encoding="utf-8")

"""Loading of the small text files in the folder data/."""

from pathlib import Path


def load_text(name):
    """Return the text of the file data/`name`, a str.

    The folder is looked for beside the library, then in the working folder and above it: this finds it in
    a clone, in the folder that a teacher hands out, and where the library is installed apart from them.
    Raises ValueError: no such file; the message lists those that exist.
    """
    folders = [Path(__file__).parents[1], Path.cwd(), *Path.cwd().parents]
    folder = next((f / "data" for f in folders if (f / "data" / "README.md").is_file()), None)
    if folder is None:
        raise ValueError(
            "the folder data/ must lie beside the library or above the working folder, found none"
        )
    names = sorted(path.name for path in folder.glob("*.txt"))
    if not isinstance(name, str) or name not in names:
        raise ValueError(f"name must be one of {', '.join(names)}, got {name!r}")
    return (folder / name).read_text(encoding="utf-8")

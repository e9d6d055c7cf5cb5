"""Files that are written whole or not at all: beside their place first, then moved there."""

import os
import secrets
from contextlib import contextmanager
from pathlib import Path


def write(path, content):
    """Write bytes to `path`: it holds all of them, or what it held before. Raises OSError as `open` does."""
    with _beside(Path(path), content) as new:
        os.replace(new, path)


def create(path, content):
    """Write bytes to a new file at `path`. Raises FileExistsError where there is one, which stays."""
    path = Path(path)
    with _beside(path, content) as new:
        try:
            os.link(new, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError(str(path)) from None
            os.rename(new, path)


def free_name(path):
    """Return `path`, whose name ends in -1, or with the first number under which nothing stands yet."""
    number, start = 1, path.stem.removesuffix("-1")
    while path.exists():
        number += 1
        path = path.with_name(f"{start}-{number}{path.suffix}")
    return path


@contextmanager
def _beside(path, content):
    """Write bytes to a temporary file beside `path`, which is gone in the end, and give its path."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with open(new, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield new
    finally:
        new.unlink(missing_ok=True)

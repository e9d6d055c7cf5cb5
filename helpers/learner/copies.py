"""The learner's own copies of the exercises, in work/: made where absent, never overwritten."""

import json

from helpers import files


def pristine_copies(course):
    """Return the paths of the exercise notebooks as they are handed out, in order, in the folder `course`."""
    return sorted((course / "notebooks" / "exercises").glob("*/*.ipynb"))


def copy_of(course, pristine):
    """Return the path of the learner's copy of one of them."""
    return course / "work" / pristine.parent.name / pristine.name


def make_copies(course):
    """Make each copy that does not exist yet; set aside one that is no notebook (cut short, empty).

    Returns: list of sentences, one for each copy set aside. Raises OSError when the folder cannot be written.
    """
    told = []
    for pristine in pristine_copies(course):
        copy = copy_of(course, pristine)
        if copy.exists() and not is_notebook(copy):
            aside = copy.rename(files.free_name(copy.with_name(f"{copy.stem}.damaged-1.ipynb")))
            told.append(f"work/{copy.parent.name}/{copy.name} was damaged: it is now {aside.name}.")
        if not copy.exists():
            make_copy(course, pristine)
    return told


def make_copy(course, pristine):
    """Make one copy, whole or not at all; FileExistsError, and nothing written, when there is one."""
    copy = copy_of(course, pristine)
    copy.parent.mkdir(parents=True, exist_ok=True)
    files.create(copy, pristine.read_bytes())


def is_notebook(path):
    """Tell whether a file is a notebook, as far as its outer form goes."""
    try:
        content = json.loads(path.read_bytes())
    except ValueError:  # no JSON, or no UTF-8
        return False
    return isinstance(content, dict) and isinstance(content.get("cells"), list)

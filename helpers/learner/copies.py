"""The learner's own copies of the exercises, in work/: made where absent, never overwritten."""


def pristine_copies(course):
    """Return the paths of the exercise notebooks as they are handed out, in order, in the folder `course`."""
    return sorted((course / "notebooks" / "exercises").glob("*/*.ipynb"))


def copy_of(course, pristine):
    """Return the path of the learner's copy of one of them."""
    return course / "work" / pristine.parent.name / pristine.name


def make_copies(course):
    """Make each copy that does not exist yet. Raises OSError when the folder cannot be written."""
    for pristine in pristine_copies(course):
        if not copy_of(course, pristine).exists():
            make_copy(course, pristine)


def make_copy(course, pristine):
    """Make one copy; FileExistsError, and nothing written, when there is one."""
    copy = copy_of(course, pristine)
    copy.parent.mkdir(parents=True, exist_ok=True)
    with open(copy, "xb") as file:
        file.write(pristine.read_bytes())

"""Build the lectures in slides/ and measure them; they need no internet.

A lecture is the lesson itself, cut by each cell's slide_type (JupyterLab: Property Inspector, Slide Type):

    slide, subslide   begins a slide; its first line is the heading (without one: the last heading, smaller)
    - (none)          stands on the same slide; fragment: appears at a key press
    skip              not on a slide; its prose becomes the speaker's notes of the slide before (key S)
    notes             as skip, for prose that is written for the speaker

What only one side shows is marked in the text, by comments that JupyterLab does not show:

    <!-- slide: … -->                  only on the slide
    <!-- notes: … -->                  only in the speaker's notes
    <!-- notebook --> … <!-- end -->   only in the notebook
    <!-- said --> … <!-- end -->       in the notebook and in the notes, not on the slide

The tag notebook-only keeps a skipped cell out of the notes as well. A collapsed cell, or one with the tag
hide-input, shows its outputs only. Assertions are left out. Text stands beside a slide's one picture. Outputs
are those that the lesson stores; the frames of `steps` (one a key press) and `live` (a slider) are drawn now,
by executing the lesson, and kept in build/frames until its code or the helpers change.
"""

import shutil
from importlib import resources
from pathlib import Path

from course import execute
from course.lecture import browser, figures
from course.lecture.draw import draw
from course.lecture.page import page as page_of
from course.notebooks import choose, lessons
from course.venv import ROOT
from helpers import files

SLIDES = ROOT / "slides"


def main(arguments):
    paths = choose("slides", __doc__, arguments, lessons())
    copy_assets(SLIDES / "assets")
    built = {}
    for path in paths:
        page = SLIDES / f"{path.stem}.slides.html"
        text = lecture(path)
        files.write(page, text.encode())
        built[page] = figures.count(text, SLIDES)
        print(f"slides/{page.name}", flush=True)
    report(built, details=bool(arguments))


def lecture(path, folder=SLIDES, frames=True):
    """Return the page of one lesson, which expects `assets` beside it in `folder`.

    frames: draw those of the demos; without, their stored stills stand in.
    """
    notebook, _ = execute.read(path)
    if frames:
        draw(notebook, path)
    return page_of(notebook, path, folder, {lesson.stem for lesson in lessons()})


def report(built, details):
    """Print the figures of the lectures {page: figures}, as a browser sees them where there is one.

    details: say where each was found, and store a picture of each frame in slides/pictures.
    """
    try:
        seen = browser.look(built, SLIDES / "pictures" if details else None)
        built = {page: found | more for (page, found), more in zip(built.items(), seen, strict=True)}
    except browser.NoBrowser as missing:
        print(f"Not looked at in a browser: {missing}.")
    print("\n" + figures.table({page.name.split(".")[0]: found for page, found in built.items()}))
    if details:
        print("\n".join(line for found in built.values() for line in figures.places(found)))


def copy_assets(folder):
    """Copy reveal.js and MathJax from the installed packages that carry them."""
    shutil.rmtree(folder, ignore_errors=True)
    reveal = Path(str(resources.files("sphinx_revealjs"))) / "_static" / "revealjs"
    for part in ("dist", "plugin"):
        shutil.copytree(reveal / part, folder / "reveal" / part)
    mathjax = Path(str(resources.files("nbclassic"))) / "static" / "components" / "MathJax"
    shutil.copytree(mathjax, folder / "mathjax")

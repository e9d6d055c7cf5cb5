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

A mark stands inside a line of text, or alone on its line: a line that begins with one is HTML to JupyterLab.
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
    pages = {SLIDES / f"{path.stem}.slides.html": path for path in paths}
    there = {name for name in lecture_names() if (SLIDES / f"{name}.slides.html").exists()}
    for page, path in pages.items():
        files.write(page, lecture(path, there | {path.stem for path in paths}).encode())
        print(f"slides/{page.name}", flush=True)
    report(pages, details=bool(arguments))


def lecture(path, lectures=None, folder=SLIDES, frames=True):
    """Return the page of one lesson, which expects `assets` beside it in `folder`.

    lectures: names of the lessons whose lectures lie in `folder` too (default: all), for links between them.
    frames: draw those of the demos; without, their stored stills stand in.
    """
    notebook, _ = execute.read(path)
    if frames:
        draw(notebook, path)
    return page_of(notebook, path, folder, lecture_names() if lectures is None else lectures)


def lecture_names():
    return {path.stem for path in lessons()}


def report(pages, details):
    """Print the figures of the lectures at `pages`, with what a browser sees where there is one.

    details: say where each was found, and store a picture of each frame in slides/pictures.
    """
    found = [figures.count(page.read_text(encoding="utf-8"), page.parent) for page in pages]
    try:
        seen = browser.look(pages, SLIDES / "pictures" if details else None)
        found = [counted | more for counted, more in zip(found, seen, strict=True)]
    except browser.NoBrowser as missing:
        print(f"Not looked at in a browser: {missing}.")
    names = [page.name.split(".")[0] for page in pages]
    print("\n" + figures.table(dict(zip(names, found, strict=True))))
    if details:
        print("\n".join(line for faults in found for line in figures.places(faults)))


def copy_assets(folder):
    """Copy reveal.js and MathJax from the installed packages that carry them."""
    shutil.rmtree(folder, ignore_errors=True)
    reveal = Path(str(resources.files("sphinx_revealjs"))) / "_static" / "revealjs"
    for part in ("dist", "plugin"):
        shutil.copytree(reveal / part, folder / "reveal" / part)
    mathjax = Path(str(resources.files("nbclassic"))) / "static" / "components" / "MathJax"
    shutil.copytree(mathjax, folder / "mathjax")

"""From slides to the page: nbconvert's reveal.js template, links that work from the lecture."""

import html
import os
import re
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

from course import frames
from course.lecture.deck import laid_out, slides
from course.notebooks import NOTEBOOKS
from course.venv import ROOT

TEMPLATES = Path(__file__).parent.parent / "templates"
LINK = re.compile(r'href="([^"#:]+\.ipynb)(#[^"]*)?"')
EXPORTER = {
    "template_name": "lecture",
    "extra_template_basedirs": [str(TEMPLATES)],
    "embed_images": True,
    "exclude_input_prompt": True,
    "exclude_output_prompt": True,
    "exclude_anchor_links": True,
    "reveal_url_prefix": "assets/reveal",
    "reveal_theme": "white",
    "mathjax_url": "assets/mathjax/MathJax.js",
}


def page(notebook, path, folder, lectures):
    """Return the HTML of the lecture of `notebook`, a page of `folder` that expects `assets` beside it.

    path: where the notebook lies, for its pictures and links. lectures: the names of the lessons that have a
    lecture in `folder`; a link to another notebook leads to the notebook.
    """
    cells = [cell for slide in slides(notebook.cells) for cell in laid_out(slide)]
    notebook = nbformat.from_dict({**notebook, "cells": cells})
    notebook.metadata["title"] = path.stem
    exporter = SlidesExporter(**EXPORTER)
    text, _ = exporter.from_notebook_node(
        notebook, {"metadata": {"path": str(path.parent)}, "frames_head": frames.HEAD}
    )
    text = re.sub(r"<th([^>]*)>\s*</th>", r"<td\1></td>", text)  # an empty cell is no header
    return LINK.sub(lambda link: f'href="{html.escape(target(link[1], path, folder, lectures))}"', text)


def target(link, path, folder, lectures):
    """Return where a link of the notebook at `path` to another notebook leads from a page in `folder`.

    A copy in work/, which exists only where `make lab` ran, becomes the pristine one.
    """
    there = Path(os.path.normpath(path.parent / link))
    if there.parent == path.parent and there.stem in lectures:
        return f"{there.stem}.slides.html"
    if (ROOT / "work") in there.parents:
        there = NOTEBOOKS / "exercises" / there.relative_to(ROOT / "work")
    return Path(os.path.relpath(there, folder)).as_posix()

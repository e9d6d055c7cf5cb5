"""Build the lectures in slides/ from the outputs that the lessons store; they need no internet."""

import argparse
import shutil
from importlib.resources import files
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from traitlets.config import Config

from course.notebooks import find, lessons
from course.venv import ROOT

SLIDES = ROOT / "slides"
TEMPLATES = Path(__file__).parent / "templates"


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m course slides", description=__doc__)
    parser.add_argument("notebooks", nargs="*", help="03, 03_bptt or a path; all lessons without it")
    given = parser.parse_args(arguments)
    paths = (
        [path for name in given.notebooks for path in find(name, lessons())] if given.notebooks else lessons()
    )
    copy_assets(SLIDES / "assets")
    for path in paths:
        page = SLIDES / f"{path.stem}.slides.html"
        page.write_text(lecture(path), encoding="utf-8")
        print(f"slides/{page.name}", flush=True)


def lecture(path):
    """Return the page of one lesson, which expects `assets` beside it.

    The tag hide-input hides a cell's code. Prose that the slides skip becomes the speaker's notes (key S).
    """
    hidden = {"enabled": True, "remove_input_tags": {"hide-input"}}
    exporter = SlidesExporter(
        config=Config(TagRemovePreprocessor=hidden),
        template_name="lecture",
        extra_template_basedirs=[str(TEMPLATES)],
        embed_images=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        reveal_url_prefix="assets/reveal",
        reveal_theme="white",
        reveal_transition="none",
        reveal_number="c/t",
        reveal_width="1280",
        reveal_height="720",
        require_js_url="assets/require.js",
        jquery_url="assets/jquery.min.js",
        mathjax_url="assets/mathjax/MathJax.js",
    )
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    for cell in notebook.cells:
        show = cell.metadata.get("slideshow", {})
        if (
            cell.cell_type == "markdown"
            and show.get("slide_type") == "skip"
            and not cell.source.startswith("## ")
        ):
            cell.metadata["slideshow"] = {"slide_type": "notes"}
    notebook.metadata["title"] = path.stem
    page, _ = exporter.from_notebook_node(notebook)
    return page


def copy_assets(folder):
    """Copy reveal.js, MathJax, RequireJS and jQuery from the installed packages that carry them."""
    shutil.rmtree(folder, ignore_errors=True)
    components = Path(str(files("nbclassic"))) / "static" / "components"
    reveal = Path(str(files("sphinx_revealjs"))) / "_static" / "revealjs"
    for part in ("dist", "plugin"):
        shutil.copytree(reveal / part, folder / "reveal" / part)
    shutil.copytree(components / "MathJax", folder / "mathjax")
    shutil.copyfile(components / "requirejs" / "require.js", folder / "require.js")
    shutil.copyfile(components / "jquery" / "dist" / "jquery.min.js", folder / "jquery.min.js")

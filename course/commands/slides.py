"""Build the lectures in slides/; they need no internet."""

import shutil
from importlib import resources
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from traitlets.config import Config

from course.notebooks import choose, lessons
from course.venv import ROOT
from helpers import files

SLIDES = ROOT / "slides"
TEMPLATES = Path(__file__).parent / "templates"


def main(arguments):
    paths = choose("slides", __doc__, arguments, lessons())
    copy_assets(SLIDES / "assets")
    for path in paths:
        page = SLIDES / f"{path.stem}.slides.html"
        files.write(page, lecture(path).encode())
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
    components = Path(str(resources.files("nbclassic"))) / "static" / "components"
    reveal = Path(str(resources.files("sphinx_revealjs"))) / "_static" / "revealjs"
    for part in ("dist", "plugin"):
        shutil.copytree(reveal / part, folder / "reveal" / part)
    shutil.copytree(components / "MathJax", folder / "mathjax")
    shutil.copyfile(components / "requirejs" / "require.js", folder / "require.js")
    shutil.copyfile(components / "jquery" / "dist" / "jquery.min.js", folder / "jquery.min.js")

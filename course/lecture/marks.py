"""Marks in the text of a cell: what shows only in the notebook, on the slide, or in the speaker's notes.

JupyterLab shows no HTML comment, so the marks are comments:

    <!-- slide: … -->                  only on the slide
    <!-- notes: … -->                  only in the speaker's notes
    <!-- notebook --> … <!-- end -->   only in the notebook
    <!-- said --> … <!-- end -->       in the notebook and in the speaker's notes, not on the slide

A mark stands inside a line of text, or alone on its line: what follows one that begins a line is HTML to
Markdown, and JupyterLab shows its ** and ` as they are.
"""

import re

WRITTEN = re.compile(r"<!--\s*(slide|notes):(.*?)-->", re.DOTALL)
ENCLOSED = re.compile(r"<!--\s*(notebook|said)\s*-->(.*?)<!--\s*end\s*-->", re.DOTALL)
BEGINS_TEXT = re.compile(r"^ {0,3}<!--\s*(said|notebook|end)\s*-->[ \t]*[^\s<]", re.MULTILINE)
STRAY = re.compile(r"<!--\s*(slide|notes|notebook|said|end)\b")


def turned_into_html(text):
    """Count the marks that begin a line of text, which JupyterLab then takes for HTML."""
    return len(BEGINS_TEXT.findall(text))


def on_slide(text):
    """Return what the slide shows of the text of a cell."""
    return _keep(text, written="slide", enclosed=None)


def in_notes(text):
    """Return what the speaker reads of the text of a cell that the slides skip."""
    return _keep(text, written="notes", enclosed="said")


def beside(text):
    """Return what the speaker reads of the text of a cell that stands on the slide."""
    found = [(m.start(), m[2]) for m in WRITTEN.finditer(text) if m[1] == "notes"]
    found += [(m.start(), m[2]) for m in ENCLOSED.finditer(text) if m[1] == "said"]
    return "\n\n".join(words.strip() for _, words in sorted(found))


def _keep(text, written, enclosed):
    """Raises ValueError: a mark that is opened and not closed, or closed and not opened."""
    text = ENCLOSED.sub(lambda m: m[2] if m[1] == enclosed else "", text)
    text = WRITTEN.sub(lambda m: m[2].strip() if m[1] == written else "", text)
    if stray := STRAY.search(text):
        raise ValueError(f"the mark {stray[0]!r} has no partner in: {text.strip()[:80]!r}")
    return re.sub(r"\n{3,}", "\n\n", text).strip()

"""From the cells of a lesson to slides: what stands on each, in which column, and when it appears."""

import re
from copy import deepcopy
from dataclasses import dataclass, field

from nbformat.v4 import new_markdown_cell, new_output

from course import frames
from course.lecture import marks
from course.lecture.code import without_assertions

HEADING = re.compile(r"\A\s*(#{1,3}) +(.+)\n*")
PICTURES = {"image/png", "image/jpeg", "image/svg+xml", frames.MIME}


@dataclass
class Slide:
    """A heading, what shows (cells, each with the key press that brings it; 0: at once), and the notes."""

    heading: str
    own: bool
    shown: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    presses: int = 0
    marks_at_fault: int = 0


def slides(cells):
    """Return the slides that `cells` make, by their slide_type and their marks."""
    deck, heading = [], "## "
    for cell in cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        cell, at_fault = deepcopy(cell), marks.turned_into_html(cell.source)
        if kind in ("skip", "notes"):
            _to_notes(deck, cell, at_fault)
            continue
        said = marks.beside(cell.source) if cell.cell_type == "markdown" else ""
        title = _prepare(cell)
        if kind in ("slide", "subslide") or not deck:
            deck.append(Slide(title or heading, own=bool(title)))
        elif title:
            cell.source = f"{title}\n\n{cell.source}"
        heading = title or heading
        deck[-1].marks_at_fault += at_fault if cell.cell_type == "markdown" else 0
        _show(deck[-1], cell, kind)
        if said:
            deck[-1].notes.append(said)
    return deck


def _to_notes(deck, cell, at_fault):
    """Give the speaker the prose that the slides skip, unless it is for the notebook only."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "markdown" or not deck:
        return
    deck[-1].marks_at_fault += at_fault
    if "notebook-only" not in tags:
        if (text := marks.in_notes(cell.source)) and not text.startswith("## "):
            deck[-1].notes.append(text)


def _prepare(cell):
    """Reduce a cell to what the slide shows of it; return its heading, which is taken out."""
    if cell.cell_type == "code":
        collapsed = cell.metadata.get("jupyter", {}).get("source_hidden")
        tagged = "hide-input" in cell.metadata.get("tags", [])
        cell.source = "" if collapsed or tagged else without_assertions(cell.source)
        return ""
    cell.source = marks.on_slide(cell.source)
    found = HEADING.match(cell.source)
    cell.source = cell.source[found.end() :] if found else cell.source
    return f"{found[1]} {found[2]}" if found else ""


def _show(slide, cell, kind):
    """Put a cell on the slide; its pictures are cells of their own, so that text can stand beside them."""
    if kind == "fragment" and (cell.source or cell.get("outputs")):
        slide.presses += 1
    press = slide.presses if kind == "fragment" or (slide.shown and slide.shown[-1][1]) else 0
    pictures = [out for out in cell.get("outputs", []) if _is_drawn(out.get("data", {}))]
    if cell.cell_type == "code":
        cell.outputs = [out for out in cell.outputs if out not in pictures]
    if cell.source or cell.get("outputs"):
        slide.shown.append((cell, press))
    for number, output in enumerate(pictures):
        alone = deepcopy(cell)
        alone.update(id=f"{cell.id}-{number}", source="", outputs=[_drawn(output, slide)])
        slide.shown.append((alone, press))


def _is_drawn(data):
    return bool(PICTURES & set(data)) or "<img " in data.get("text/html", "")


def _drawn(output, slide):
    """Turn a bundle of frames into HTML: of `steps` one frame a key press, of `live` a slider."""
    bundle = output.data.get(frames.MIME)
    if bundle is None:
        return output
    if bundle["kind"] == "live":
        html = frames.slider(bundle)
    else:
        html = frames.key_presses(bundle, slide.presses + 1)
        slide.presses += len(bundle["frames"]) - 1
    return new_output("display_data", {"text/html": html})


def is_picture(cell):
    """Tell a cell that `slides` made of one picture."""
    return cell.cell_type == "code" and not cell.source and bool(re.search(r"-\d+$", cell.id))


def laid_out(slide):
    """Return the cells of a slide in the order of the page, with the HTML `before` and `after` each."""
    title = new_markdown_cell(slide.heading)
    own = "" if slide.own else ' class="continued"'
    title.metadata.update(
        before=f'<section data-marks="{slide.marks_at_fault}"><header{own}>',
        after='</header><div class="body">',
    )
    pictures = [(cell, press) for cell, press in slide.shown if is_picture(cell)]
    text = [(cell, press) for cell, press in slide.shown if not is_picture(cell)]
    if len(pictures) == 1 and text:
        title.metadata.after = '</header><div class="body columns">'
        cells = [*_group("text", text), *_group("picture", pictures)]
    else:
        cells = _group("stack", slide.shown)
    notes = new_markdown_cell("\n\n".join(slide.notes))
    notes.metadata.update(before='</div><aside class="notes">', after="</aside></section>")
    return [title, *cells, notes]


def _group(name, cells):
    """Return cells inside a div of that class; a cell that a key press brings is a fragment."""
    for cell, press in cells:
        fragment = f'<div class="fragment" data-fragment-index="{press}">'
        cell.metadata.update(before=fragment if press else "", after="</div>" if press else "")
        cell.metadata["transient"] = {"remove_source": not cell.source}
    if cells:
        first, last = cells[0][0].metadata, cells[-1][0].metadata
        first.before, last.after = f'<div class="{name}">{first.before}', f"{last.after}</div>"
    return [cell for cell, _ in cells]

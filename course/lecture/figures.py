"""What a lecture promises, counted: from the page, and where there is a Chromium, from what it shows."""

import os
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup

from course.lecture.code import assertions

WORDS, LINES = 40, 10  # the most of a slide, and of its code
# name of a figure -> what it counts; those of SEEN need a browser
COUNTED = {
    "heading": "slides without a heading",
    "continued": "slides that go on under the last heading",
    "notes": "slides without notes",
    "words": f"slides with more than {WORDS} words (headings, code, tables and formulas apart)",
    "lines": f"slides with more than {LINES} lines of code",
    "assert": "assert statements",
    "links": "links that lead nowhere",
    "alt": "pictures without alternative text",
    "marks": "marks of the lecture that begin a line of text: JupyterLab takes it for HTML",
    "labels": "sliders without a label, table headers without a text",
}
SEEN = {
    "half": "frames that end above mid-height and ask no question",
    "cut": "things cut off",
    "small": "slides shrunk below four fifths to fit",
    "colours": "letters of code below a contrast of 4.5 : 1",
    "names": "formulas without a name for screen readers",
}


def count(page, folder):
    """Return {name: [where it was found]} for the figures COUNTED, and "slides" and "frames" as lists.

    page: the HTML; folder: where it lies or will lie, for its links.
    """
    found = {name: [] for name in ("slides", "frames", *COUNTED)}
    for number, slide in enumerate(BeautifulSoup(page, "html.parser").select(".slides > section"), 1):
        where = f"slide {number} {slide.header.get_text().strip().strip('¶')!r}"
        presses = {tag.get("data-fragment-index") for tag in slide.select(".fragment")}
        found["slides"].append(where)
        found["frames"] += [where] * (1 + len(presses))
        for name, places in faults(slide, folder).items():
            found[name] += [f"{where}: {place}" for place in places]
    return found


def faults(slide, folder):
    """Return {name: [what is wrong]} for one slide, whose notes and code are taken out of it."""
    heading, notes = slide.header, slide.select_one("aside.notes").extract()
    code = [block.get_text().strip("\n") for block in slide.select(".highlight pre")]
    lines = sum(text.count("\n") + 1 for text in code)
    found = {
        "heading": [] if heading.get_text().strip() else ["none"],
        "continued": ["the last heading"] if "continued" in heading.get("class", []) else [],
        "notes": [] if notes.get_text().strip() else ["none"],
        "lines": [f"{lines} lines"] if lines > LINES else [],
        "assert": ["assert"] * sum(map(assertions, code)),
        "links": [link["href"] for link in slide.select("a[href]") if is_dead(link["href"], folder)],
        "alt": [str(image)[-80:] for image in slide.select("img") if not image.get("alt", "").strip()],
        "marks": ["begins a line"] * int(slide.get("data-marks", 0)),
        "labels": unlabelled(slide),
    }
    words = count_words(slide)
    return found | {"words": [f"{words} words"] if words > WORDS else []}


def places(found):
    """Return a line for each fault of a lecture."""
    return [f"{name}: {place}" for name in [*COUNTED, *SEEN] for place in found.get(name, [])]


def is_dead(link, folder):
    return not re.match(r"[a-z]+:|#", link) and not os.path.exists(
        os.path.normpath(folder / unquote(link.split("#")[0]))
    )


def unlabelled(slide):
    empty = [tag for tag in slide.select("th") if not tag.get_text().strip()]
    bare = [
        tag for tag in slide.select("input") if not tag.find_parent("label") and not tag.get("aria-label")
    ]
    return [str(tag) for tag in empty + bare]


def count_words(slide):
    """Count the words of a slide; take out its heading, code, printed results, tables and formulas before."""
    for tag in slide.select("header, pre, table, figure"):
        tag.extract()
    text = re.sub(r"\$\$.*?\$\$|\$[^$]+\$|\\\[.*?\\\]", " ", slide.get_text(" "), flags=re.DOTALL)
    return len(re.findall(r"\w[\w'’.,-]*", text))


def table(lectures):
    """Return the figures of {name: found} as lines: a lecture a row, and what each column counts."""
    names = list(dict.fromkeys(name for found in lectures.values() for name in found))
    wide = max(map(len, lectures))
    rows = [f"{'lecture':{wide}}  " + "  ".join(names)]
    for lecture, found in lectures.items():
        cells = [f"{len(found[name]) if name in found else '-':>{len(name)}}" for name in names]
        rows.append(f"{lecture:{wide}}  " + "  ".join(cells))
    meaning = {**COUNTED, **SEEN}
    return "\n".join([*rows, "", *(f"  {name:9} {meaning[name]}" for name in names if name in meaning)])

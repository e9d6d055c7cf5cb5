"""What a lecture promises, counted: from the page, and where there is a Chromium, from what it shows."""

import re
from pathlib import Path

from bs4 import BeautifulSoup

from course.lecture.code import assertions

WORDS, LINES = 40, 10  # the most of a slide, and of its code
# name of a figure -> what it counts; those of SEEN need a browser
COUNTED = {
    "heading": "slides without a heading",
    "continued": "slides that go on under the last heading",
    "notes": "slides without notes",
    "words": f"slides with more than {WORDS} words (headings, code, tables and formulas apart)",
    "lines": f"blocks of code with more than {LINES} lines",
    "assert": "assert statements",
    "links": "links that lead nowhere",
    "alt": "pictures without alternative text",
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
    soup = BeautifulSoup(page, "html.parser")
    found = {name: [] for name in ("slides", "frames", *COUNTED)}
    for number, slide in enumerate(soup.select(".slides > section"), 1):
        heading = slide.header.get_text().strip().strip("¶")
        where = f"{number} {heading!r}"
        presses = {tag.get("data-fragment-index") for tag in slide.select(".fragment")}
        found["slides"].append(where)
        found["frames"] += [where] * (1 + len(presses))
        notes = slide.select_one("aside.notes")
        for name, places in {
            "heading": [] if heading else [""],
            "continued": ["the heading"] if "continued" in slide.header.get("class", []) else [],
            "notes": [] if notes.get_text().strip() else ["none"],
            "links": [link["href"] for link in slide.select("a[href]") if is_dead(link["href"], folder)],
            "alt": [str(image)[-80:] for image in slide.select("img") if not image.get("alt", "").strip()],
            "labels": unlabelled(slide),
        }.items():
            found[name] += [f"slide {where}: {place}" for place in places]
        notes.extract()
        for block in slide.select(".highlight pre"):
            text = block.get_text().strip("\n")
            lines = text.count("\n") + 1
            found["lines"] += [f"slide {where}: {lines} lines"] if lines > LINES else []
            found["assert"] += [f"slide {where}"] * assertions(text)
        words = count_words(slide)
        found["words"] += [f"slide {where}: {words} words"] if words > WORDS else []
    return found


def places(found):
    """Return a line for each fault of a lecture."""
    return [f"{name}: {place}" for name in [*COUNTED, *SEEN] for place in found.get(name, [])]


def is_dead(link, folder):
    return not re.match(r"[a-z]+:|#", link) and not (
        (folder / link.split("#")[0]).exists() or Path(link).name.endswith(".slides.html")
    )


def unlabelled(slide):
    empty = [tag for tag in slide.select("th") if not tag.get_text().strip()]
    bare = [
        tag for tag in slide.select("input") if not tag.find_parent("label") and not tag.get("aria-label")
    ]
    return [str(tag) for tag in empty + bare]


def count_words(slide):
    """Count the words of a slide; its heading, code, printed results, tables and formulas apart."""
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

"""What the slides show of a lesson, and that they keep what a lecture promises."""

import ast
import base64
import contextlib
import os

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course import frames
from course.commands import slides as command
from course.lecture import browser, draw, figures, marks, page
from course.lecture.code import assertions, without_assertions
from course.notebooks import NOTEBOOKS, lessons
from course.venv import ROOT
from helpers.plotting import figure
from helpers.plotting.style import picture

pytestmark = pytest.mark.slow

MOST_SLIDES = 40
HELD = sorted({*figures.COUNTED, *figures.SEEN} - {"continued"})  # 0 of these in each lecture
# What a lesson does not hold yet; the list is to become empty.
UNCUT = {}


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("a = 1\nassert a == 1", "a = 1"),
        ("assert (\n    a\n    == 1\n), 'why'\nb = 2", "b = 2"),
        ("assert a", ""),
        ("# the law\nassert a\nb = 2  # kept", "b = 2  # kept"),
        ("def f():\n    assert a\n    return 1", "def f():\n    return 1"),
        ("for i in x:\n    assert i\nprint(i)", "print(i)"),
        ("if a:\n    b = 1\nelse:\n    assert c", "if a:\n    b = 1"),
        ("if a:\n    b = 1\nelif d:\n    assert c", "if a:\n    b = 1"),
        ("if a:\n    assert c\nelse:\n    b = 1", "if a:\n    pass\nelse:\n    b = 1"),
        ("try:\n    a = 1\nexcept E:\n    assert b\nc = 1", "try:\n    a = 1\nexcept E:\n    pass\nc = 1"),
        ("a = 1\n\n\nassert a\n\n\nb = 1", "a = 1\n\nb = 1"),
        ("%matplotlib inline\nassert a", "%matplotlib inline\nassert a"),
    ],
)
def test_assertions_are_left_out_and_python_remains(source, left):
    assert without_assertions(source) == left


def test_no_lesson_shows_an_assertion_and_each_cell_stays_python():
    for path in lessons():
        for cell in command.execute.read(path)[0].cells:
            if cell.cell_type == "code":
                left = without_assertions(cell.source)
                assert assertions(left) == 0, cell.source
                ast.parse(left)


TEXT = """A.

<!-- slide: S. -->
<!-- notes: N. -->
<!-- notebook -->B.<!-- end -->
<!-- said -->C.<!-- end -->"""


def test_marks_say_where_a_sentence_shows():
    assert marks.on_slide(TEXT).split() == ["A.", "S."]
    assert marks.in_notes(TEXT).split() == ["A.", "N.", "C."]
    assert marks.beside(TEXT).split() == ["N.", "C."]


@pytest.mark.parametrize("text", ["<!-- said --> open", "<!-- notebook -->", "closed <!-- end -->"])
def test_a_mark_without_its_partner_is_refused(text):
    with pytest.raises(ValueError, match="has no partner"):
        marks.on_slide(text)


def test_a_mark_that_begins_a_line_of_text_is_counted():
    wrong = "<!-- said -->**Bold** <!-- end -->\n\nA <!-- said -->b\n<!-- end --> c"
    text = f"{wrong}\n\n<!-- said -->\nd\n<!-- end -->\n<!-- slide: e -->"
    assert marks.turned_into_html(text) == 2
    page, _ = built(cell("## A\n\n" + text, "slide"), cell(text, "skip"))
    assert len(figures.count(page, command.SLIDES)["marks"]) == 4


def png(width=7, height=3):
    return base64.b64encode(picture(figure(width, height)[0])).decode()


def drawn(width=7, height=3):
    size = {"width": 100 * width, "height": 100 * height, "alt": "An empty pair of axes."}
    return new_output("display_data", {"image/png": png(width, height)}, metadata={"image/png": size})


def bundle(kind, count=4, start=2):
    images = [
        {"png": png(), "alt": f"Axes {i}.", "label": f"step <{i}>", "width": 700, "height": 300}
        for i in range(count)
    ]
    return {"kind": kind, "label": "step", "start": start, "frames": images}


def cell(source, kind="-", outputs=None, **metadata):
    make = new_markdown_cell if outputs is None else new_code_cell
    made = make(source, metadata={"slideshow": {"slide_type": kind}, **metadata})
    if outputs is not None:
        made.outputs = outputs
    return made


def built(*cells):
    """The page of these cells and its slides."""
    text = page.page(
        new_notebook(cells=list(cells)), NOTEBOOKS / "02_forward_pass.ipynb", command.SLIDES, set()
    )
    return text, BeautifulSoup(text, "html.parser").select(".slides > section")


def test_each_slide_has_a_heading_its_own_or_the_last_one():
    _, (first, second) = built(cell("## Why?\n\nText.", "slide"), cell("More text.", "subslide"))
    assert [s.header.get_text(strip=True).strip("¶") for s in (first, second)] == ["Why?", "Why?"]
    assert "continued" not in first.header.get("class", []) and "continued" in second.header["class"]


def test_text_stands_beside_the_one_picture_of_a_slide():
    _, (slide, two) = built(
        cell("## Why?\n\nText.", "slide"),
        cell("draw()", outputs=[drawn()], jupyter={"source_hidden": True}),
        cell("## Two", "slide"),
        cell("draw(); draw()", outputs=[drawn(), drawn()], tags=["hide-input"]),
    )
    assert slide.select_one(".columns > .text").get_text(strip=True) == "Text."
    assert slide.select_one(".columns > .picture img")["alt"] == "An empty pair of axes."
    assert not two.select(".columns") and len(two.select("img")) == 2
    assert "draw" not in slide.get_text() + two.get_text()


def test_prose_that_is_skipped_is_for_the_speaker_unless_its_tag_says_no():
    _, (slide,) = built(
        cell("## Why?\n\nText.\n\n<!-- notes: Wait. -->", "slide"),
        cell("Say this.", "skip"),
        cell("Not this.", "skip", tags=["notebook-only"]),
        cell("code()", "skip", outputs=[]),
    )
    assert slide.select_one("aside.notes").get_text().split() == ["Wait.", "Say", "this."]
    assert "Not" not in slide.get_text() and "code" not in slide.get_text()


def test_steps_come_one_frame_a_key_press_between_other_presses():
    output = new_output("display_data", {frames.MIME: bundle("steps")})
    _, (slide,) = built(
        cell("## Why?", "slide"),
        cell("steps()", "fragment", outputs=[output], tags=["hide-input"]),
        cell("After.", "fragment"),
    )
    images = slide.select(".course-frames img")
    assert [image.get("data-fragment-index") for image in images] == [None, "2", "3", "4"]
    assert [image["alt"] for image in images] == [f"Axes {i}." for i in range(4)]
    pressed = [tag["data-fragment-index"] for tag in slide.select("div.fragment")]
    assert sorted(pressed) == ["1", "5"]


def test_a_bundle_becomes_a_picture_with_a_labelled_slider():
    figure = BeautifulSoup(frames.slider(bundle("live")), "html.parser").figure
    assert [image.has_attr("hidden") for image in figure.select("img")] == [True, True, False, True]
    slider = figure.select_one("label input[type=range]")
    assert (slider["min"], slider["max"], slider["value"]) == ("0", "3", "2")
    assert figure.label.get_text(strip=True) == "step"
    assert slider["aria-valuetext"] == figure.output.get_text() == "step <2>"


def test_links_lead_to_the_lecture_or_the_notebook():
    path = NOTEBOOKS / "02_forward_pass.ipynb"
    where = {
        "03_bptt.ipynb": "03_bptt.slides.html",
        "01_notation.ipynb": "../notebooks/01_notation.ipynb",
        "../work/03_bptt/03_bptt.ipynb": "../notebooks/exercises/03_bptt/03_bptt.ipynb",
    }
    for link, there in where.items():
        assert page.target(link, path, ROOT / "slides", {"03_bptt"}) == there
    text, (slide,) = built(cell("## A\n\n[next](01_notation.ipynb#2.-B)", "slide"))
    assert slide.a["href"] == "../notebooks/01_notation.ipynb"
    assert figures.count(text, command.SLIDES)["links"] == []


def test_an_empty_header_of_a_table_becomes_a_cell():
    _, (slide,) = built(cell("## A\n\n| | b |\n|---|---|\n| 1 | 2 |", "slide"))
    assert [th.get_text() for th in slide.select("th")] == ["b"]


def test_frames_are_drawn_by_executing_and_the_rest_is_as_stored(monkeypatch, tmp_path):
    monkeypatch.setattr(draw, "KEPT", tmp_path)
    show = f"display({{{frames.MIME!r}: {{'mode': os.environ['COURSE_DEMOS']}}}}, raw=True)"
    stored = [new_output("stream", name="stdout", text="as stored")]
    notebook = new_notebook(
        cells=[
            cell("import os\nimport helpers.demos", outputs=[]),
            cell("print(1)", outputs=stored),
            cell(show, outputs=[drawn()]),
        ]
    )
    for _ in range(2):  # the second time from what was kept
        draw.draw(notebook, tmp_path / "a.ipynb")
        assert notebook.cells[1].outputs == stored
        assert [out.data for out in notebook.cells[2].outputs] == [{frames.MIME: {"mode": "frames"}}]
        monkeypatch.setattr(draw, "execute", None)


FAULTY = """<div class="slides">
<section data-marks="3"><header></header><div class="body"><p>{words}</p><img src="a">
<a href="gone.ipynb">a</a><input>
<div class="highlight"><pre>{code}</pre></div><table><tr><th></th></tr></table></div>
<aside class="notes"></aside></section></div>"""


def test_every_figure_counts_its_fault(tmp_path):
    page = FAULTY.format(words="word " * 41, code="\n".join(["assert a"] * 11))
    found = figures.count(page, tmp_path)
    counts = {name: len(found[name]) for name in found}
    assert counts == {"slides": 1, "frames": 1, "heading": 1, "continued": 0, "notes": 1, "words": 1,
                      "lines": 1, "assert": 11, "links": 1, "alt": 1, "marks": 3, "labels": 2}  # fmt: skip
    assert "slides with more than 40 words" in figures.table({"a": found})


# In a real browser. Without one the tests below are skipped, with the reason; in CI that is a failure.


@pytest.fixture(scope="module")
def chromium():
    try:
        return browser.find()
    except browser.NoBrowser as missing:
        if os.environ.get("CI"):
            pytest.fail(f"CI must look at the slides in a browser: {missing}")
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slides")
    command.copy_assets(folder / "assets")
    return folder


@contextlib.contextmanager
def opened(path, chromium):
    """The page of a lecture in a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=chromium)
        page = window.new_page(viewport=browser.SIZE)
        page.goto(path.as_uri())
        page.wait_for_selector("body[data-ready]", state="attached")
        yield page
        window.close()


def test_the_browser_sees_each_fault(chromium, folder):
    faulty = [
        cell("## Empty\n\nOne line.", "slide"),
        cell("## Is it empty?", "slide"),
        cell("## Cut\n\n<div style='width: 2000px'>wide</div>" + 12 * "\n\nA line.", "slide"),
        cell("## Long\n\n" + 20 * "A line of text.\n\n", "slide"),
        cell("## Pale\n\n<pre style='color: #aaa'>code</pre>", "slide"),
        cell("## Formula\n\n$$y$$\n\nand $z$", "slide"),
    ]
    path = folder / "faulty.slides.html"
    path.write_text(built(*faulty)[0], encoding="utf-8")
    (found,) = browser.look([path])
    where = {name: [line.split("'")[1] for line in lines] for name, lines in found.items()}
    assert where == {
        "half": ["Empty", "Pale", "Formula"],
        "cut": ["Cut"],
        "small": ["Long"],
        "colours": ["Pale"],
        "names": [],
    }


def test_keys_go_through_the_frames_and_the_slider_moves_over_them(chromium, folder):
    steps, live = (new_output("display_data", {frames.MIME: bundle(kind)}) for kind in ("steps", "live"))
    path = folder / "demos.slides.html"
    cells = [cell("## A", "slide"), cell("steps()", outputs=[steps], tags=["hide-input"])]
    cells += [cell("## B", "slide"), cell("live()", outputs=[live], tags=["hide-input"])]
    path.write_text(built(*cells)[0], encoding="utf-8")
    with opened(path, chromium) as page:
        top = "document.elementsFromPoint(640, 300).find((e) => e.tagName === 'IMG').alt"
        seen = []
        for _ in range(4):
            seen.append(page.evaluate(top))
            page.keyboard.press("ArrowRight")
        assert seen == ["Axes 0.", "Axes 1.", "Axes 2.", "Axes 3."]
        slider = page.get_by_label("step").locator("visible=true").get_by_role("slider")
        assert page.evaluate(top) == "Axes 2."
        slider.focus()
        page.keyboard.press("ArrowRight")
        assert page.evaluate(top) == "Axes 3."
        assert slider.get_attribute("aria-valuetext") == "step <3>"


def test_the_picture_is_large_beside_its_text_and_stays_where_it_is(chromium, folder):
    path = folder / "beside.slides.html"
    cells = [cell("## A\n\nFew words.", "slide"), cell("", outputs=[drawn()]), cell("More.", "fragment")]
    path.write_text(built(*cells)[0], encoding="utf-8")
    with opened(path, chromium) as page:
        text, image = (page.locator(part).bounding_box() for part in (".text", ".picture img"))
        assert text["x"] + text["width"] < image["x"] and image["width"] > 850
        page.keyboard.press("ArrowRight")
        assert page.locator("p", has_text="More.").is_visible()
        assert page.locator(".picture img").bounding_box() == image


def test_without_a_browser_that_is_said(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    page = tmp_path / "a.slides.html"
    page.write_text(FAULTY.format(words="", code=""), encoding="utf-8")
    command.report([page], details=True)
    printed = capsys.readouterr().out
    assert "Not looked at in a browser: no Chromium" in printed and "notes: slide 1" in printed


@pytest.fixture(scope="module")
def measured(folder):
    """The page of each lesson, with stills in place of frames, and what can be counted in it."""
    pages = {path.stem: folder / f"{path.stem}.slides.html" for path in lessons()}
    for path in lessons():
        pages[path.stem].write_text(command.lecture(path, folder=folder, frames=False), encoding="utf-8")
    found = {name: figures.count(page.read_text(encoding="utf-8"), folder) for name, page in pages.items()}
    return pages, found


def faults(name, found, held):
    return [line for line in figures.places({figure: found.get(figure, []) for figure in held})
            if line.split(":")[0] not in UNCUT.get(name, ())]  # fmt: skip


def test_lectures_keep_what_can_be_counted_in_their_pages(measured):
    for name, found in measured[1].items():
        assert len(found["slides"]) <= MOST_SLIDES or "slides" in UNCUT.get(name, ()), name
        assert faults(name, found, set(HELD) - set(figures.SEEN)) == [], name


def test_lectures_keep_what_a_browser_sees(chromium, measured):
    pages = measured[0]
    for name, found in zip(pages, browser.look(pages.values()), strict=True):
        assert faults(name, found, set(HELD) & set(figures.SEEN)) == [], name

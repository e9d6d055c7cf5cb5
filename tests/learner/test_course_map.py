"""The map of the course: boxes that do not overlap, links to what is written, arrows to what needs it."""

import base64
import re
from dataclasses import replace
from itertools import combinations

import pytest
from bs4 import BeautifulSoup

from helpers.learner.course_map import HIGH, WIDE, map_html
from helpers.learner.layering import layered
from helpers.learner.lessons import LESSONS, Lesson

MAPPED = [lesson for number, lesson in LESSONS.items() if number > "00"]


def boxes(lessons, finished=()):
    """The boxes of the map: title -> element."""
    page = BeautifulSoup(map_html(lessons, finished)[0], "html.parser")
    return {box.b.get_text(): box for box in page.figure.find_all(["a", "span"], recursive=False)}


def place(box):
    return tuple(int(re.search(rf"{side}: (\d+)px", box["style"])[1]) for side in ("left", "top"))


def test_every_lesson_has_a_box_and_the_written_ones_a_link():
    found = boxes(MAPPED)
    assert list(found) == [f"{lesson.number} {lesson.title}" for lesson in MAPPED]
    for lesson, box in zip(MAPPED, found.values(), strict=True):
        assert box.get("href") == (f"{lesson.stem}.ipynb" if lesson.written else None)
        assert ("not written yet" in box.get_text()) is not lesson.written


def test_boxes_do_not_overlap_and_lie_below_what_they_need():
    at = {title[:2]: place(box) for title, box in boxes(MAPPED).items()}
    for (x, y), (other_x, other_y) in combinations(at.values(), 2):
        assert abs(x - other_x) > WIDE or abs(y - other_y) > HIGH
    for lesson in MAPPED:
        assert all(at[need][1] < at[lesson.number][1] for need in lesson.needs)


def test_a_box_says_how_much_is_done():
    found = boxes(MAPPED[:3], (*LESSONS["01"].exercises, "rnn_forward"))
    told = [box.find("span").get_text() for box in found.values()]
    assert told == ["✓ all 4 exercises done", "1 of 5 exercises done", "0 of 5 exercises done"]


def test_arrows_are_drawn_and_told_in_words():
    page, told = map_html(MAPPED[:3])
    image = BeautifulSoup(page, "html.parser").img
    assert image["alt"] == told and told.endswith("Arrows lead from 01 to 02, 02 to 03.")
    svg = base64.b64decode(image["src"].split("base64,")[1]).decode()
    assert svg.count("<path d=") == 2 + 1  # and the head of the arrows


def test_a_title_with_signs_of_html_is_text():
    lesson = replace(LESSONS["01"], title="a < b & c")
    assert list(boxes([lesson])) == ["01 a < b & c"]


def test_an_arrow_that_follows_from_others_is_left_out():
    layers, paths = layered({"1": (), "2": ("1",), "3": ("1", "2")})
    assert layers == [["1"], ["2"], ["3"]] and paths == [["1", "2"], ["2", "3"]]


def test_a_long_arrow_passes_between_the_boxes():
    lessons = [Lesson(n, n, n, 1, "", needs) for n, needs in {"1": "", "2": "1", "3": "2", "4": "1"}.items()]
    lessons.append(Lesson("5", "5", "5", 1, "", ("3", "4")))
    layers, paths = layered({lesson.number: lesson.needs for lesson in lessons})
    assert [node for node in layers[2] if isinstance(node, tuple)] == [("4", "5", 2)]
    assert ["4", ("4", "5", 2), "5"] in paths and len(boxes(lessons)) == 5


@pytest.mark.parametrize(
    ("needs", "message"), [({"1": ("7",)}, "got no 7"), ({"1": ("2",), "2": ("1",)}, "in a circle")]
)
def test_needs_that_make_no_map_are_refused(needs, message):
    with pytest.raises(ValueError, match=message):
        layered(needs)

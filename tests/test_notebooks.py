"""What the conventions promise of every notebook, read from the files as they are committed."""

import ast
import re

import nbformat
import pytest
from bs4 import BeautifulSoup

from course.__main__ import COMMANDS, summary
from course.commands import exercises as generator
from course.commands.refresh import CELL_METADATA, KERNEL, WIDGET
from course.commands.slides import lecture
from course.notebooks import NOTEBOOKS, exercises, lessons, named, solutions
from course.venv import ROOT
from helpers.learner.lessons import LESSONS, table
from tests.collapsed import imported, is_collapsed, names, only_draws

EXECUTED = lessons() + solutions()
SECTIONS = [
    "vocabulary",
    "in practice",
    "what to remember",
    "exercises",
]  # of every lesson but 00, in this order
COLLAPSED = [
    "00_start_here",
    "01_notation",
    "02_forward_pass",
    "03_bptt",
    "A1_same_numbers",
]  # lessons whose drawing code is collapsed: all of them, once each is converted
README = (ROOT / "README.md").read_text(encoding="utf-8")

every_executed = pytest.mark.parametrize("path", EXECUTED, ids=named)
every_lesson = pytest.mark.parametrize("path", lessons(), ids=named)
every_collapsed = pytest.mark.parametrize("path", [p for p in lessons() if p.stem in COLLAPSED], ids=named)
every_solution = pytest.mark.parametrize("path", solutions(), ids=named)


def read(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def outputs(path):
    return [(cell, output) for cell in code_cells(path) for output in cell.outputs]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def pictures(path):
    """Each picture among the outputs, as (type, metadata of that type)."""
    for _, output in outputs(path):
        for kind in output.get("data", {}):
            if kind.startswith("image/"):
                yield kind, output.metadata.get(kind, {})


def alternatives(output):
    """The alternative texts of the pictures in an output, those in HTML too."""
    data = output.get("data", {})
    inside = [
        image["alt"] for image in BeautifulSoup(data.get("text/html", ""), "html.parser").find_all("img")
    ]
    return inside + [output.metadata[kind]["alt"] for kind in data if kind.startswith("image/")]


@every_executed
def test_it_was_executed_from_top_to_bottom(path):
    counters = [cell.execution_count for cell in code_cells(path)]
    assert counters == list(range(1, len(counters) + 1))


@every_executed
def test_a_cell_fails_only_where_its_tag_says_so(path):
    for cell, output in outputs(path):
        assert output.output_type != "error" or "raises-exception" in tags(cell), cell.source


@every_executed
def test_nothing_was_written_to_stderr(path):
    assert [output.text for _, output in outputs(path) if output.get("name") == "stderr"] == []


@every_executed
def test_metadata_holds_only_what_is_needed(path):
    notebook = read(path)
    assert notebook.metadata == KERNEL
    for cell in notebook.cells:
        assert set(cell.metadata) <= CELL_METADATA, cell.source
    for cell, output in outputs(path):
        assert WIDGET not in output.get("data", {}), cell.source


@every_executed
def test_cells_have_ids_of_their_own(path):
    notebook = read(path)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


@every_executed
def test_at_most_a_third_of_the_outputs_is_hidden_from_nbval(path):
    hidden = [cell for cell in code_cells(path) if "nbval-ignore-output" in tags(cell)]
    shown = [cell for cell in code_cells(path) if cell.outputs and cell not in hidden]
    assert len(hidden) <= (len(hidden) + len(shown)) / 3


@every_executed
def test_nbval_is_steered_by_that_one_tag_alone(path):
    for cell in code_cells(path):
        assert "NBVAL" not in cell.source.upper(), cell.source
        assert {tag for tag in tags(cell) if tag.startswith("nbval")} <= {"nbval-ignore-output"}, cell.source


@every_executed
def test_outputs_name_no_address_or_path(path):
    for cell, output in outputs(path):
        if "nbval-ignore-output" not in tags(cell):
            text = output.get("text", "") or output.get("data", {}).get("text/plain", "")
            assert not re.search(r"0x[0-9a-f]{6,}|/(home|Users|tmp|root|work)/|[A-Z]:\\", text), text


@every_executed
def test_imports_are_by_name_and_nothing_is_installed(path):
    for cell in code_cells(path):
        assert not re.search(r"^\s*[%!]|sys\.path", cell.source, re.MULTILINE), cell.source
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert "*" not in [name.name for name in node.names], cell.source


@every_executed
def test_every_picture_has_alternative_text(path):
    for kind, metadata in pictures(path):
        assert metadata.get("alt", "").strip(), kind


@every_collapsed
def test_code_that_only_draws_is_collapsed(path):
    cells = code_cells(path)
    open_ = [cell.source for i, cell in enumerate(cells) if only_draws(cells, i) and not is_collapsed(cell)]
    assert open_ == []


@every_collapsed
def test_a_collapsed_cell_draws_or_imports(path):
    cells = code_cells(path)
    for i, cell in enumerate(cells):
        if is_collapsed(cell):
            assert only_draws(cells, i) or imported(cell.source) == names(cell.source)[1] != set(), (
                cell.source
            )


@every_collapsed
def test_imports_stand_where_they_are_used(path):
    """What visible code uses: in a visible cell of at most 10 lines; what only draws: in a collapsed one."""
    cells = code_cells(path)
    visible = set().union(*(names(cell.source)[0] for cell in cells if not is_collapsed(cell)))
    for cell in cells:
        if is_collapsed(cell):
            assert not imported(cell.source) & visible, cell.source
        elif imported(cell.source):
            used_here = {n.id for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Name)}
            assert imported(cell.source) <= visible | used_here, cell.source
            assert len([line for line in cell.source.splitlines() if line.strip()]) <= 10, cell.source


@every_lesson
def test_exactly_that_text_arrives_in_the_slides(path):
    page = BeautifulSoup(lecture(path, frames=False), "html.parser")
    kept = [
        cell for cell in read(path).cells if cell.metadata.get("slideshow", {}).get("slide_type") != "skip"
    ]
    found = [output for cell in kept if cell.cell_type == "code" for output in cell.outputs]
    stored = [alt for output in found for alt in alternatives(output)]
    drawn = [image["alt"] for image in page.select(".jp-OutputArea-output img")]
    assert drawn == stored
    assert all(image.get("alt", "").strip() for image in page.find_all("img"))
    assert "No description has been provided" not in str(page)


@every_lesson
def test_slides_load_nothing_from_other_hosts(path):
    page = BeautifulSoup(lecture(path, frames=False), "html.parser")
    sources = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[href]")]
    assert sources
    assert [source for source in sources if "//" in source.split(",")[0]] == []
    assert "mermaid" not in "".join(script.get_text() for script in page.find_all("script"))


@every_lesson
def test_the_parts_of_a_lesson_come_in_their_order(path):
    source = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    headings = [
        line.lstrip("#").strip().lower() for line in source.splitlines() if re.match(r"#{1,3} ", line)
    ]
    assert read(path).cells[0].source.startswith("# ")
    assert "You will be able to" in read(path).cells[0].source or path.stem.startswith("00")
    if not path.stem.startswith("00"):
        parts = [*SECTIONS[:-1], "sources"] if path.stem.startswith("A") else SECTIONS  # no exercises
        places = [next((i for i, h in enumerate(headings) if h.startswith(part)), None) for part in parts]
        assert None not in places, f"one of {parts} is missing in {headings}"
        assert places == sorted(places)


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exercises")
    assert generator.generate(folder) == 0
    return folder


def test_student_copies_are_those_that_the_solutions_give(generated):
    fresh = {path.relative_to(generated): path.read_bytes() for path in generated.glob("*/*")}
    committed = {path.relative_to(NOTEBOOKS / "exercises"): path.read_bytes() for path in exercises()}
    assert sorted(fresh) == sorted(committed)
    assert [str(path) for path in fresh if fresh[path] != committed[path]] == [], "run `make exercises`"


@every_solution
def test_student_copies_hold_no_solution(path):
    copies = {cell.id: cell for cell in read(NOTEBOOKS / "exercises" / path.parent.name / path.name).cells}
    regions = 0
    for cell in code_cells(path):
        copy = copies[cell.id]
        assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN)", copy.source)
        assert copy.outputs == [] and copy.execution_count is None
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL):
            regions += 1
            assert "raise NotImplementedError" in copy.source
            outside = cell.source.replace(region, "")
            for line in filter(None, map(str.strip, region.splitlines())):
                assert line in outside or line not in copy.source, line
    assert regions > 0


def test_readme_has_the_table_of_the_lessons():
    assert table() in README, f"README's table of lessons must be\n{table()}"


def test_every_lesson_is_in_the_list():
    written = [lesson for lesson in LESSONS.values() if lesson.written]
    assert {lesson.stem for lesson in written} == {path.stem for path in lessons()}
    assert {lesson.stem for lesson in written if lesson.exercises} == {path.stem for path in solutions()}


@every_lesson
def test_a_lesson_has_the_title_and_the_minutes_of_the_list(path):
    lesson = next(lesson for lesson in LESSONS.values() if lesson.stem == path.stem)
    first = read(path).cells[0].source
    assert first.splitlines()[0] == f"# {lesson.number} · {lesson.title}"
    assert int(re.search(r"(\d+) minutes", first)[1]) == lesson.minutes


def test_makefile_and_readme_list_every_command_and_what_it_says_of_itself():
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^COMMANDS = (.*)$", makefile, re.MULTILINE)[1].split() == COMMANDS
    row = r"^\| `make ([\w-]+)[^`]*` \| `python -m course ([\w-]+)[^`]*` \| (.*) \|$"
    rows = re.findall(row, README, re.MULTILINE)
    assert rows == [(name, name, summary(name)) for name in COMMANDS]


def test_readme_links_lead_somewhere():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target

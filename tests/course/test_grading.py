"""The exercises as nbgrader grades them: a student copy scores 0, the solution full marks."""

import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from course.commands.exercises import settings
from course.notebooks import NOTEBOOKS, named, solutions

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader 0.9.6 causes some
]
every_solution = pytest.mark.parametrize("path", solutions(), ids=named)


@pytest.fixture
def course(tmp_path):
    """An nbgrader course in a folder of its own, with the repository's settings."""
    return tmp_path, NbGraderAPI(config=settings(tmp_path))


@every_solution
def test_a_student_copy_scores_nothing_and_the_solution_everything(path, course):
    folder, api = course
    topic = path.parent.name
    copy = NOTEBOOKS / "exercises" / topic / path.name
    for source, place in [(path, "source"), (copy, "submitted/untouched"), (path, "submitted/solved")]:
        target = folder / place / topic / path.name
        target.parent.mkdir(parents=True)
        shutil.copyfile(source, target)
    succeed(api.generate_assignment(topic))
    scores = {}
    for student in ("untouched", "solved"):
        succeed(api.autograde(topic, student))
        succeed(api.generate_feedback(topic, student))
        assert (folder / "feedback" / student / topic / f"{path.stem}.html").exists()
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission(topic, student)
            grades = [
                (grade.cell.name, grade.auto_score, grade.max_score)
                for grade in submission.notebooks[0].grades
            ]
        scores[student] = {name: got for name, got, _ in grades}
        full = {name: most for name, _, most in grades}
        assert all(most > 0 for most in full.values())
    assert full
    assert scores == {"untouched": dict.fromkeys(full, 0), "solved": full}


def succeed(result):
    assert result["success"], result["log"] or result["error"]

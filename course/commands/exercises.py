"""Generate the student copies from the solutions, with nbgrader."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from nbgrader.apps import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from course.notebooks import NOTEBOOKS, exercises, named, solutions
from course.venv import ROOT
from helpers import files


def main(arguments):
    argparse.ArgumentParser(prog="python -m course exercises", description=__doc__).parse_args(arguments)
    status = generate(NOTEBOOKS / "exercises")
    for copy in exercises():
        if not (NOTEBOOKS / "solutions" / copy.parent.name / copy.name).exists():
            shutil.rmtree(copy.parent)
            print(f"{copy.parent.name}: removed, it has no solution notebook")
    return status


def generate(release):
    """Generate the copy of every solution notebook into the folder `release`; return 0 when all succeeded."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder).resolve()
        api = NbGraderAPI(config=settings(course))
        for solution in solutions():
            topic = solution.parent.name
            source = course / "source" / topic / solution.name
            source.parent.mkdir(parents=True)
            shutil.copyfile(solution, source)
            result = api.generate_assignment(topic)
            if not result["success"]:
                print(f"{named(solution)}: {result['log']}{result['error']}", file=sys.stderr)
                return 1
            copy = release / topic / solution.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            files.write(copy, (course / "release" / topic / solution.name).read_bytes())
            print(f"{topic}: generated", flush=True)
        api.gradebook.close()
    return 0


def settings(course):
    """Take the repository's nbgrader settings, with all folders and the gradebook in `course`."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    del config["CourseDirectory"]
    config.merge(Config({"CourseDirectory": {"root": str(course)}}))
    return config

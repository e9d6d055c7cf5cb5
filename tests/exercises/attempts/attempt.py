"""Read the attempts, run the checks on them, and judge what they are told.

A file per lesson holds them as source in a student's words: what the notebook holds by then, indented; a line
`= function(arguments)` for each exercise; then the attempts, their bodies indented under one of

    wrong: what is wrong, in the student's terms ~ words, one of which a fitting sentence holds (a regex)
        ~ words of a sentence that is true of it but names nothing (where there is one; on the same line)
    two: one thing that is wrong; another ~ words
    right: how it is written
"""

import linecache
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import numpy as np

from helpers.exercises.catalogue import find
from helpers.exercises.notebook import call
from helpers.exercises.runner import run

CAUSE = "Likely cause: "


@dataclass(frozen=True)
class Attempt:
    exercise: str
    kind: str  # "wrong", "two" or "right"
    label: str
    names: str
    true: str
    source: str
    prelude: str

    def function(self):
        """Return the student's function, its lines known to tracebacks as those of a notebook are."""
        namespace, file = {}, f"<{self.exercise}: {self.label}>"
        linecache.cache[file] = len(self.source), None, self.source.splitlines(True), file
        exec(compile(self.prelude, "<notebook>", "exec"), namespace)
        exec(compile(self.source, file, "exec"), namespace)
        return namespace[self.exercise]

    def verdict(self):
        check, function = find(self.exercise), self.function()
        with redirect_stdout(StringIO()), np.errstate(all="ignore"):
            return run(check, lambda arguments: call(function, arguments, check.call))

    def judge(self, verdict):
        """Return "passed", or of a rejected one: "named", "misled" or "unnamed".

        named: a cause that is shown, or else the problem (an error, a form, a change in place), is the
        attempt's.
        misled: a sentence is shown as the cause that is not.
        """
        if verdict.passed:
            return "passed"
        lines = verdict.message.splitlines()[1:]
        causes = [line for line in lines if line.startswith(CAUSE)]
        if any(not holds(self.names, cause) and not holds(self.true, cause) for cause in causes):
            return "misled"
        told = causes or filter(tells, lines[:1])
        return "named" if any(holds(self.names, line) for line in told) else "unnamed"


def holds(words, sentence):
    return bool(words and re.search(words, sentence, re.IGNORECASE))


def tells(line):
    """Tell whether the problem itself may name a cause: not so a wrong number."""
    return not re.search(r"must be (?!of type|a dict)", line)


@cache
def all_attempts():
    """Return every attempt of every lesson, in the order of the files."""
    files = sorted(Path(__file__).parent.glob("*.txt"))
    return tuple(attempt for file in files for attempt in read(file.read_text("utf-8")))


def read(text):
    """Yield the attempts of one file."""
    prelude, *exercises = re.split(r"^= (?=\w+\()", text, flags=re.MULTILINE)
    prelude = "".join(line[4:] for line in prelude.splitlines(True) if line.startswith("    "))
    for exercise in exercises:
        signature, attempts = exercise.split("\n", 1)
        pieces = re.split(r"^(wrong|two|right): (.*)\n", attempts, flags=re.MULTILINE)[1:]
        for kind, title, body in zip(*[iter(pieces)] * 3, strict=True):
            label, names, true = [*title.split(" ~ "), "", ""][:3]
            yield Attempt(
                signature.split("(")[0], kind, label, names, true, f"def {signature}:\n{body}", prelude
            )

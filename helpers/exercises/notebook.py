"""The one line of an exercise: `check("rnn_cell_forward", rnn_cell_forward)`."""

import sysconfig
import traceback
from pathlib import Path

from helpers.exercises.catalogue import find
from helpers.exercises.check import Function, Outcome
from helpers.exercises.functions import FUNCTIONS
from helpers.exercises.limit import TooLong, within
from helpers.exercises.runner import run
from helpers.exercises.unset import unset_memory
from helpers.exercises.values import raw, snapshot, unchanged
from helpers.learner.progress import record, standing

SECONDS = 10  # that one call of a student's function may take; a right one takes milliseconds

# folders whose lines are not the student's: the course's library, Python's, the installed ones
FOREIGN = (
    "<frozen ",
    str(Path(__file__).parents[1]),
    *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")),
)


LAST = {}  # the causes that each exercise's last failed check found, in this kernel


class CheckFailed(AssertionError):
    """Raised by `check`; a notebook shows its message without a traceback."""

    def _render_traceback_(self):
        return [str(self)]


def check(name, function):
    """Check one exercise: print that it is right and record it, or raise CheckFailed with the likely cause.

    name: of the exercise's function. function: the student's; it is only called, with fresh arguments.
    Raises: CheckFailed (an AssertionError); ValueError when no exercise has that name.
    """
    exercise = find(name)
    if not callable(function):
        raise CheckFailed(f"{name}: the second argument must be your function, got {function!r:.60}.")
    try:
        verdict = run(exercise, lambda arguments: call(function, arguments, exercise.call))
    except TooLong as error:
        raise CheckFailed(
            f"{name} does not come to its end: it was stopped after {SECONDS:g} seconds.{place(error)}\n"
            "Does what the loop asks ever become False, and does a line in the loop change it?"
        ) from None
    if not verdict.passed:
        raise CheckFailed("\n".join([verdict.message, *lines_of_the_solution(name, verdict)]))
    record(name)
    stages = ", ".join(dict.fromkeys(case.stage for case in exercise.cases))
    print(f"{name}: right ({stages}).")
    if told := standing(name):
        print(told)


def lines_of_the_solution(name, verdict):
    """Return what is shown when an exercise fails again with the same cause; at the first time nothing."""
    again = verdict.solution and LAST.get(name) == verdict.causes
    LAST[name] = verdict.causes
    return [f"Right is: {line}" for line in verdict.solution] if again else []


def call(function, arguments, signature):
    """Call the student's function with copies of the arguments; return the Outcome. Raises: TooLong."""
    given = snapshot(arguments)
    try:
        with unset_memory():
            inputs = (FUNCTIONS[a.name] if isinstance(a, Function) else a for a in given)
            value = within(SECONDS, function, *inputs)
    except (KeyboardInterrupt, TooLong):  # the kernel's Interrupt is the learner's own
        raise
    except BaseException as error:
        if isinstance(error, NotImplementedError) and not deeper(error):
            return Outcome(unwritten=True)
        return Outcome(error=describe(error, signature))
    names = signature[signature.index("(") + 1 : -1].split(", ")
    changed = tuple(n for n, a, b in zip(names, arguments, given, strict=True) if not unchanged(a, b))
    return Outcome(value=raw(value), changed=changed)


def describe(error, signature):
    """Say in one or two lines what an exception is and which line of the student's code raised it."""
    try:
        text = str(error)
        text = text if len(text) <= 300 else text[:300] + " …"
    except Exception:  # an exception of the student's own may fail at this too
        text = "(its text cannot be shown)"
    called = isinstance(error, TypeError) and not own_lines(error)
    hint = f". It is called as {signature}: keep the line with `def` as it was given." if called else ""
    name = type(error).__name__
    return f"{name}: {text}{hint}{place(error)}" if text else f"{name}{place(error)}"


def place(error):
    """Return the line of the student's code that an exception comes from, to stand below its name."""
    lines = [frame.line for frame in own_lines(error) if frame.line]
    return f"\n    in the line: {lines[-1]}" if lines else ""


def own_lines(error):
    """Return the frames of a traceback that are the student's."""
    frames = traceback.extract_tb(error.__traceback__)
    return [frame for frame in frames if not frame.filename.startswith(FOREIGN)]


def deeper(error):
    """Tell whether an exception was raised below the student's code, in a library."""
    frames = traceback.extract_tb(error.__traceback__)
    return frames[-1].filename.startswith(FOREIGN) and bool(own_lines(error))

"""The one line of an exercise: `check("rnn_cell_forward", rnn_cell_forward)`."""

import sysconfig
import traceback

from helpers.exercises.catalogue import find
from helpers.exercises.check import Function, Outcome
from helpers.exercises.functions import FUNCTIONS
from helpers.exercises.runner import run
from helpers.exercises.values import raw, snapshot, unchanged
from helpers.learner.progress import record

# files whose lines are not the student's: this one and the libraries
FOREIGN = (__file__, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")))


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
    verdict = run(exercise, lambda arguments: call(function, arguments, exercise.call))
    if not verdict.passed:
        raise CheckFailed(verdict.message)
    record(name)
    stages = ", ".join(dict.fromkeys(case.stage for case in exercise.cases))
    print(f"{name}: right ({stages}).")


def call(function, arguments, signature):
    """Call the student's function with copies of the arguments; return the Outcome."""
    given = snapshot(arguments)
    try:
        value = function(*(FUNCTIONS[a.name] if isinstance(a, Function) else a for a in given))
    except NotImplementedError:
        return Outcome(unwritten=True)
    except Exception as error:
        return Outcome(error=describe(error))
    names = signature[signature.index("(") + 1 : -1].split(", ")
    changed = tuple(n for n, a, b in zip(names, arguments, given, strict=True) if not unchanged(a, b))
    return Outcome(value=raw(value), changed=changed)


def describe(error):
    """Say in one or two lines what an exception is and which line of the student's code raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f.line for f in frames if f.line and not f.filename.startswith(FOREIGN)]
    line = own[-1] if own else ""
    return f"{type(error).__name__}: {error}" + (f"\n    in the line: {line}" if line else "")

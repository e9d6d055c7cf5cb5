"""What a check is. Data only: `runner.py` runs it, `mutation` finds the cause of a wrong answer.

How to write one, in a file that has the exercise's name:

1. `references`: the solution as a plain function, as the lesson writes it: one step a line, names as in the
   task, everything inside the function (what it calls is not changed). Write a second one where students
   commonly go another way (a mask before the loop or in it). Each is changed at every place by the operators
   in `mutation`, and what gives the student's numbers is named, so no mistake needs a line of its own.
   A line of the reference is shown when the same cause comes again: keep it short and readable.
2. `cases`: special cases in which one law is bare, then random ones, then a gradient against finite
   differences. A case that lets a mutant through is too tame: `tests/exercises/test_mutants.py` tells.
3. `rules`, few: a fragment of a reference, what stands there instead, and the sentence, for a mistake that no
   operator makes, or whose sentence reads badly. A rule whose fragment is in no reference raises.

Then run `make checks`, and look at what the attempts in tests/exercises/attempts are told.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

STAGES = ("shape", "special case", "random case", "gradient")


@dataclass(frozen=True)
class Case:
    """One call of the student's function.

    stage: one of STAGES; the cases of a check stand in this order and the first that fails ends it.
    draw: `draw(rng)` returns the tuple of arguments. Random, unequal, asymmetric: biases not zero, sizes
        pairwise different, at least two steps and two examples.
    law: the sentence that this case tests, shown when it breaks and no cause is found; where several results
        have laws of their own, {name of a result: sentence}.
    expected: what the arguments should give, where that is not the check's reference (finite differences,
        for a gradient); called with the arguments.
    tolerance: relative to the largest expected entry of each array.
    """

    stage: str
    draw: Callable
    law: str | dict[str, str]
    expected: Callable | None = None
    tolerance: float = 1e-7


@dataclass(frozen=True)
class Rule:
    """A mistake for which the operators have no mutant, or no good sentence.

    fragment: an expression or some statements of a reference, as source; it is changed wherever it stands.
    replacement: what the student wrote there. message: the cause, as the student is told it.
    """

    fragment: str
    replacement: str
    message: str

    @property
    def label(self):
        return f"{self.fragment} → {self.replacement}"


def instead_of(fragment, mistakes):
    """Return the rules for several mistakes at one fragment, {replacement: message}."""
    return tuple(Rule(fragment, replacement, message) for replacement, message in mistakes.items())


@dataclass(frozen=True, eq=False)
class Check:
    """An exercise's test, fit to run in the notebook or with the student's code in another process.

    returns: {name of a result: its axes}, in order; axes such as "step, unit, example" are for messages.
    references: one or two plain functions with the exercise's name and arguments, as the lesson would write
        them; two where two ways are common.
    square: like `Case.draw`, with all sizes equal, so that a product in the wrong order, which stops with an
        error when sizes differ, runs to its end and can be recognised by its numbers.
    """

    returns: dict[str, str]
    references: tuple[Callable, ...]
    cases: tuple[Case, ...]
    rules: tuple[Rule, ...] = ()
    square: Callable | None = None

    @property
    def reference(self):
        return self.references[0]

    @property
    def name(self):
        return self.reference.__name__

    @property
    def call(self):
        """How the function is called, as shown in messages."""
        return self.name + str(inspect.signature(self.reference))


@dataclass(frozen=True)
class Function:
    """A function among the arguments, sent by name: the student's side calls the trusted one of that name."""

    name: str


@dataclass(frozen=True)
class Outcome:
    """What came back from one call of the student's function: raw values, no objects of the student's."""

    value: object = None
    error: str = ""  # "ValueError: matmul: …, in line 4: a_next = …"
    unwritten: bool = False  # the stub's NotImplementedError
    changed: tuple[str, ...] = ()  # arguments that the call changed in place


@dataclass(frozen=True)
class Verdict:
    """The result of a check.

    causes: labels of the mutants that give the student's results, if any do.
    solution: the reference's lines at these places; not in the message, as they give the answer away.
    """

    passed: bool
    stage: str = ""
    message: str = ""
    causes: tuple[str, ...] = ()
    solution: tuple[str, ...] = ()

"""What a check is: inputs, a reference, the mistakes that students make. Data only; `runner.py` runs it."""

from collections.abc import Callable
from dataclasses import dataclass

STAGES = ("shape", "special case", "random case", "gradient")


@dataclass(frozen=True)
class Case:
    """One call of the student's function.

    stage: one of STAGES; the cases of a check stand in this order and the first that fails ends it.
    draw: `draw(rng)` returns the tuple of arguments. Random, unequal, asymmetric: biases not zero, sizes
        pairwise different, at least two steps and two examples.
    law: the sentence that this case tests, shown when it breaks and no known mistake explains it.
    expected: what the arguments should give, where that is not the check's reference (finite differences,
        for a gradient); called with the arguments.
    tolerance: relative to the largest expected entry of each array.
    """

    stage: str
    draw: Callable
    law: str
    expected: Callable | None = None
    tolerance: float = 1e-7


@dataclass(frozen=True)
class Check:
    """An exercise's test, fit to run in the notebook or with the student's code in another process.

    name: of the function, as in the exercise. call: how it is called, as shown in messages.
    returns: names of what it returns, in order; one name for a single value.
    reference: `reference(*arguments, wrong=frozenset())`; with labels of `mistakes` in `wrong` it makes
        those mistakes and no others.
    mistakes: label -> the message that names the cause; the likeliest first.
    square: like `Case.draw`, with all sizes equal, so that a product in the wrong order, which stops with an
        error when sizes differ, runs to its end and can be recognised by its numbers.
    """

    name: str
    call: str
    returns: tuple[str, ...]
    reference: Callable
    cases: tuple[Case, ...]
    mistakes: dict[str, str]
    square: Callable | None = None


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
    """The result of a check. causes: labels of the known mistakes that explain it, if any do."""

    passed: bool
    stage: str = ""
    message: str = ""
    causes: tuple[str, ...] = ()

"""A check whose mistakes are listed by hand: the form before mutation, for exercises that still have it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from helpers.exercises.check import Case
from helpers.exercises.mutation.patterns import Mutant


@dataclass(frozen=True, eq=False)
class Check:
    """mistakes: label -> message; `reference(*arguments, wrong=frozenset(labels))` makes them."""

    name: str
    call: str
    returns: tuple[str, ...]
    reference: Callable
    cases: tuple[Case, ...]
    mistakes: dict[str, str]
    square: Callable | None = None
    rules = ()

    def wave(self, number):
        """Return the mistakes as the first wave of mutants."""
        found = [(self, Mutant(label, said, {label: None}, (-1,))) for label, said in self.mistakes.items()]
        return [] if number else found

    def build(self, edits):
        return partial(self.reference, wrong=frozenset(edits))

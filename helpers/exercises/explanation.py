"""What a student is told: the cause, where one is found; else a general remark; else the broken law."""

import re

from helpers.exercises.general import error_cause, remark
from helpers.exercises.mutation.diagnosis import causes, partial
from helpers.exercises.mutation.patterns import RIGHT
from helpers.exercises.place import place_of_the_wrong, which_are_right

KEPT = (
    "called again with the same arguments it gives something else: a value is kept from one call to the next "
    "(a global variable, a default argument that is changed), or drawn at random."
)
PARAMETER = r'params\["(\w+)"\]'
CALM = ("random case", "gradient")  # the stages in which no law stands alone


def composed(check, trial, problem, *lines):
    """Compose the message: what was called, what is wrong, and what is known about it."""
    return "\n".join([f"{check.name} is not right yet ({trial.case.stage}).", problem, *lines])


def explanation(check, trial, others):
    """Return (lines, mutants that they rest on): why a trial fails; others: all other trials, as evidence."""
    trials = [trial, *others]
    random = [t for t in trials if t.case.stage in CALM]
    places = [*which_are_right(trial), *place_of_the_wrong(trial)]
    if found := causes(check, trials):
        return as_lines(found), found
    if general := error_cause(trial.outcome.error) if trial.outcome.error else remark(trial, random):
        return [f"Likely cause: {general}", *places], ()
    if found := () if trial.outcome.error or len(trial.expected) == 1 else partial(check, trials):
        return as_lines(found) + places, found
    return [f"What must hold here: {law}" for law in broken_law(trial)] + places, ()


def as_lines(found):
    """Return what mutants say, without the lines of the reference."""
    said = (plain(mutant.sentence.partition(RIGHT)[0]).removesuffix(".") for mutant in found)
    return [f"Likely cause: {sentence}." for sentence in said]


def solution(found):
    """Return the lines of the reference at which mutants lie, each once."""
    places = (plain(mutant.sentence.partition(RIGHT)[2]) for mutant in found)
    return tuple(dict.fromkeys(place for place in places if place))


def plain(sentence):
    """Return a sentence with the lecture's names of the parameters."""
    return re.sub(PARAMETER, r"\1", sentence)


def broken_law(trial):
    """Return the law of this case that does not hold, in a list; none where only the form is wrong."""
    law, right = trial.case.law, trial.right()
    if not trial.outcome.error and trial.wrong_form() and not shape_is_wrong(trial):
        return []
    if isinstance(law, str):
        return [law]
    wrong = [name for name, fine in right.items() if not fine]
    return [law[key] for name in wrong for key in (name, name.partition("[")[0]) if key in law][:1]


def shape_is_wrong(trial):
    """Tell whether an array came in another shape than the one that is asked."""
    got = trial.got if isinstance(trial.got, dict) else {}
    shapes = {
        n: (getattr(got.get(n), "shape", None), getattr(e, "shape", None)) for n, e in trial.expected.items()
    }
    return any(None not in pair and pair[0] != pair[1] for pair in shapes.values())

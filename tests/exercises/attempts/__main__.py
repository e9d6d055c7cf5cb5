"""Print, per exercise: what the cases make of the mutants, what attempts are told, how fast.

With names of exercises: print what each wrong attempt is told.
"""

import statistics
import sys
import time
import warnings
from collections import Counter

from helpers.exercises.catalogue import CHECKS
from helpers.exercises.mutation.diagnosis import candidates
from helpers.exercises.mutation.generation import trees, wave
from tests.exercises.attempts.attempt import all_attempts
from tests.exercises.mutants import score

COLUMNS = (
    *("mutants", "equivalent", "escaped"),
    *("attempts", "rejected", "named", "misled", "right", "passed"),
    *("median s", "largest s"),
)


def outcomes(names=()):
    """Return [(attempt, outcome, verdict, seconds)]; mutants are made anew for each, as at a first check."""
    found = []
    for attempt in (a for a in all_attempts() if not names or a.exercise in names):
        for made in (trees, wave, candidates):
            made.cache_clear()
        start = time.process_time()
        verdict = attempt.verdict()
        found.append((attempt, attempt.judge(verdict), verdict, time.process_time() - start))
    return found


def counted(found):
    """Return {exercise: Counter} of attempts by what became of them."""
    table = {}
    for attempt, outcome, *_ in found:
        row = table.setdefault(attempt.exercise, Counter())
        if attempt.kind == "right":
            row.update(right=1, passed=outcome == "passed")
        else:
            rejected = outcome != "passed"
            row.update({"attempts": 1, "rejected": rejected, outcome: rejected})
    return table


def tell(names):
    """Print what every wrong attempt of these exercises is told."""
    for attempt, outcome, verdict, _ in outcomes(names):
        if attempt.kind != "right" or outcome != "passed":
            said = verdict.message.replace("\n", "\n    ")
            print(f"{outcome}: {attempt.exercise}: {attempt.label}\n    {said}\n")


def main():
    warnings.simplefilter("ignore")  # some mutants overflow
    if sys.argv[1:]:
        return tell(sys.argv[1:])
    found = outcomes()
    table = counted(found)
    for check in (check for lesson in CHECKS.values() for check in lesson):
        labels = {what: len(some) for what, some in score(check).items()}
        table[check.name].update(mutants=sum(labels.values()), **labels | {"rejected": 0})
    print(f"{'exercise':32}" + "".join(f"{name:>11}" for name in COLUMNS))
    for exercise, row in [*table.items(), ("all", sum(table.values(), Counter()))]:
        seconds = [s for a, o, _, s in found if o != "passed" and exercise in (a.exercise, "all")]
        times = f"{statistics.median(seconds):11.2f}{max(seconds):11.2f}"
        print(f"{exercise:32}" + "".join(f"{row[name]:11d}" for name in COLUMNS[:-2]) + times)


if __name__ == "__main__":
    main()

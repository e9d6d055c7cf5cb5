"""Print, over all checks: wrong solutions tried, rejected, right cause named; right ones tried, passed."""

from collections import Counter

from tests.exercises.attempts.attempt import all_attempts

COLUMNS = ("wrong", "rejected", "cause named", "right", "passed")


def count():
    """Return {exercise: Counter over COLUMNS}."""
    table = {}
    for attempt in all_attempts():
        row, verdict = table.setdefault(attempt.exercise, Counter()), attempt.verdict()
        if attempt.right:
            row["right"] += 1
            row["passed"] += verdict.passed
        else:
            row["wrong"] += 1
            row["rejected"] += not verdict.passed
            row["cause named"] += attempt.named(verdict)
    return table


def main():
    table = count()
    print(f"{'exercise':32}" + "".join(f"{name:>13}" for name in COLUMNS))
    for exercise, row in table.items():
        print(f"{exercise:32}" + "".join(f"{row[name]:13d}" for name in COLUMNS))
    total = sum(table.values(), Counter())
    print(f"{'all':32}" + "".join(f"{total[name]:13d}" for name in COLUMNS))
    print(
        f"rejected {total['rejected'] / total['wrong']:.1%} of the wrong ones, "
        f"the right cause named for {total['cause named'] / total['wrong']:.1%}; "
        f"passed {total['passed'] / total['right']:.1%} of the right ones"
    )


if __name__ == "__main__":
    main()

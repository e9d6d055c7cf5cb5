"""Print, over all checks: wrong solutions tried, rejected, cause named, misled; right ones tried, passed."""

from collections import Counter

from tests.exercises.attempts.attempt import all_attempts

COLUMNS = ("attempts", "rejected", "named", "misled", "right", "passed")


def count():
    """Return {exercise: Counter over COLUMNS}."""
    table = {}
    for attempt in all_attempts():
        row, outcome = table.setdefault(attempt.exercise, Counter()), attempt.judge(attempt.verdict())
        if attempt.kind == "right":
            row.update(right=1, passed=outcome == "passed")
        else:
            rejected = outcome != "passed"
            row.update({"attempts": 1, "rejected": rejected, outcome: rejected})
    return table


def main():
    table = count()
    table["all"] = sum(table.values(), Counter())
    print(f"{'exercise':32}" + "".join(f"{name:>10}" for name in COLUMNS))
    for exercise, row in table.items():
        print(f"{exercise:32}" + "".join(f"{row[name]:10d}" for name in COLUMNS))


if __name__ == "__main__":
    main()

"""Targets: what a benchmark has to reach."""


def judged(what, value, reached, limit):
    """Print a target and whether it is reached, by `reached` (operator.le or ge); return 1 when it is not."""
    ok = reached(value, limit)
    print(f"{what}: {value:.3g}, target {limit:g} {'reached' if ok else 'MISSED'}")
    return int(not ok)

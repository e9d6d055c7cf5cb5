"""Medians of interleaved runs, in seconds of the processor, which others on the machine disturb less."""

import statistics
from time import perf_counter, process_time

TURNS, SECONDS, SAMPLE = 15, 3.0, 0.005


def medians(calls):
    """Time functions in turns: return {name: median seconds of one call}.

    A turn runs each function as often as fills SAMPLE seconds, since a single short run tells more of what
    ran before it than of itself. There are at least TURNS turns, and SECONDS of them.
    """
    repeats = {name: 1 + int(SAMPLE / min(sample(call, 1) for _ in range(3))) for name, call in calls.items()}
    times = {name: [] for name in calls}
    end = perf_counter() + SECONDS
    while perf_counter() < end or min(map(len, times.values())) < TURNS:
        for name, call in calls.items():
            times[name].append(sample(call, repeats[name]))
    return {name: statistics.median(values) for name, values in times.items()}


def sample(call, repeats):
    """Return the mean seconds of one call, over some in a row; every thread of the process counts."""
    start = process_time()
    for _ in range(repeats):
        call()
    return (process_time() - start) / repeats

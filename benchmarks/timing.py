"""Medians of interleaved runs, in seconds of the processor, which others on the machine disturb less."""

import statistics
from time import perf_counter, process_time

TURNS, SECONDS, SAMPLE = 7, 3.0, 0.005


def medians(calls):
    """Time functions in turns: return {name: median seconds of one call}.

    In a turn each function runs once untimed and then, timed, as often as fills SAMPLE seconds: it so finds
    the memory and the caches as its own last call left them, as in training, and not as another's did. There
    are at least TURNS turns, and SECONDS of them.
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
    call()
    start = process_time()
    for _ in range(repeats):
        call()
    return (process_time() - start) / repeats

"""The progress bar of every loop that takes a while: it shows how far, and leaves nothing behind."""

import os

from helpers import validation


def progress(iterable, name="training", total=None, delay=0):
    """Return an iterator over `iterable` that shows a bar meanwhile: `for step in progress(range(1000)):`.

    The bar is that of tqdm. It is gone when the loop has ended, also by `break` or an error. Where the
    environment variable TQDM_DISABLE is set, to anything but 0, there is none.
    Parameters: iterable; name, what stands before the bar; total, the number of items, when `iterable` does
    not know it; delay, seconds until the bar shows: a shorter loop has none.
    Raises ValueError: iterable is none, name is no str, total or delay no number.  Lesson: 03_bptt
    """
    if not hasattr(iterable, "__iter__"):
        raise ValueError(f"iterable must be something to loop over, got {validation.kind(iterable)}")
    if not isinstance(name, str):
        raise ValueError(f"name must be a str, got {validation.kind(name)}")
    if total is not None:
        validation.whole_number("total", total, low=0)
    if not (validation.is_number(delay) and 0 <= delay <= validation.LARGEST):
        raise ValueError(f"delay must be a finite number of seconds, at least 0, got {delay!r}")
    # tqdm's notebook bar does not look at TQDM_DISABLE by itself
    silent = os.environ.get("TQDM_DISABLE", "0") not in ("", "0")
    return iter(iterable) if silent else _shown(iterable, name, total, delay)


def _shown(iterable, name, total, delay):
    """Yield the items with a bar."""
    from tqdm.auto import tqdm  # here, because it takes longer to load than the whole library

    total = len(iterable) if total is None and hasattr(iterable, "__len__") else total
    bar = tqdm(desc=name, total=total, unit="step", leave=False, delay=delay)
    try:
        for item in iterable:
            yield item
            bar.update()
    finally:
        bar.total = bar.n  # to stop early is no failure: a bar not full would stay, in red
        bar.close()

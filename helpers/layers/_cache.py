"""What `forward` notes for `backward`, and the refusal of anything else in its place."""

from typing import NamedTuple

import numpy as np


class Cache(NamedTuple):
    """What one call made: its maker, such as "lstm.forward", the sizes and dtype, and what it keeps."""

    maker: str
    size: dict
    dtype: np.dtype
    kept: tuple


def made(maker, shapes, *kept):
    """Return the cache of a call whose arguments had these shapes."""
    return Cache(maker, shapes.size, shapes.dtype, kept)


def opened(cache, maker):
    """Return the cache; raise ValueError when it is none, or another maker's."""
    if not isinstance(cache, Cache) or cache.maker != maker:
        got = f"one from {cache.maker}" if isinstance(cache, Cache) else type(cache).__name__
        got = "None" if cache is None else got
        raise ValueError(f"cache must come from {maker} with keep=True, got {got}")
    return cache

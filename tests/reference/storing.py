"""How the scripts of this folder write their files: each case from its own seed, and the versions."""

from pathlib import Path

import numpy as np
import torch


def store(file, cases, case):
    """Write case(generator, *settings), a dict of arrays, of each of `cases` under "name/key"."""
    torch.set_num_threads(1)
    stored = {"versions": np.array([f"torch {torch.__version__}", f"numpy {np.__version__}"])}
    for seed, (name, settings) in enumerate(cases.items()):
        torch.manual_seed(seed)
        values = case(np.random.default_rng(seed), *settings)
        stored |= {f"{name}/{key}": value for key, value in values.items()}
    np.savez_compressed(Path(__file__).with_name(file), **stored)

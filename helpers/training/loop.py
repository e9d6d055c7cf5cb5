"""The training loop of all lessons: Adam, clipping, a progress bar, early stopping. Lesson: 03_bptt."""

import math
import os
from itertools import count

import numpy as np

from helpers import validation
from helpers.training.clipping import clip_by_norm
from helpers.training.optimisers import adam_init, adam_step


def train(
    loss_and_grads,
    params,
    batches,
    steps,
    learning_rate=1e-3,
    limit=math.inf,
    grid=None,
    dev_loss=None,
    every=100,
    patience=None,
):
    """Train with Adam and return the parameters and a history.

    Parameters:
    loss_and_grads, function (params, batch) -> loss, grads; params, dict of arrays, not changed;
    batches, iterable of at least `steps` batches, each handed on as it is (`minibatches` gives endless ones);
    steps, the most to take; learning_rate and grid, as in optimisers; limit of the global norm of the
    gradients, infinity clips nothing;
    dev_loss, function (params) -> loss, measured after each `every` steps and after the last one;
    patience, measurements in a row without a new best until training stops; None never stops early.
    Returns: params, those of the best dev_loss, or the last ones without dev_loss; history, dict of arrays:
    loss and norm (before clipping) of each step taken and, with dev_loss, dev_step and dev_loss of each
    measurement, dev_step in steps taken.
    Raises ValueError: batches ends early, a number is out of range, patience without dev_loss.
    Lesson: 03_bptt
    """
    from tqdm.auto import tqdm  # here, because it takes longer to load than the whole library

    _check(steps, every, patience, dev_loss)
    history = {"loss": [], "norm": []} | ({"dev_step": [], "dev_loss": []} if dev_loss else {})
    state, best, best_loss, waited = adam_init(params), params, math.inf, 0
    numbered = zip(range(1, steps + 1), batches, strict=False)
    # tqdm's notebook bar does not look at TQDM_DISABLE by itself
    silent = os.environ.get("TQDM_DISABLE", "0") not in ("", "0")
    bar = tqdm(numbered, desc="training", total=steps, unit="step", leave=False, disable=silent)
    for step, batch in bar:
        loss, grads = loss_and_grads(params, batch)
        grads, norm = clip_by_norm(grads, limit)
        params, state = adam_step(params, grads, state, learning_rate, grid=grid)
        history["loss"].append(loss)
        history["norm"].append(norm)
        if dev_loss and (step % every == 0 or step == steps):
            history["dev_step"].append(step)
            history["dev_loss"].append(dev_loss(params))
            waited += 1
            if history["dev_loss"][-1] < best_loss:
                best, best_loss, waited = params, history["dev_loss"][-1], 0
            if waited == patience:
                bar.total = bar.n  # to stop early is no failure: a bar not full would stay, in red
                break
    else:
        if len(history["loss"]) < steps:
            raise ValueError(f"batches must hold at least {steps} batches, got {len(history['loss'])}")
    return best if dev_loss else params, {key: np.array(values) for key, values in history.items()}


def minibatches(rng, n, m):
    """Return endless index arrays (m,): each pass over 0 ... n - 1 is shuffled anew, its rest left out.

    Raises ValueError: m is larger than n, or no whole number.
    """
    validation.generator(rng)
    validation.whole_number("m", m)
    validation.whole_number("n", n, low=m)
    orders = (rng.permutation(n) for _ in count())
    return (order[i : i + m] for order in orders for i in range(0, n - m + 1, m))


def _check(steps, every, patience, dev_loss):
    """Raise ValueError unless the numbers make sense."""
    validation.whole_number("steps", steps)
    validation.whole_number("every", every)
    if patience is not None:
        validation.whole_number("patience", patience)
        if dev_loss is None:
            raise ValueError("patience must come with dev_loss, which it waits for, got dev_loss None")

"""The training loop of all lessons: Adam, clipping, a progress bar, early stopping. Lesson: 03_bptt."""

import numpy as np

from helpers.ground import arguments
from helpers.training.clipping import clip_by_norm, global_norm
from helpers.training.optimisers import adam_init, adam_step


def train(
    loss_and_grads,
    params,
    batches,
    steps,
    learning_rate=1e-3,
    limit=None,
    grid=None,
    dev_loss=None,
    every=100,
    patience=None,
):
    """Train with Adam and return the parameters and a history.

    Parameters:
    loss_and_grads, function (params, batch) -> loss, grads; params, dict of arrays, not changed;
    batches, iterable of at least `steps` batches, each handed on as it is (`minibatches` gives endless ones);
    steps, most steps to take; learning_rate; limit, clips the global norm of the gradients, None clips
    nothing; grid, rounding of the parameters (see optimisers); dev_loss, function (params) -> loss,
    measured `every` steps and after the last; patience, measurements without a new best before training
    stops, None never stops early.
    Returns: params, those of the best dev_loss, or the last ones without dev_loss; history, dict of arrays:
    loss (steps taken,), norm (steps taken,) of the gradients before clipping, and with dev_loss
    dev_step (k,), steps taken at each measurement, dev_loss (k,).
    Raises ValueError: batches ends early, a number is out of range, patience without dev_loss.  Lesson:
    03_bptt
    """
    from tqdm.auto import tqdm  # here, because it takes longer to load than the whole library

    _check(steps, limit, every, patience, dev_loss)
    history = {"loss": [], "norm": []} | ({"dev_step": [], "dev_loss": []} if dev_loss else {})
    state, best, batches = adam_init(params), params, iter(batches)
    for step in tqdm(range(1, steps + 1), desc="training", unit="step", leave=False):
        try:
            batch = next(batches)
        except StopIteration:
            raise ValueError(f"batches must yield at least {steps} batches, got {step - 1}") from None
        loss, grads = loss_and_grads(params, batch)
        grads, norm = clip_by_norm(grads, limit) if limit else (grads, global_norm(grads))
        params, state = adam_step(params, grads, state, learning_rate, grid=grid)
        history["loss"].append(loss)
        history["norm"].append(norm)
        if dev_loss and (step % every == 0 or step == steps):
            history["dev_step"].append(step)
            history["dev_loss"].append(dev_loss(params))
            waited = len(history["dev_loss"]) - 1 - int(np.argmin(history["dev_loss"]))
            best = params if waited == 0 else best
            if patience and waited >= patience:
                break
    return best if dev_loss else params, {key: np.array(values) for key, values in history.items()}


def minibatches(rng, n, m):
    """Yield index arrays (m,) without end: each pass over 0 ... n - 1 is shuffled anew, its rest left out.

    Raises ValueError: m is larger than n.
    """
    arguments.generator(rng)
    arguments.whole_number("m", m)
    arguments.whole_number("n", n, low=m)
    while True:
        order = rng.permutation(n)
        yield from (order[i : i + m] for i in range(0, n - m + 1, m))


def _check(steps, limit, every, patience, dev_loss):
    """Raise ValueError unless the numbers make sense."""
    arguments.whole_number("steps", steps)
    arguments.whole_number("every", every)
    if limit is not None:
        arguments.number("limit", limit)
    if patience is not None:
        arguments.whole_number("patience", patience)
        if dev_loss is None:
            raise ValueError("patience must come with dev_loss, which it waits for, got dev_loss None")

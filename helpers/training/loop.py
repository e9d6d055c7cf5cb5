"""The training loop of all lessons: Adam, clipping, a progress bar, early stopping. Lesson: 03_bptt."""

import math
from itertools import count

import numpy as np

from helpers import validation
from helpers.training.clipping import clip_by_norm
from helpers.training.optimisers import adam_init, adam_step
from helpers.training.progress import progress


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
    stop=None,
):
    """Train with Adam and return the parameters and a history.

    Parameters:
    loss_and_grads, function (params, batch) -> loss, grads; params, dict of arrays, not changed;
    batches, iterable of at least `steps` batches, each handed on as it is (`minibatches` gives endless ones);
    steps, the most to take; learning_rate and grid, as in `adam_step`; limit of the global norm of the
    gradients, infinity clips nothing;
    dev_loss, function (params) -> loss, measured after each `every` steps and after the last one;
    patience, measurements in a row without a new best until training stops; None never stops early;
    stop, a loss: training stops when dev_loss, or without it the loss of a batch, is below; None never does.
    Returns: params, those of the best dev_loss, or without dev_loss the last ones; history, a dict: arrays
    loss and norm (before clipping) of each step taken and, with dev_loss, dev_step and dev_loss of each
    measurement, dev_step in steps taken; ended, a str: "steps", "patience", "stop" or "not finite".
    A run that reaches NaN or infinity, in a loss, a gradient, a parameter or dev_loss, stops there: it prints
    the step and what is not finite, ended is "not finite", the history goes up to the step before, and params
    are those of the best dev_loss, or of the last loss in the history, or the first ones where there is none.
    NumPy's warnings of overflow are silent meanwhile.
    Raises ValueError: batches ends early, an argument is out of range or of another kind, loss_and_grads
    returns no pair of a number and gradients, patience without dev_loss.
    Lesson: 03_bptt
    """
    _check(loss_and_grads, params, batches, steps, dev_loss, every, patience, stop)
    run, state, step = _Run(params, dev_loss, patience, stop), adam_init(params), 0
    try:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for step, batch in progress(zip(range(1, steps + 1), batches, strict=False), total=steps):
                loss, grads = _called(loss_and_grads, params, batch)
                grads, norm = clip_by_norm(grads, limit)
                new, state = adam_step(params, grads, state, learning_rate, grid=grid)
                run.note(params, loss, norm)
                if run.ended:
                    break
                params = new
                if dev_loss and (step % every == 0 or step == steps):
                    run.measure(params, step)
                    if run.ended:
                        break
    except validation.NotFinite as error:
        run.diverge(step, error)
    if not run.ended and step < steps:
        raise ValueError(f"batches must hold at least {steps} batches, got {step}")
    return run.result(params)


class _Run:
    """What a training run has come to: its history, the best parameters, and why it ended."""

    def __init__(self, params, dev_loss, patience, stop):
        self.dev_loss, self.patience, self.stop = dev_loss, patience, -math.inf if stop is None else stop
        self.history = {"loss": [], "norm": []} | ({"dev_step": [], "dev_loss": []} if dev_loss else {})
        self.best, self.best_of, self.best_loss = params, "the first ones", math.inf
        self.waited, self.ended = 0, None

    def note(self, params, loss, norm):
        """Add the loss and the norm that these parameters gave; without dev_loss, look whether to stop."""
        self.history["loss"].append(loss)
        self.history["norm"].append(norm)
        if not self.history.get("dev_loss"):
            self.best, self.best_of = params, "those of the last finite loss"
        if not self.dev_loss and loss < self.stop:
            self.ended = "stop"

    def measure(self, params, step):
        """Add the dev_loss after a step; note a new best, and look whether to stop."""
        loss = validation.result("dev_loss", self.dev_loss(params))
        self.history["dev_step"].append(step)
        self.history["dev_loss"].append(loss)
        self.waited += 1
        if loss < self.best_loss:
            self.best, self.best_of = params, "those of the best dev_loss"
            self.best_loss, self.waited = loss, 0
        if loss < self.stop:
            self.ended = "stop"
        elif self.waited == self.patience:
            self.ended = "patience"

    def diverge(self, step, error):
        """Say at which step NaN or infinity came up, and where."""
        self.ended = "not finite"
        print(f"training stopped at step {step}: {error}. The parameters returned are {self.best_of}.")

    def result(self, params):
        """Return the parameters to keep, of which `params` are the last, and the history."""
        arrays = {key: np.array(values) for key, values in self.history.items()}
        kept = self.best if self.dev_loss or self.ended == "not finite" else params
        return kept, arrays | {"ended": self.ended or "steps"}


def minibatches(rng, n, m):
    """Return endless index arrays (m,): each pass over 0 ... n - 1 is shuffled anew, its rest left out.

    Raises ValueError: m is larger than n, or no whole number.
    """
    validation.generator(rng)
    validation.whole_number("m", m)
    validation.whole_number("n", n, low=m)
    orders = (rng.permutation(n) for _ in count())
    return (order[i : i + m] for order in orders for i in range(0, n - m + 1, m))


def _called(loss_and_grads, params, batch):
    """Return the loss of a batch, a finite float, and the gradients."""
    returned = loss_and_grads(params, batch)
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        got = f"{len(returned)} values" if isinstance(returned, tuple | list) else validation.kind(returned)
        raise ValueError(f"loss_and_grads must return a loss and a dict of gradients, got {got}")
    return validation.result("loss_and_grads", returned[0]), returned[1]


def _check(loss_and_grads, params, batches, steps, dev_loss, every, patience, stop):
    """Raise ValueError unless the arguments of `train` are of the right kind and in range."""
    validation.function("loss_and_grads", loss_and_grads)
    validation.arrays("params", params)
    if not hasattr(batches, "__iter__"):
        raise ValueError(f"batches must be an iterable of batches, got {validation.kind(batches)}")
    validation.whole_number("steps", steps)
    validation.whole_number("every", every)
    if dev_loss is not None:
        validation.function("dev_loss", dev_loss)
    if stop is not None:
        validation.number("stop", stop, above=-math.inf)
    if patience is not None:
        validation.whole_number("patience", patience)
        if dev_loss is None:
            raise ValueError("patience must come with dev_loss, which it waits for, got dev_loss None")

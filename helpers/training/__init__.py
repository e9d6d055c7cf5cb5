"""Optimisers, gradient clipping, the training loop, its progress bar and the gradient check."""

from helpers.training.clipping import clip_by_norm, clip_by_value
from helpers.training.gradient_check import check_gradients, numerical_gradient, relative_error
from helpers.training.loop import minibatches, train
from helpers.training.optimisers import GRID, adam_init, adam_step, sgd_step
from helpers.training.progress import progress

__all__ = [
    "GRID",
    "adam_init",
    "adam_step",
    "check_gradients",
    "clip_by_norm",
    "clip_by_value",
    "minibatches",
    "numerical_gradient",
    "progress",
    "relative_error",
    "sgd_step",
    "train",
]

"""All checks of the course, by lesson and by name."""

import difflib

from helpers.exercises.bptt import (
    bptt_truncated,
    numerical_gradient,
    rnn_backward,
    rnn_cell_backward,
    softmax_cross_entropy_backward,
)
from helpers.exercises.forward_pass import (
    count_parameters,
    rnn_cell_forward,
    rnn_forward,
    stack_weights,
    to_batch_first,
)
from helpers.exercises.notation import build_vocabulary, encode, one_hot, pad_and_mask

CHECKS = {
    "01_notation": (build_vocabulary.CHECK, encode.CHECK, one_hot.CHECK, pad_and_mask.CHECK),
    "02_forward_pass": (
        rnn_cell_forward.CHECK,
        stack_weights.CHECK,
        rnn_forward.CHECK,
        count_parameters.CHECK,
        to_batch_first.CHECK,
    ),
    "03_bptt": (
        softmax_cross_entropy_backward.CHECK,
        rnn_cell_backward.CHECK,
        rnn_backward.CHECK,
        numerical_gradient.CHECK,
        bptt_truncated.CHECK,
    ),
}


def find(name):
    """Return the check of that name; ValueError, with the nearest names, when there is none."""
    checks = {check.name: check for lesson in CHECKS.values() for check in lesson}
    if name not in checks:
        near = difflib.get_close_matches(str(name), checks, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(checks)}"
        raise ValueError(f"name must be that of an exercise, got {name!r}{hint}")
    return checks[name]

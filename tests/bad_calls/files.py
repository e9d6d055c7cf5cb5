"""The table of the single files beside the rooms."""

import numpy as np

from helpers import activations, data, losses, tasks, text
from tests.bad_calls.kinds import OTHERS, dtype, floats, generator, integers, thing, whole

Z = np.linspace(-1, 1, 24).reshape(4, 3, 2)
Y = np.array([[0, 1], [2, 0], [1, 1], [2, 2]])
LABELS = (Z > 0).astype(float)
MASK = np.ones((4, 2), bool)
RNG = generator(np.random.default_rng(0))
VOCABULARY = [*text.SPECIAL, "a", "b"]
AXIS = (-2, OTHERS | {"a float": 1.0, "True": True, "too large": 3, "too small": -4, "two": (0, 1)})
LOGITS = floats(Z, finite=True)
MASKS = (
    MASK,
    {"a list": MASK.tolist(), "a str": "a", "ints": MASK.astype(int), "short": MASK[:3], "none": ~MASK},
)


def elementwise():
    good, bad = floats(Z, shape=False, dtypes=False)
    return good, {label: value for label, value in bad.items() if label != "a number"}


def tokens(good, *more):
    return thing(good, [None], ["a", 5], [["a"]], b"a", *more)


def class_logits():
    """Softmax takes minus infinity beside finite numbers, both floats, and any axes that include its own."""
    good, bad = floats(Z, finite=True, shape=False, dtypes=False)
    bad |= {"empty": good[..., :0], "all -inf": np.full(good.shape, -np.inf)}
    return good, {label: value for label, value in bad.items() if label != "-inf"}


CLASSES = {"z": class_logits(), "axis": AXIS}
TABLE = {
    activations.sigmoid: {"z": elementwise()},
    activations.relu: {"z": elementwise(), "out": (None, {"a list": [0.0], "a str": "a", "short": Z[:3]})},
    activations.softmax: CLASSES,
    activations.log_softmax: CLASSES,
    activations.log_sum_exp: CLASSES,
    losses.softmax_cross_entropy: {
        "z": floats(Z, finite=True, dtypes=False),
        "y": integers(Y, 0, 2),
        "mask": MASKS,
    },
    losses.binary_cross_entropy: {"z": LOGITS, "y": floats(LABELS, finite=True), "mask": MASKS},
    data.load_text: {
        "name": thing("sentences.txt", "README.md", "../README.md", np.array(["sentences.txt"]))
    },
    data.load_experiment: {
        "name": thing("step_times.csv", "README.md", "../sentences.txt", np.array(["step_times.csv"]))
    },
    tasks.position_sentences: {
        "rng": RNG,
        "m": whole(3),
        "positions": thing([1, 2], [], [4], [1, 4], [True], [1.0], [[1]], {1, 2}, np.array([1, 2])),
    },
    tasks.binary_addition: {"rng": RNG, "bits": whole(3), "m": whole(2), "dtype": dtype()},
    tasks.adding_problem: {"rng": RNG, "T": whole(4, low=2), "m": whole(2), "dtype": dtype()},
    tasks.random_history: {"rng": RNG, "T_x": whole(4), "n_x": whole(3), "m": whole(2), "dtype": dtype()},
    text.tokenise: {"text": ("a b", {"None": None, "a list": ["a"], "a number": 5, "bytes": b"a"})},
    text.build_vocabulary: {
        "token_lists": thing([["a"], ["b"]], ["a"], [None], [[None]], [["a", 5]], [[["a"]]]),
        "size": whole(5, low=4, none=True),
    },
    text.encode: {"tokens": tokens(["a", "b"], []), "vocabulary": tokens(VOCABULARY, [], ["a"])},
    text.decode: {"indices": integers(np.array([3, 4]), 0, 4), "vocabulary": tokens(VOCABULARY, [], ["a"])},
    text.one_hot: {"indices": integers(Y, 0, 2), "n_v": whole(3), "dtype": dtype()},
    text.pad: {
        "sequences": thing(
            [np.array([1, 2]), np.array([3])],
            [],
            [[1, 2]],
            [np.ones(2)],
            [np.array([-1])],
            [np.array([], int)],
        )
    },
    text.mask_from_lengths: {"lengths": integers(np.array([1, 4]), 1, 4), "T": whole(4)},
}

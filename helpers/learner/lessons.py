"""The lessons of the course, one entry each: from it come map, progress, the exercises' catalogue and README.

A lesson is written when its notebook is there; the others are planned.
"""

from dataclasses import dataclass

from helpers.learner.environment import find_folder


@dataclass(frozen=True)
class Lesson:
    """One lesson.

    number, slug: the notebook is notebooks/NUMBER_SLUG.ipynb, the exercises' folder is named by the slug.
    minutes: to read it (planned, until it is written). shows: what, in README's table.
    needs: numbers of the lessons it builds on.
    exercises: the names of its exercises, in order.
    """

    number: str
    slug: str
    title: str
    minutes: int
    shows: str
    needs: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()

    @property
    def stem(self):
        return f"{self.number}_{self.slug}"

    @property
    def written(self):
        return find_folder(f"notebooks/{self.stem}.ipynb") is not None


ENTRIES = (
    Lesson(
        "00",
        "start_here",
        "Start here",
        10,
        "how to work with the course, what needs what, your progress",
    ),
    Lesson(
        "01",
        "notation",
        "Notation",
        50,
        "how a sequence becomes numbers, and why a network without memory is not enough",
        exercises=("build_vocabulary", "encode", "one_hot", "pad_and_mask"),
    ),
    Lesson(
        "02",
        "forward_pass",
        "Forward pass",
        90,
        "one cell, unrolled over time, and what its state remembers",
        needs=("01",),
        exercises=("rnn_cell_forward", "stack_weights", "rnn_forward", "count_parameters", "to_batch_first"),
    ),
    Lesson(
        "03",
        "bptt",
        "Backpropagation through time",
        80,
        "how the error travels back, and a network that learns to add numbers of thousands of digits",
        needs=("02",),
        exercises=(
            "softmax_cross_entropy_backward",
            "rnn_cell_backward",
            "rnn_backward",
            "numerical_gradient",
            "bptt_truncated",
        ),
    ),
    Lesson("04", "rnn_types", "RNN types", 60, "one cell, many wirings, each on a small task", ("03",)),
    Lesson("05", "language_model", "Language model", 60, "the probability of a sentence", ("04",)),
    Lesson("06", "sampling", "Sampling", 60, "what a language model has learned, by what it writes", ("05",)),
    Lesson("07", "vanishing_gradients", "Vanishing gradients", 60, "why a network forgets", ("03",)),
    Lesson("08", "gru", "GRU", 60, "a gate that keeps", ("07",)),
    Lesson("09", "lstm", "LSTM", 60, "a memory of its own, and the gates that guard it", ("08",)),
    Lesson("10", "brnn", "Bidirectional RNN", 60, "networks that read in both directions", ("09",)),
    Lesson("11", "deep_rnn", "Deep RNN", 60, "layers on layers, and what they cost", ("10",)),
    Lesson("12", "word_embeddings", "Word embeddings", 60, "words as vectors that are learned", ("05",)),
    Lesson(
        "13",
        "encoder_decoder",
        "Encoder–decoder",
        60,
        "translation, where the lengths of question and answer differ",
        ("06", "09", "12"),
    ),
    Lesson("14", "attention", "Attention", 60, "a translator that looks back at its source", ("13",)),
    Lesson(
        "A1",
        "same_numbers",
        "The same numbers on every machine",
        20,
        "why training differs between machines, and how rounding the parameters cures it",
        ("03",),
    ),
)
LESSONS = {lesson.number: lesson for lesson in ENTRIES}


def table():
    """Return README's table of the lessons that are written, as Markdown."""
    rows = ["| lesson | minutes | what it shows |", "|---|---|---|"]
    for lesson in LESSONS.values():
        if lesson.written:
            link = f"[{lesson.number} {lesson.title}](notebooks/{lesson.stem}.ipynb)"
            rows.append(f"| {link} | {lesson.minutes} | {lesson.shows} |")
    return "\n".join(rows)

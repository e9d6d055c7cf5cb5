"""What a learner sees of `check` whatever the function does: a sentence, never a traceback, never a hang."""

import codecs
import sys
import threading
import time

import numpy as np
import pytest

from helpers.exercises import CheckFailed, check, notebook
from helpers.exercises.catalogue import find
from helpers.exercises.limit import TooLong, within
from helpers.layers import rnn
from helpers.learner.progress import record, standing


def told(name, function):
    with pytest.raises(CheckFailed) as caught:
        check(name, function)
    return str(caught.value)


# ---- a call that does not end


def plain_loop(*arguments):
    while True:
        pass


def loop_with_a_bare_except(*arguments):
    while True:
        try:
            np.tanh(1.0)
        except:  # noqa: E722
            pass


def loop_in_a_generator(*arguments):
    return sum(1 for _ in iter(int, 1))


@pytest.mark.parametrize("function", [plain_loop, loop_with_a_bare_except, loop_in_a_generator])
def test_a_loop_without_end_is_stopped_and_told(monkeypatch, function):
    monkeypatch.setattr(notebook, "SECONDS", 0.2)
    message = told("encode", function)
    assert "encode does not come to its end: it was stopped after 0.2 seconds" in message
    assert "in the line" in message


def test_a_loop_is_stopped_in_a_thread_that_is_not_the_main_one(monkeypatch):
    monkeypatch.setattr(notebook, "SECONDS", 0.2)
    messages = []
    thread = threading.Thread(target=lambda: messages.append(told("encode", plain_loop)), daemon=True)
    thread.start()
    thread.join(20)
    assert "stopped" in messages[0]


def test_the_limit_leaves_nothing_behind():
    before = threading.active_count()
    for _ in range(200):  # ends close to the limit, so that some are stopped at their very end
        start = time.monotonic()
        try:
            within(0.002, time.sleep, 0.002)
        except TooLong:
            pass
        while time.monotonic() < start + 0.004:
            pass
    time.sleep(0.3)
    assert threading.active_count() == before


def test_without_threads_there_is_no_limit(monkeypatch):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert within(0.001, sum, range(100_000)) == sum(range(100_000))


# ---- what a function may raise


class Untellable(Exception):
    def __str__(self):
        raise RuntimeError("no text")


class OwnBase(BaseException):
    pass


def raiser(error):
    def function(*arguments):
        raise error

    return function


@pytest.mark.parametrize(
    "function, words",
    [
        (lambda *a: sys.exit(), "a function hands its result back with return"),
        (lambda *a: sys.exit("done"), "SystemExit: done"),
        (raiser(Untellable()), "Untellable: (its text cannot be shown)"),
        (raiser(OwnBase("mine")), "OwnBase: mine"),
        (raiser(GeneratorExit()), "GeneratorExit"),
        (raiser(RecursionError("too deep")), "RecursionError"),
        (raiser(ValueError("x" * 100_000)), "ValueError: xxx"),
        (lambda tokens: None, "encode(tokens, vocabulary): keep the line with `def`"),
        (lambda *a: 1 / 0, "1 / 0"),
    ],
)
def test_what_is_raised_becomes_a_sentence(function, words):
    message = told("encode", function)
    assert words in message and "Traceback" not in message and len(message) < 1000


def test_interrupt_is_let_through():
    with pytest.raises(KeyboardInterrupt):
        check("encode", raiser(KeyboardInterrupt()))


def test_the_line_is_the_students_where_the_course_or_numpy_raises():
    def calls_the_course(params, x, a0, lengths):
        a, a_last, _ = rnn.forward(params, x[:, :1], a0)
        return a, a_last

    def calls_f_with_a_list(f, v, epsilon):
        return f([[1.0], "two"])

    def calls_numpy(params, x_t, a_prev):
        return np.linalg.inv(x_t[:1, :0] @ a_prev[:0])

    assert "a, a_last, _ = rnn.forward(" in told("rnn_forward", calls_the_course).splitlines()[2]
    assert 'return f([[1.0], "two"])' in told("numerical_gradient", calls_f_with_a_list)
    assert "return np.linalg.inv(" in told("stack_weights", calls_numpy)


def test_the_stub_is_told_from_a_library_that_has_something_not_implemented():
    assert "not written yet" in told("encode", raiser(NotImplementedError()))
    message = told("encode", lambda tokens, vocabulary: codecs.Codec().encode("sea"))
    assert "NotImplementedError" in message and "not written yet" not in message


# ---- what a function may return

ODD = {
    "a very large integer": 10**5000,
    "a complex number": 1j,
    "complex numbers": np.ones((3, 2)) * 1j,
    "dates": np.array(["2026-01-01"], dtype="datetime64[D]"),
    "records": np.zeros(3, dtype=[("a", int)]),
    "bytes": b"abc",
    "an array of bytes": np.array([b"abc"]),
    "a set": {1, 2},
    "a generator": (i for i in range(3)),
    "a function": len,
    "a class": dict,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "an empty list": [],
    "an empty tuple": (),
    "an empty dict": {},
    "keys that are no strings": {1: 2, (1, 2): 3, None: 4},
    "a range": range(3),
    "no axes": np.array(1.0),
    "many axes": np.ones((1,) * 32),
    "text": "abc",
    "a long list": list(range(100_000)),
}
NAMES = "build_vocabulary", "count_parameters", "pad_and_mask", "rnn_cell_backward"  # all kinds of results


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", NAMES)
def test_odd_values_become_a_sentence(name, odd):
    count = len(find(name).returns)
    for value in (ODD[odd], (ODD[odd],) * count, [ODD[odd]] * count):
        message = told(name, lambda *a, value=value: value)
        assert name in message and len(message) < 2000
    grads = {"Wax": ODD[odd], "Waa": ODD[odd], "ba": ODD[odd]}
    assert name in told(name, lambda *a: (*(ODD[odd],) * (count - 1), grads))


# ---- what a failed check says at first, and again


def test_the_line_of_the_solution_is_shown_when_the_same_cause_is_found_again(monkeypatch):
    monkeypatch.setattr(notebook, "LAST", {})

    def unknown_is_0(tokens, vocabulary):
        index = {word: place for place, word in enumerate(vocabulary)}
        return np.array([index.get(token, 0) for token in tokens])

    def always_0(tokens, vocabulary):
        return np.zeros(len(tokens), dtype=int)

    first, again = told("encode", unknown_is_0), told("encode", unknown_is_0)
    assert "Likely cause" in first and "Right is" not in first
    assert again.startswith(first) and "Right is: return np.array([index.get" in again
    told("encode", always_0)
    assert told("encode", unknown_is_0) == first


# ---- what a passed check says


def test_a_passed_check_says_what_is_done_and_what_is_next(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("RNN_COURSE_PROGRESS", str(tmp_path / "progress.jsonl"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    exercise = find("encode")
    check("encode", exercise.reference)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "1 of 4 exercises of lesson 01 are done; next is one_hot."
    ]
    record("one_hot")
    record("pad_and_mask")
    assert standing("pad_and_mask").endswith(
        "3 of 4 exercises of lesson 01 are done; next is build_vocabulary."
    )
    record("build_vocabulary")
    assert standing("build_vocabulary") == "All 4 exercises of lesson 01 are done."


def test_nothing_is_said_where_nothing_is_recorded(monkeypatch, capsys):
    monkeypatch.setenv("RNN_COURSE_PROGRESS", "off")
    check("encode", find("encode").reference)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_memory_that_is_never_filled_in_is_never_right_by_chance():
    def one_hot(indices, n_v):
        x = np.empty((len(indices), n_v, indices.shape[1]))
        for t, row in enumerate(indices):
            for i, k in enumerate(row):
                x[t, k, i] = 1
        return x

    before = np.empty
    for _ in range(3):
        np.zeros((400, 400)).sum()  # memory full of zeros is given back
        with pytest.raises(CheckFailed, match="x holds NaN"):
            check("one_hot", one_hot)
    assert np.empty is before

"""What a student is told is true: causes with evidence, laws that are broken, places where the errors lie."""

import ast
import importlib
import sys
import zipfile
from string import Formatter

import numpy as np
import pytest

from helpers.exercises.catalogue import CHECKS, find
from helpers.exercises.check import Outcome
from helpers.exercises.general import remarks
from helpers.exercises.mutation import diagnosis
from helpers.exercises.mutation.generation import FAMILIES, trees
from helpers.exercises.mutation.patterns import by_pattern
from helpers.exercises.mutation.tree import Tree, expression
from helpers.exercises.notebook import call
from helpers.exercises.place import place_of_the_wrong
from helpers.exercises.runner import run
from helpers.exercises.trial import Trial, generator, result, unequal

EVERY = [check for lesson in CHECKS.values() for check in lesson]
BY_NAME = pytest.mark.parametrize("exercise", EVERY, ids=lambda check: check.name)


def told(name, change):
    """Return the verdict on a function that changes what the reference gives: change(results, *arguments)."""
    exercise = find(name)

    def student(*arguments):
        return change(exercise.reference(*arguments), *arguments)

    with np.errstate(all="ignore"):
        return run(exercise, lambda arguments: call(student, arguments, exercise.call))


def noise(array):
    """Change every entry in a way that no mutant does."""
    return array + 0.01 * np.sin(np.arange(array.size) + 1).reshape(array.shape)


# ---- causes


def test_two_mistakes_are_both_named():
    def change(results, params, da_next, a_next, a_prev, x_t):
        dz = da_next * (1 - a_next)
        grads = {"Wax": dz @ x_t.T, "Waa": dz @ a_next.T, "ba": dz.sum(axis=1, keepdims=True)}
        return params["Waa"].T @ dz, params["Wax"].T @ dz, grads

    verdict = told("rnn_cell_backward", change)
    assert len(verdict.causes) == 2
    assert "the power 2 is missing" in verdict.message
    assert "a_next stands where a_prev belongs" in verdict.message


def test_an_error_needs_a_wrong_number_from_a_case_that_is_not_special():
    exercise = find("rnn_cell_forward")

    def trial(number, outcome):
        return Trial(exercise, exercise.cases[number], case_arguments(exercise, number), outcome)

    def wrong(number):
        results = exercise.reference(*case_arguments(exercise, number))
        return trial(number, Outcome(value=(results[0] + 1, results[1])))

    stopped = trial(0, Outcome(error="ValueError: no"))
    assert not diagnosis.evident([stopped])
    assert not diagnosis.evident([stopped, wrong(1)])
    assert diagnosis.evident([wrong(1)]) and diagnosis.evident([stopped, wrong(1), wrong(4)])


def case_arguments(exercise, number):
    return exercise.cases[number].draw(generator(exercise, number))


def test_what_no_mutant_gives_has_no_cause():
    verdict = told("rnn_cell_forward", lambda results, *_: (noise(results[0]), results[1]))
    assert verdict.causes == () and "Likely cause" not in verdict.message


def test_what_explains_some_results_alone_is_said_to():
    def change(results, params, da_next, a_next, a_prev, x_t):
        dz = da_next * (1 - a_next)
        grads = {"Wax": dz @ x_t.T, "Waa": dz @ a_prev.T, "ba": noise(dz.sum(axis=1, keepdims=True))}
        return params["Waa"].T @ dz, params["Wax"].T @ dz, grads

    message = told("rnn_cell_backward", change).message
    alone = 'da_prev and dx_t and grads["Wax"] and grads["Waa"] alone'
    assert f"Likely cause: the power 2 is missing (that explains {alone})." in message


def test_pairs_are_tried_within_their_budget(monkeypatch):
    tries = []

    class Counted(diagnosis.Candidate):
        def __init__(self, tree, *mutants):
            super().__init__(tree, *mutants)
            tries.append(len(mutants) == 2)

    monkeypatch.setattr(diagnosis, "Candidate", Counted)
    told("rnn_backward", lambda results, *_: (noise(results[0]), *results[1:]))
    assert 0 < sum(tries) <= 1500


def test_variables_that_give_the_same_are_not_told_apart():
    def exchanged(results, params, x_t, a_prev):
        a_next = np.tanh(params["Wax"] @ a_prev + params["Waa"] @ x_t + params["ba"])
        scores = params["Wya"] @ a_next + params["by"]
        e = np.exp(scores - scores.max(axis=0))
        return a_next, e / e.sum(axis=0)

    message = told("rnn_cell_forward", exchanged).message
    assert "Waa and Wax are exchanged, or a_prev and x_t are exchanged" in message


# ---- general remarks


def test_a_remark_needs_a_random_case():
    def zero_at_times(results, params, x_t, a_prev):
        a_next, y_hat_t = results
        return (noise(a_next) if params["Waa"].any() and params["ba"].any() else 0 * a_next), y_hat_t

    message = told("rnn_cell_forward", zero_at_times).message
    assert "0 throughout" not in message and "What must hold here" in message


def test_of_two_values_no_order_is_told():
    mask = np.array([[True, True], [True, False], [False, False]])
    keys = [key for key, _ in remarks({"mask": mask[:, ::-1]}, {"mask": mask})]
    assert not any(getattr(key[1], "__name__", "") == "rearranged" for key in keys)
    numbers = np.array([[1.0, 5.0], [2.0, 4.0], [7.0, 3.0]])
    keys = [key for key, _ in remarks({"v": numbers.reshape(2, 3).T.copy()}, {"v": numbers})]
    assert any(getattr(key[1], "__name__", "") == "rearranged" for key in keys)


# ---- laws and places


@BY_NAME
def test_every_result_has_its_law(exercise):
    names = result(exercise.reference, unequal(exercise), exercise.returns)
    for case in exercise.cases:
        for name in names if isinstance(case.law, dict) else ():
            assert {name, name.partition("[")[0]} & set(case.law), f"{case.stage}: no law for {name}"


def test_a_law_that_holds_is_not_shown():
    message = told("rnn_cell_forward", lambda results, *_: (results[0], noise(results[1]))).message
    assert "each column of y_hat_t is softmax(by)" in message and "of a_next is tanh" not in message
    assert "a_next is right; y_hat_t is not." in message


def test_a_wrong_form_breaks_no_law_of_values():
    message = told("rnn_cell_forward", lambda results, *_: (results[0].tolist(), results[1])).message
    assert "must be of type array" in message and "What must hold here" not in message


@pytest.mark.parametrize(
    "index, sentence",
    [
        ((-1,), "In dx, only step 4 (the last) is wrong."),
        ((slice(1, None),), "In dx, only step 0 is right."),
        ((slice(None), 1), "In dx, only row 1 (the last) is wrong."),
        (
            (slice(None), slice(None), [0, 2, 3]),
            "In dx, the wrong entries lie at examples 0, 2, 3 of 0 to 6.",
        ),
        ((...,), None),
    ],
)
def test_the_place_of_wrong_entries(index, sentence):
    exercise = find("rnn_backward")
    number = 5
    arguments = case_arguments(exercise, number)
    dx, *others = exercise.reference(*arguments)
    dx[index] += 1

    def student(*_):
        return dx, *others

    trial = Trial(exercise, exercise.cases[number], arguments, call(student, arguments, exercise.call))
    assert place_of_the_wrong(trial) == ([sentence] if sentence else [])


# ---- the operators and the tree


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_tables_put_in_only_what_their_pattern_binds(family):
    for pattern, replacement, sentence in getattr(family, "TABLE", ()):
        bound, put = letters(expression(pattern)), letters(expression(replacement))
        said = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert put | said <= bound and pattern != replacement, pattern


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_every_row_of_a_table_changes_some_reference(family):
    references = [tree for exercise in EVERY for tree in trees(exercise)]
    for row in getattr(family, "TABLE", ()):
        assert any(True for tree in references for _ in by_pattern(tree, (row,), 0)), row


def letters(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and len(n.id) == 1}


def test_a_reference_in_an_archive_is_read_as_well(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.writestr("packed_reference.py", "def doubled(v):\n    return v + v\n")
    monkeypatch.syspath_prepend(str(tmp_path / "packed.zip"))
    monkeypatch.setitem(sys.modules, "packed_reference", importlib.import_module("packed_reference"))
    doubled = sys.modules["packed_reference"].doubled
    tree = Tree(doubled)
    total = next(node for node in tree.body if isinstance(node, ast.BinOp))
    assert tree.build({total.number: expression("v * v")})(3) == 9

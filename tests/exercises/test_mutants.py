"""The engine: its mutants test the cases, its rules are reached, and what it says is true."""

from dataclasses import replace

import numpy as np
import pytest

from helpers.exercises.catalogue import CHECKS, find
from helpers.exercises.check import Rule
from helpers.exercises.mutation.tree import Tree, expression, rebuilt
from helpers.exercises.notebook import call
from helpers.exercises.runner import run
from tests.exercises.mutants import mutants, score

EVERY = [check for lesson in CHECKS.values() for check in lesson]
BY_NAME = pytest.mark.parametrize("exercise", EVERY, ids=lambda check: check.name)


def verdict_on(exercise, function):
    with np.errstate(all="ignore"):
        return run(exercise, lambda arguments: call(function, arguments, exercise.call))


@BY_NAME
@pytest.mark.filterwarnings("ignore")  # some mutants overflow
def test_every_mutant_is_rejected_or_equal_to_the_reference(exercise):
    assert score(exercise)["escaped"] == []


@BY_NAME
@pytest.mark.filterwarnings("ignore")
def test_every_rule_is_reached_under_its_own_label(exercise):
    for tree, mutant in mutants(exercise):
        if mutant.row[0] == -1:
            verdict = verdict_on(exercise, tree.build(mutant.edits))
            assert verdict.causes == (mutant.label,), verdict.message


def test_a_rule_whose_fragment_is_nowhere_raises():
    exercise = find("rnn_cell_forward")
    stray = replace(exercise, rules=(Rule("Wax @ x_t", "x_t", "a sentence"),))
    with pytest.raises(ValueError, match="the fragment of a rule must stand in rnn_cell_forward"):
        mutants(stray)


def test_nothing_is_generated_for_a_right_answer(monkeypatch):
    exercise = find("rnn_backward")
    monkeypatch.setattr("helpers.exercises.mutation.generation.Tree", None)
    assert verdict_on(exercise, exercise.reference).passed


def test_edits_leave_the_tree_as_it_was():
    def twice(v):
        return v + v

    tree = Tree(twice)
    left = tree.body[1].left if hasattr(tree.body[1], "left") else tree.body[0].value.left
    assert tree.build({left.number: expression("3 * v")})(2) == 8
    assert tree.build({})(2) == 4 and rebuilt(tree.module, {}, set()) is tree.module

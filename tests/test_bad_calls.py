"""Bad calls over the whole public library: each is a ValueError that names the argument, with no warning.

The tables say, for each function, good arguments and of which kind each is; the kinds say what is bad. One
argument at a time is bad. An argument left out is not tried: Python's own TypeError names it.
Right to take are: None where it is the default; NaN where values are handed on and judged by who reads them,
as in a single step, dense, dropout, sigmoid, relu and the ways back; minus infinity as a logit beside others.
"""

import inspect
import re
import warnings

import numpy as np
import pytest

from helpers import activations, data, losses, models, tasks, text, training
from helpers.layers import _layer, attention, dense, dropout, embedding, gru, lstm, rnn
from helpers.layers.bidirectional import Bidirectional
from helpers.layers.stack import Stack
from helpers.models import decoding, storage
from tests.bad_calls import files
from tests.bad_calls import layers as layers_room
from tests.bad_calls import models as models_room
from tests.bad_calls import training as training_room

TABLE = files.TABLE | training_room.TABLE | layers_room.TABLE | models_room.TABLE
ROOMS = [activations, data, losses, tasks, text, training]
ROOMS += [rnn, gru, lstm, dense, embedding, attention, dropout, decoding, storage]
CLASSES = [Bidirectional, Stack, models.Tagger, models.Classifier, models.LanguageModel, models.Translator]
# Not for users: what a layer tells the model that holds it, and how a beam takes states apart.
INNER = {*vars(_layer), "select"}
# Bound to one object: it has refused all there is to refuse.
WITHOUT_ARGUMENTS = {Bidirectional.step}


def name_of(function):
    return f"{function.__module__.removeprefix('helpers.')}.{function.__qualname__}"


def calls(arguments):
    """Yield the name of the argument that is bad, what is bad about it, and all arguments."""
    good = {name: value for name, (value, _) in arguments.items()}
    for name, (_, bad) in arguments.items():
        for label, value in bad.items():
            yield name, label, good | {name: value}


def fault(function, name, arguments):
    """Return what is wrong with the way in which a bad call ends; None when it is refused as it should."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            function(**arguments)
        except ValueError as error:
            named = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", str(error))
            return None if named else f"the message names no {name}: {error}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "no error"


@pytest.mark.parametrize("function", TABLE, ids=name_of)
def test_good_calls_pass_and_bad_calls_are_refused_by_name(function):
    function(**{name: value for name, (value, _) in TABLE[function].items()})
    faults = {}
    for name, label, arguments in calls(TABLE[function]):
        if found := fault(function, name, arguments):
            faults[f"{name}: {label}"] = found
    assert not faults, "\n".join(f"{call}: {found}" for call, found in faults.items())


NUMBERS = {float: (np.float32, np.float64), int: (np.int32, np.int64, np.uint8), bool: (np.bool_,)}


@pytest.mark.parametrize("function", TABLE, ids=name_of)
def test_numbers_of_numpy_are_numbers(function):
    good = {name: value for name, (value, _) in TABLE[function].items()}
    for name, value in good.items():
        for number in NUMBERS.get(type(value), ()):
            if not (number is np.uint8 and value < 0):
                function(**good | {name: number(value)})


def public(room):
    """Return the functions that a module or a class of the library offers."""
    names = {name for name in getattr(room, "__all__", vars(room)) if not name.startswith("_")}
    functions = (getattr(room, name) for name in names - INNER)
    own = room.__name__ if inspect.ismodule(room) else room.__module__
    return {f for f in functions if inspect.isfunction(f) and f.__module__.startswith(own)}


def test_every_public_function_stands_in_the_table():
    tested = {getattr(function, "__func__", function) for function in TABLE}
    missing = set.union(*map(public, ROOMS + CLASSES)) | {*CLASSES} - {Bidirectional}
    missing -= tested | WITHOUT_ARGUMENTS
    assert not missing, ", ".join(map(name_of, missing))
    for function, arguments in TABLE.items():
        known = inspect.signature(function).parameters.values()
        names = {parameter.name for parameter in known if parameter.kind != inspect.Parameter.VAR_KEYWORD}
        assert arguments.keys() == names, name_of(function)


def test_the_calls_are_counted():
    count = sum(len(bad) for arguments in TABLE.values() for _, bad in arguments.values())
    warnings.warn(f"{count} bad calls of {len(TABLE)} functions, each refused by name", stacklevel=1)
    assert count >= 500

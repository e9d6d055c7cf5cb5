"""The table of the room models."""

import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from helpers.layers import gru, lstm, rnn, stack
from helpers.layers.bidirectional import bidirectional
from helpers.models import Classifier, LanguageModel, Tagger, Translator, decoding, storage
from tests.bad_calls.kinds import (
    OTHERS,
    choice,
    dtype,
    floats,
    function,
    generator,
    integers,
    number,
    parameters,
    thing,
    whole,
)
from tests.bad_calls.layers import NO_LAYERS, state, without_values

N_V, N_E, N_A, N_Y, T, M = 7, 3, 4, 5, 4, 2
WORDS = np.array([[3, 6], [1, 2], [3, 3], [1, 0]])
CLASSES = np.array([[0, 4], [1, 2], [3, 3], [1, 0]])
LENGTHS = np.array([T, 2])
INIT = {"n_v": whole(N_V), "n_e": whole(N_E), "n_a": whole(N_A)}


def rng(none=False):
    good, bad = generator(None if none else np.random.default_rng(0))
    return good, {label: value for label, value in bad.items() if not (none and label == "None")}


def words(high=N_V - 1):
    return integers(WORDS if high == N_V - 1 else CLASSES, 0, high)


def lengths():
    return integers(LENGTHS, 1, T, none=True)


def rows(model, init, inputs, one_word):
    """Return the rows of a model; inputs, the kinds of its data; one_word, of one step's words or None."""
    sizes = {name: good for name, (good, _) in init.items() if name != "rng"}
    params = model.init(np.random.default_rng(0), **sizes)
    of = {"params": parameters(params)} | inputs
    found = {model.init: {"rng": rng()} | init | {"dtype": dtype()}, model.forward: of, model.loss: of}
    found[model.loss_and_grads] = of | {"rng": rng(none=True)}
    return params, found


def labelled(kind, y):
    model = kind(lstm)
    params, found = rows(
        model, INIT | {"n_y": whole(N_Y)}, {"x": words(), "y": y, "lengths": lengths()}, None
    )
    found[model.forward] = {"params": parameters(params), "x": words(), "lengths": lengths()}
    return found


def language_model():
    model = LanguageModel(gru)
    params, found = rows(model, INIT, {"y": words(), "lengths": lengths()}, None)
    _, last = model.start(params, M)
    found[model.log_probability] = found[model.loss]
    found[model.start] = {"params": parameters(params), "m": whole(M)}
    found[model.step] = {"params": without_values(params), "y_prev": integers(WORDS[0], 0, N_V - 1)}
    found[model.step] |= {"state": state(last, none=False)}
    return found


def translator():
    model = Translator(bidirectional(lstm), lstm, "additive")
    init = {"n_vx": whole(N_V), "n_vy": whole(N_Y), "n_e": whole(N_E), "n_a": whole(N_A)}
    inputs = {"x": words(), "y": words(N_Y - 1), "lengths_x": lengths(), "lengths_y": lengths()}
    params, found = rows(model, init | {"n_k": whole(3, none=True)}, inputs, None)
    _, last = model.start(params, WORDS, LENGTHS)
    found[model.start] = {"params": parameters(params), "x": words(), "lengths_x": lengths()}
    found[model.step] = {"params": without_values(params), "y_prev": integers(CLASSES[0], 0, N_Y - 1)}
    found[model.step] |= {"state": thing(last, (1, 2))}
    return found


MODEL = LanguageModel(rnn)
PARAMS = MODEL.init(np.random.default_rng(0), N_V, N_E, N_A)
Z, STATE = MODEL.start(PARAMS)
FILE = Path(tempfile.mkdtemp()) / "parameters.npz"
storage.save(FILE, PARAMS)


def logits():
    good, bad = floats(Z, dtypes=False)
    bad |= {"nan": np.full_like(Z, np.nan), "inf": np.full_like(Z, np.inf), "-inf": np.full_like(Z, -np.inf)}
    return good, bad


def indices(good, low, high):
    bad = OTHERS | {
        "a float": (1.0,),
        "True": (True,),
        "below": (-1,),
        "above": (high + 1,),
        "all": range(N_V),
    }
    return good, bad


REJECT = indices((0, 1), 0, N_V - 1)
END = whole(2, low=0, large=N_V)
START = {
    "step": function(partial(MODEL.step, PARAMS)),
    "z": logits(),
    "state": (STATE, {}),
    "limit": whole(3),
}
CUT = {"temperature": number(1.0, 0, -1), "top_k": whole(3, none=True)}
CUT |= {"top_p": number(0.5, 0, -1, 1.5, none=True)}
WAYS = {
    decoding.greedy: START | {"reject": REJECT, "end": END},
    decoding.sample: {"rng": rng()} | START | CUT | {"reject": REJECT, "end": END},
    decoding.distribution: {"z": logits()} | CUT | {"reject": REJECT},
    decoding.beam: START | {"width": whole(2), "alpha": number(0.7, -1, 1.5), "reject": REJECT, "end": END},
}
PATH = {"None": None, "a list": ["a.npz"], "a number": 5, "another ending": "a.npy"}
FILES = {
    storage.save: {"path": (FILE, PATH), "params": parameters(PARAMS, dtypes=False)},
    storage.load: {
        "path": (FILE, PATH | {"no file": "nothing here.npz"}),
        "like": parameters(PARAMS, none=True),
    },
}
FORWARDS = thing(lstm, *NO_LAYERS, bidirectional(lstm), stack(bidirectional(lstm)))
CONSTRUCTORS = {
    Tagger: {"layer": thing(lstm, *NO_LAYERS)},
    Classifier: {"layer": thing(lstm, *NO_LAYERS)},
    LanguageModel: {"layer": FORWARDS},
    Translator: {
        "encoder": thing(lstm, *NO_LAYERS),
        "decoder": FORWARDS,
        "context": choice("dot", none=True),
    },
}
TABLE = {
    **CONSTRUCTORS,
    **labelled(Tagger, words(N_Y - 1)),
    **labelled(Classifier, integers(CLASSES[0], 0, N_Y - 1)),
    **language_model(),
    **translator(),
    **WAYS,
    **FILES,
}

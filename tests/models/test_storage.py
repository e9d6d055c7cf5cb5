"""Saving and loading of parameters: exact, atomic, and closed to damaged and foreign files."""

import os
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.layers import lstm
from helpers.layers.bidirectional import bidirectional
from helpers.models import storage
from helpers.models.translator import Translator


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a folder.with dots" / "parameters.npz"


@pytest.fixture(autouse=True)
def folder(path):
    path.parent.mkdir()


def drawn(dtype=np.float64):
    return Translator(bidirectional(lstm), lstm, "additive").init(
        np.random.default_rng(0), 9, 8, 3, 4, dtype=dtype
    )


def assert_same(got, expected):
    assert list(got) == list(expected)
    for key, value in expected.items():
        assert got[key].dtype == value.dtype and got[key].tobytes() == value.tobytes()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_is_loaded_is_what_was_saved(path, dtype):
    params = drawn(dtype) | {"file": np.ones((2, 1), dtype), "format": np.full((1, 1), -0.0, dtype)}
    params["special"] = np.array([[np.finfo(dtype).max, -0.0, 5e-324]]).astype(dtype)
    storage.save(path, params)
    assert_same(storage.load(path), params)
    assert_same(storage.load(str(path), like=params), params)


def test_the_same_parameters_are_the_same_bytes(path):
    storage.save(path, drawn())
    before = path.read_bytes()
    storage.save(path, {key: np.asfortranarray(p) for key, p in drawn().items()})
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_nothing_in_the_file_is_pickled(path):
    storage.save(path, drawn())
    with np.load(path, allow_pickle=False) as arrays:
        assert len(dict(arrays)) == len(drawn()) + 1


@pytest.mark.parametrize("where", ["savez", "fsync", "replace"])
def test_a_failed_save_leaves_the_old_file(path, where, monkeypatch):
    storage.save(path, drawn())
    before = path.read_bytes()

    def fail(file, *arguments, **more):
        if where == "savez":
            file.write(b"half of it")
        raise OSError("no space left")

    monkeypatch.setattr(np if where == "savez" else os, where, fail)
    with pytest.raises(OSError, match="no space left"):
        storage.save(path, {"Wax": np.ones((2, 2))})
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_shortened_file_is_refused(path):
    storage.save(path, {"Wax": np.arange(6.0).reshape(2, 3), "ba": np.ones((2, 1))})
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="must be a whole"):
            storage.load(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(st.data())
def test_changed_bytes_are_refused_or_change_nothing(path, data):
    params = {"Wax": np.arange(6.0).reshape(2, 3), "ba": np.ones((2, 1))}
    storage.save(path, params)
    content = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4, unique=True)):
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(content))
    try:
        loaded = storage.load(path, like=params)
    except ValueError as error:
        assert str(path) in str(error)
    else:
        assert_same(loaded, params)


def test_a_damaged_shape_is_refused(path):
    """Fewer numbers than there are would be read without coming to the checksum at their end."""
    storage.save(path, {"Wax": np.arange(6.0).reshape(2, 3)})
    whole = path.read_bytes()
    assert whole.count(b"(2, 3)") == 1
    path.write_bytes(whole.replace(b"(2, 3)", b"(2, 2)"))
    with pytest.raises(ValueError, match="damaged entry parameters/Wax"):
        storage.load(path)


class Explosive:
    """Creates a folder when it is unpickled."""

    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return os.mkdir, (str(self.target),)


def test_foreign_files_are_refused(path):
    target = path.parent / "made by a pickle"
    foreign = {
        "another .npz": lambda file: np.savez(file, Wax=np.ones((2, 2))),
        "objects": lambda file: np.savez(file, Wax=np.array([Explosive(target)], dtype=object)),
        "a pickle": lambda file: pickle.dump(Explosive(target), file),
        "an .npy": lambda file: np.save(file, np.ones(3)),
        "text": lambda file: file.write(b"Wax, 1, 2, 3"),
        "nothing": lambda file: None,
        "format alone": lambda file: np.savez(file, format=np.array(storage.FORMAT), Wax=np.ones(2)),
        "integers": lambda file: np.savez(
            file, format=np.array(storage.FORMAT), **{storage.FOLDER + "Wax": np.ones(2, int)}
        ),
    }
    for write in foreign.values():
        with open(path, "wb") as file:
            write(file)
        with pytest.raises(ValueError, match=str(path.name)):
            storage.load(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "not an array")
    with pytest.raises(ValueError, match=str(path.name)):
        storage.load(path)
    assert not target.exists()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_a_run_that_diverged_has_left_replaces_nothing(path, bad):
    good, broken = {"Wax": np.ones((2, 2))}, {"Wax": np.array([[1.0, 2.0], [3.0, bad]])}
    storage.save(path, good)
    with pytest.raises(ValueError, match=rf'^params\["Wax"\] must be finite, got {bad} at \[1, 1\]$'):
        storage.save(path, broken)
    assert_same(storage.load(path), good)
    np.savez(path, format=np.array(storage.FORMAT), **{storage.FOLDER + "Wax": broken["Wax"]})
    with pytest.raises(ValueError, match=rf'^params\["Wax"\] of .* must be finite, got {bad}'):
        storage.load(path)


def test_a_file_must_be_like_the_model(path):
    params = drawn()
    storage.save(path, params)
    lost = {key: p for key, p in params.items() if key != "head.by"}
    with pytest.raises(ValueError, match=r"got missing: none; too many: head\.by$"):
        storage.load(path, like=lost)
    with pytest.raises(ValueError, match=r"got missing: head\.bz; too many: none$"):
        storage.load(path, like=params | {"head.bz": params["head.by"]})
    with pytest.raises(
        ValueError, match=r'^params\["head\.by"\] of .* must have shape \(9, 1\) and dtype float64'
    ):
        storage.load(path, like=params | {"head.by": np.ones((9, 1))})
    with pytest.raises(ValueError, match=r"dtype float32, as like has, got \(.*\) and float64$"):
        storage.load(path, like=drawn(np.float32))


def test_refusals(path):
    with pytest.raises(ValueError, match="found none at"):
        storage.load(path)
    for wrong in (path.with_suffix(".npy"), path.with_suffix(""), 5, None):
        for call in (storage.load, lambda p: storage.save(p, drawn())):
            with pytest.raises(ValueError, match=r'^path must end in "\.npz", got'):
                call(wrong)
    for params in ({}, [np.ones(2)], {"Wax": [1.0]}, {"Wax": np.ones(2, int)}, {1: np.ones(2)}):
        with pytest.raises(ValueError, match=r"^params"):
            storage.save(path, params)
    with pytest.raises(OSError):
        storage.save(path.parent / "no such folder" / "parameters.npz", drawn())
    assert list(path.parent.iterdir()) == []

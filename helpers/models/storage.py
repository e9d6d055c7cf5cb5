"""Parameters in files: .npz without pickle, so that a file holds numbers and can run nothing."""

import io
import os
import zipfile
from pathlib import Path

import numpy as np

from helpers import files, validation

FORMAT = "parameters of the RNN course, version 1"
FOLDER = "parameters/"  # inside the file, so that no parameter's name can clash with another entry


def save(path, params):
    """Write parameters to the file `path`, all of it or nothing: a file that was there stays until then.

    Parameters: path, ending in ".npz"; params, dict of arrays, float32 or float64. The same parameters give
    the same bytes.
    Raises ValueError: another ending, params is no dict of such arrays, or NaN or infinite: what a run that
    diverged has left does not replace a good file. OSError: the folder cannot be written to.
    """
    path = _npz(path)
    validation.arrays("params", params)
    entries = {FOLDER + key: np.asarray(value, order="C") for key, value in params.items()}
    content = io.BytesIO()
    np.savez(content, format=np.array(FORMAT), **entries)
    files.write(path, content.getvalue())


def load(path, like=None):
    """Return the parameters that `save` wrote to the file `path`.

    Parameters: path; like, a dict of arrays such as `init` gives: names, shapes and dtypes must be the
    same; without it any are taken.
    Raises ValueError: no file, one that `save` did not write, that is damaged, holds NaN or infinity, or is
    not like `like`. OSError: it cannot be read.
    """
    path = _npz(path)
    if like is not None:
        validation.arrays("like", like)
    if not path.is_file():
        raise ValueError(f"path must be a file, found none at {path}")
    arrays = _read(path)
    if str(arrays.pop("format", "")) != FORMAT or not all(key.startswith(FOLDER) for key in arrays):
        raise ValueError(f"{path} must hold {FORMAT}, got another .npz file")
    params = {key.removeprefix(FOLDER): value for key, value in arrays.items()}
    for key, value in params.items():
        validation.float_values(f'params["{key}"] of {path}', value)
        validation.finite(f'params["{key}"] of {path}', value)
    if like is not None:
        _compare(path, params, like)
    return params


def _npz(path):
    """Return the path; raise ValueError unless it ends in .npz."""
    if not isinstance(path, str | os.PathLike) or Path(path).suffix != ".npz":
        raise ValueError(f'path must end in ".npz", got {path!r}')
    return Path(path)


def _read(path):
    """Return all arrays of a file, of which every checksum is tested first."""
    with open(path, "rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                damaged = archive.testzip()
            if damaged is None:
                file.seek(0)
                with np.load(file, allow_pickle=False) as arrays:
                    return dict(arrays)
        except Exception as error:  # zipfile and NumPy raise a dozen kinds on bytes that are not theirs
            raise ValueError(f"{path} must be a whole .npz file, got other or damaged bytes") from error
    raise ValueError(f"{path} must be a whole .npz file, got a damaged entry {damaged}")


def _compare(path, params, like):
    """Raise ValueError where the parameters of a file are not like those expected."""
    missing, extra = like.keys() - params.keys(), params.keys() - like.keys()
    if missing or extra:
        listed = (", ".join(sorted(keys)) or "none" for keys in (missing, extra))
        raise ValueError("{} must hold the keys of like, got missing: {}; too many: {}".format(path, *listed))
    for key, value in like.items():
        got = params[key]
        if got.shape != value.shape or got.dtype != value.dtype:
            wanted = f"shape {value.shape} and dtype {value.dtype}, as like has"
            raise ValueError(f'params["{key}"] of {path} must have {wanted}, got {got.shape} and {got.dtype}')

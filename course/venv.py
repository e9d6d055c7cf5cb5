"""Build .venv from requirements.lock with Python's standard library, and run a command inside it."""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = "course-stamp"  # a file in .venv: what it was made from, and in which folder


def enter(command):
    """Return when this Python is the one of an up-to-date .venv; otherwise run `command` with that one."""
    ensure()
    programs = str(python().parent)  # nbgrader calls alembic by name
    os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    arguments = [str(python()), *command]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(arguments[0], arguments)
    sys.exit(subprocess.call(arguments))


def ensure():
    """Build .venv, or bring it up to date; do nothing when its stamp says that it is as it should be."""
    if stamp() == wanted():
        return
    with one_at_a_time():
        if stamp() != wanted():
            build()


def stamp():
    """Return what the stamp says, as a list of lines; nothing without one, or while .venv is unfinished."""
    file = VENV / STAMP
    return file.read_text(encoding="utf-8").splitlines() if file.exists() and python().exists() else []


def wanted():
    """Return what the stamp should say: the hash of what .venv is made from, and the folder it is in."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    return [hashlib.sha256(b"\0".join(parts)).hexdigest(), str(ROOT)]


def python():
    return python_of(VENV)


def python_of(folder):
    """Return the Python of the virtual environment in this folder."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def build():
    """Make .venv, or bring it up to date; one that is unfinished, was moved or does not run is made anew."""
    began = time.monotonic()
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            sys.exit(
                f"This Python ({sys.executable}) comes without the module {module}.\n"
                "On Debian or Ubuntu: `sudo apt install python3-venv`. Elsewhere: get it from python.org."
            )
    if VENV.exists() and not (stamp()[1:] == wanted()[1:] and runs()):
        say("Removing a .venv that was left unfinished, was moved or no longer works ...")
        shutil.rmtree(VENV)
    if VENV.exists():
        (VENV / STAMP).unlink()
    else:
        say(f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]} ...")
        call([sys._base_executable, "-m", "venv", str(VENV)])
    pip_install(["-r", "requirements.lock"])
    pip_install(["--no-deps", "--no-build-isolation", "--editable", "."])
    (VENV / STAMP).write_text("\n".join(wanted()), encoding="utf-8")
    say(f".venv is ready ({time.monotonic() - began:.0f} s).")


def runs():
    return subprocess.run([python(), "-c", ""], capture_output=True).returncode == 0


def pip_install(arguments):
    """Install with the pip of .venv, which says itself how far it is."""
    environment = dict(os.environ, PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    call([str(python()), "-m", "pip", "install", *arguments], environment)


def call(command, environment=None):
    """Run `command`; when it fails, say what it may want and stop."""
    if subprocess.call(command, cwd=ROOT, env=environment):
        advice = "The first start needs the internet, about 1 GB of disk and a folder that can be written."
        sys.exit(f"\nThis command failed: {' '.join(command)}\n{advice}")


@contextlib.contextmanager
def one_at_a_time():
    """Wait while another command builds .venv; the system frees the lock of one that was killed."""
    (ROOT / "build").mkdir(exist_ok=True)
    with open(ROOT / "build" / "venv.lock", "w") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def say(text):
    print(text, flush=True)

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
STAMP = VENV / "course-stamp"
BUILDING = "building"  # what the stamp says until everything is installed


def enter(command):
    """Return when this Python is the one of an up-to-date .venv; otherwise run `command` with that one."""
    ensure()
    os.environ["PATH"] = (
        f"{python().parent}{os.pathsep}{os.environ.get('PATH', '')}"  # nbgrader calls alembic by name
    )
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    arguments = [str(python()), *command]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(arguments[0], arguments)
    sys.exit(subprocess.call(arguments))


def ensure():
    """Build .venv, or bring it up to date; do nothing when its stamp says that it is as it should be."""
    if is_ready():
        return
    with one_at_a_time():
        if not is_ready():
            build()


def is_ready():
    return python().exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def fingerprint():
    """Hash what .venv is made from, and where: a folder that was moved needs a new one."""
    parts = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, os.fsencode(ROOT)])).hexdigest()


def python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def build():
    began = time.monotonic()
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            sys.exit(
                f"This Python ({sys.executable}) comes without the module {module}.\n"
                "On Debian or Ubuntu: `sudo apt install python3-venv`. Elsewhere: get it from python.org."
            )
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    interrupted = STAMP.exists() and STAMP.read_text() == BUILDING
    moved = python().exists() and subprocess.run([python(), "-c", ""], capture_output=True).returncode != 0
    if VENV.exists() and not inside and (interrupted or moved or not python().exists()):
        say("Removing a .venv that was left unfinished or no longer works ...")
        shutil.rmtree(VENV)
    VENV.mkdir(exist_ok=True)
    STAMP.write_text(BUILDING)
    if not python().exists():
        say(f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]} ...")
        call([sys.executable, "-m", "venv", str(VENV)])
    pip_install(["-r", "requirements.lock"])
    pip_install(["--no-deps", "--no-build-isolation", "--editable", "."])
    STAMP.write_text(fingerprint())
    say(f".venv is ready ({time.monotonic() - began:.0f} s).")


def pip_install(arguments):
    """Install with the pip of .venv, saying now and then how far it is."""
    command = [str(python()), "-m", "pip", "install", "--progress-bar", "off", *arguments]
    environment = dict(os.environ, PIP_USER="0", PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    call(command, environment, Progress(arguments[-1]))


class Progress:
    """Turn what pip prints into a few lines."""

    def __init__(self, what):
        self.found = 0
        say("Installing the course itself ..." if what == "." else f"Installing what {what} lists ...")

    def __call__(self, line):
        if line.startswith(("Collecting ", "Processing ")):
            self.found += 1
            if self.found % 30 == 0:
                say(f"  {self.found} packages downloaded")
        elif line.startswith("Installing collected packages") and self.found:
            say(f"  {self.found} packages downloaded; unpacking them takes about as long again")


def call(command, environment=None, progress=lambda line: None):
    """Run `command`; hand its lines to `progress`; when it fails, show its last lines and stop."""
    lines = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout:
            lines.append(line)
            progress(line)
    if process.returncode:
        sys.exit("".join(lines[-20:]) + "\nThis command failed: " + " ".join(command))


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

"""Open JupyterLab on the first lesson (makes .venv when needed).

Arguments are passed on to `jupyter lab`.
"""

import json
import os
import subprocess
import sys

from course.venv import ROOT, VENV
from helpers import files
from helpers.learner.copies import make_copies

FIRST = "notebooks/00_start_here.ipynb"
# Files in .venv: no questions about news or updates; a demo in a saved lesson keeps its picture ("Error
# displaying widget" without it); no server of nbclassic, of which the slides use parts.
SETTINGS = {
    "share/jupyter/lab/settings/overrides.json": {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    },
    "etc/jupyter/jupyter_server_config.json": {"ServerApp": {"jpserver_extensions": {"nbclassic": False}}},
}


def main(arguments):
    if not has_home():
        return (
            "JupyterLab needs a home folder that can be written. Name one: HOME=/a/folder/of/yours make lab"
        )
    prepare()
    environment = dict(os.environ, JUPYTER_PREFER_ENV_PATH="1")
    with subprocess.Popen([*command(), *arguments], cwd=ROOT, env=environment) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # Ctrl-C went to JupyterLab as well, which asks whether to stop
                continue


def has_home():
    """Tell whether there is a home folder that can be written, for JupyterLab's settings and cookies."""
    home = os.path.expanduser("~")
    return os.path.isabs(home) and os.access(home, os.W_OK)


def command():
    """Return the call that starts JupyterLab on the first lesson."""
    call = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    call.append(f"--LabApp.default_url=/lab/tree/{FIRST}")
    if os.name == "posix" and os.geteuid() == 0:
        call.append("--allow-root")
    return call if has_display() else [*call, "--no-browser"]


def prepare():
    """Make the learner's copies and JupyterLab's settings; where nothing can be written, say so and go on."""
    try:
        for sentence in make_copies(ROOT):
            print(sentence)
        for name, content in SETTINGS.items():
            text = json.dumps(content).encode()
            if not (VENV / name).exists() or (VENV / name).read_bytes() != text:
                (VENV / name).parent.mkdir(parents=True, exist_ok=True)
                files.write(VENV / name, text)
    except OSError as error:
        print(f"{error.filename or ROOT} cannot be written ({error.strerror}).")
        print("JupyterLab opens all the same; to keep what you do, copy the course to a folder of your own.")


def has_display():
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )

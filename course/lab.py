"""Open JupyterLab on the first lesson. Arguments are passed on to `jupyter lab`."""

import json
import os
import subprocess
import sys

from course.venv import ROOT, VENV
from helpers.learner.copies import make_copies

FIRST = "notebooks/00_start_here.ipynb"
# Files in .venv: no questions about news or updates; no server of nbclassic, of which the slides use parts.
SETTINGS = {
    "share/jupyter/lab/settings/overrides.json": {
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    },
    "etc/jupyter/jupyter_server_config.json": {"ServerApp": {"jpserver_extensions": {"nbclassic": False}}},
}


def main(arguments):
    make_copies(ROOT)
    for name, content in SETTINGS.items():
        (VENV / name).parent.mkdir(parents=True, exist_ok=True)
        (VENV / name).write_text(json.dumps(content))
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}"]
    command.append(f"--LabApp.default_url=/lab/tree/{FIRST}")
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--allow-root")
    if not has_display():
        command.append("--no-browser")
    environment = dict(os.environ, JUPYTER_PREFER_ENV_PATH="1")
    try:
        return subprocess.call([*command, *arguments], cwd=ROOT, env=environment)
    except KeyboardInterrupt:  # Ctrl-C went to JupyterLab as well, which says what it does with it
        return 0


def has_display():
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )

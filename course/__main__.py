"""Read the command line, make sure of .venv and run the command in it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far and no further
    sys.exit(
        f"The course needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Name a newer one: `make PYTHON=python3.12 lab`, or `python3.12 -m course lab`."
    )

import argparse
import importlib

from course import venv

# command: (module, one line of help)
COMMANDS = {
    "lab": ("lab", "open JupyterLab on the first lesson (makes .venv when needed)"),
    "test": ("testing", "run every lesson, solution and test and compare what they print"),
    "run": ("run", "execute all lessons and report result, seconds and peak memory"),
    "refresh": ("refresh", "execute notebooks and store their outputs"),
    "exercises": ("exercises", "generate the student copies from notebooks/solutions"),
    "slides": ("slides", "build the lectures in slides/"),
    "picture": ("picture", "draw the picture of the README"),
    "bundle": ("bundle", "make the folder to hand out, without solutions, and a zip of it"),
    "reset": ("reset", "set your copy of an exercise notebook aside and get a fresh one"),
    "checks": ("checks", "try every exercise check on wrong and right solutions"),
    "bench": ("bench", "compare speed and numbers with the textbook loop, PyTorch and Keras"),
}
NEEDS_SOURCES = {"test", "exercises", "checks", "bench"}  # a bundle lacks what these work on


def main():
    commands = {name: entry for name, entry in COMMANDS.items() if name not in NEEDS_SOURCES or is_whole()}
    lines = [f"  {name:10} {text}" for name, (_, text) in commands.items()]
    parser = argparse.ArgumentParser(
        prog="python -m course",
        usage="python -m course COMMAND [ARGUMENTS]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Commands:\n" + "\n".join(lines),
        epilog="python -m course COMMAND --help tells more about one of them.",
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.command is None:
        parser.print_help()
    elif given.command not in COMMANDS:
        parser.error(f"no command {given.command!r}; choose one of: {', '.join(commands)}")
    elif given.command not in commands:
        sys.exit(f"`{given.command}` needs the whole repository; this folder is the learner's part of it.")
    else:
        venv.enter(["-m", "course", given.command, *given.arguments])
        module = importlib.import_module(f"course.{COMMANDS[given.command][0]}")
        sys.exit(module.main(given.arguments))


def is_whole():
    return (venv.ROOT / "tests").is_dir()


if __name__ == "__main__":
    main()

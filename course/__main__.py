"""Read the command line, make sure of .venv and run the command in it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far and no further
    sys.exit(
        f"The course needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Name a newer one: `make PYTHON=python3.12 lab`, or `python3.12 -m course lab`."
    )

import argparse
import ast
import importlib
from pathlib import Path

from course import venv

COMMANDS = "lab test test-oldest run refresh exercises slides picture bundle reset checks bench".split()
# What a bundle lacks the sources for.
NEEDS_SOURCES = {"test", "test-oldest", "exercises", "picture", "bundle", "checks", "bench"}


def main():
    commands = [name for name in COMMANDS if name not in NEEDS_SOURCES or is_whole()]
    parser = argparse.ArgumentParser(
        prog="python -m course",
        usage="python -m course COMMAND [ARGUMENTS]",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="\n".join(["Commands:", *(f"  {name:12} {summary(name)}" for name in commands)]),
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
        sys.exit(run(given.command, given.arguments))


def run(command, arguments):
    """Run a command in .venv; say in a sentence what the system refused, or that it was stopped."""
    try:
        venv.enter(["-m", "course", command, *arguments])
        return importlib.import_module(f"course.commands.{module(command)}").main(arguments)
    except KeyboardInterrupt:
        return "\nStopped."
    except OSError as error:
        return f"{error.filename or 'The system'}: {error.strerror or error}."


def module(command):
    return command.replace("-", "_")


def summary(command):
    """Return the first line of a command's module, which says what the command does."""
    path = Path(__file__).parent / "commands" / f"{module(command)}.py"
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).splitlines()[0].rstrip(".")


def is_whole():
    return (venv.ROOT / "tests").is_dir()


if __name__ == "__main__":
    main()

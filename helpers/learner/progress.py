"""The learner's progress: the exercises done, one line of JSON for each, in the user's folder.

Lines are only ever added, each in a single write, so that two notebooks may record at once and none is lost.
The environment variable RNN_COURSE_PROGRESS names another file; "off" records nothing and shows none done. A
grader's run (NBGRADER_EXECUTION=autograde) records nothing either.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_data_path

from helpers import files
from helpers.learner.lessons import LESSONS


def path():
    """Return the progress file; None when progress is off, or the system knows no folder of the user."""
    setting = os.environ.get("RNN_COURSE_PROGRESS", "")
    if setting == "off":
        return None
    file = Path(setting) if setting else user_data_path("rnn-course", appauthor=False) / "progress.jsonl"
    return file if setting or file.is_absolute() else None


def record(exercise):
    """Record that an exercise is done (once is enough); when the file cannot be written, say so."""
    file = path()
    if file is None or os.environ.get("NBGRADER_EXECUTION") == "autograde" or exercise in done():
        return
    entry = {"exercise": exercise, "when": datetime.now(UTC).isoformat(timespec="seconds")}
    line = (json.dumps(entry) + "\n").encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            written = os.write(descriptor, line)
        finally:
            os.close(descriptor)
    except OSError as error:
        print(f"Your progress was not saved: {error.strerror}. The exercise itself is right.")
    else:
        if written < len(line):
            print("Your progress was not saved: the disk is full. The exercise itself is right.")


def standing(exercise):
    """Say how many exercises of its lesson are done and which is next; nothing where it is not recorded."""
    lesson = next(lesson for lesson in LESSONS.values() if exercise in lesson.exercises)
    finished, names, here = done(), lesson.exercises, lesson.exercises.index(exercise)
    if exercise not in finished:
        return ""
    left = [name for name in names[here:] + names[:here] if name not in finished]
    many = f"{len(names)} exercises of lesson {lesson.number} are done"
    return f"{len(names) - len(left)} of {many}; next is {left[0]}." if left else f"All {many}."


def done():
    """Return the exercises done, name -> time (ISO 8601, UTC) of the first success, in the order of success.

    A damaged file is set aside under another name, its readable lines are kept, and a message says so.
    """
    file = path()
    try:
        content = file.read_bytes() if file is not None else b""
    except OSError:
        return {}
    entries = {}
    damaged = not (b"\n" + content).endswith(b"\n")  # the last line was cut off
    for line in content.splitlines():
        try:
            entry = json.loads(line)
            exercise, when = entry["exercise"], entry["when"]
            if not (isinstance(exercise, str) and isinstance(when, str)):
                raise TypeError
        except (ValueError, KeyError, TypeError):  # not JSON, not UTF-8, or not what `record` writes
            damaged = True
        else:
            entries.setdefault(exercise, when)
    if damaged:
        _set_aside(file, entries)
    return entries


def _set_aside(file, entries):
    """Keep a damaged file under another name, write a new one from what could be read, and say so."""
    text = "".join(json.dumps({"exercise": name, "when": when}) + "\n" for name, when in entries.items())
    readable = f"{len(entries)} of its lines could be read"
    aside = files.free_name(file.with_name(f"{file.stem}.damaged-1{file.suffix}"))
    try:
        files.create(aside, file.read_bytes())
        try:
            files.write(file, text.encode())
        except OSError:
            aside.unlink()
            raise
    except OSError as error:
        print(f"Your progress file is damaged and cannot be repaired ({error.strerror}); {readable}.")
    else:
        print(f"Your progress file was damaged. It is kept as {aside.name}; {readable}.")


def progress_figure(lessons, title=None):
    """Draw how many exercises of each lesson are done; return the figure and its alternative text."""
    from helpers.plotting import BLUE, PALE, figure  # here: `check` records and needs no Matplotlib

    finished = done()
    names = [f"{lesson.number} {lesson.title}" for lesson in lessons]
    totals = [len(lesson.exercises) for lesson in lessons]
    counts = [sum(name in finished for name in lesson.exercises) for lesson in lessons]
    if title is None:
        title = f"{sum(counts)} of {sum(totals)} exercises are done."
    fig, ax = figure(7, 1.3 + 0.4 * len(names), title=title)
    ax.barh(names, totals, height=0.6, color=PALE, edgecolor="#BBBBBB")
    ax.barh(names, counts, height=0.6, color=BLUE)
    texts = [f"{count} of {total}" for count, total in zip(counts, totals, strict=True)]
    for row, (text, total) in enumerate(zip(texts, totals, strict=True)):
        ax.annotate(text, (total, row), (6, 0), textcoords="offset points", va="center")
    ax.invert_yaxis()
    ax.set_xlim(0, max(totals, default=1) * 1.15)
    ax.set_xticks(range(max(totals, default=1) + 1))
    ax.set_xlabel("exercises")
    ax.grid(False, axis="y")
    told = "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))
    return fig, f"A bar for each lesson, filled as far as its exercises are done: {told}."

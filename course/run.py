"""Execute all lessons, storing nothing, and report result, seconds and peak memory of each."""

import argparse
import sys
import threading
import time

import nbformat
import psutil
from tqdm import tqdm

from course.execute import Failed, execute
from course.notebooks import find, lessons, named


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m course run", description=__doc__)
    parser.add_argument("notebooks", nargs="*", help="03, 03_bptt or a path; all lessons without it")
    given = parser.parse_args(arguments)
    paths = (
        [path for name in given.notebooks for path in find(name, lessons())] if given.notebooks else lessons()
    )
    books = [nbformat.read(path, as_version=4) for path in paths]
    rows, failures = [], []
    with tqdm(total=sum(count_cells(book) for book in books), unit="cell", file=sys.stdout) as bar:
        for path, book in zip(paths, books, strict=True):
            bar.set_description(path.stem)
            end = bar.n + count_cells(book)
            memory, began, result = PeakMemory(), time.monotonic(), "ok"
            try:
                execute(book, path, on_start=memory.watch, on_cell=bar.update)
            except Failed as failure:
                failures.append(failure)
                result = "failed"
            rows.append((named(path), result, time.monotonic() - began, memory.stop() / 2**20))
            bar.update(end - bar.n)
    width = max([len(row[0]) for row in rows], default=8)
    print(f"{'notebook':{width}}  result  seconds  peak memory")
    for name, result, seconds, megabytes in rows:
        print(f"{name:{width}}  {result:6}  {seconds:7.1f}  {megabytes:8.0f} MB")
    for failure in failures:
        print(f"\n{failure}", file=sys.stderr)
    return int(bool(failures))


def count_cells(notebook):
    return sum(cell.cell_type == "code" for cell in notebook.cells)


class PeakMemory:
    """Look at the memory of a kernel twenty times a second and remember the most."""

    def __init__(self):
        self.peak = 0
        self.stopped = threading.Event()

    def watch(self, client):
        process = psutil.Process(client.km.provisioner.pid)
        threading.Thread(target=self._look, args=(process,), daemon=True).start()

    def _look(self, process):
        while not self.stopped.wait(0.05):
            try:
                self.peak = max(self.peak, process.memory_info().rss)
            except psutil.NoSuchProcess:
                return

    def stop(self):
        self.stopped.set()
        return self.peak

"""Execute all lessons, storing nothing, and report result, seconds and peak memory."""

import sys
import threading
import time

import psutil
from tqdm import tqdm

from course.execute import Failed, execute, read
from course.notebooks import choose, lessons, named


def main(arguments):
    paths = choose("run", __doc__, arguments, lessons())
    width = max(len(named(path)) for path in paths)
    tqdm.write(f"{'notebook':{width}}  result  seconds  peak memory")
    failures = []
    for path in tqdm(paths, unit="lesson", file=sys.stdout, leave=False):
        memory, began, result = PeakMemory(), time.monotonic(), "ok"
        try:
            execute(read(path)[0], path, on_start=memory.watch)
        except Failed as failure:
            failures.append(failure)
            result = "failed"
        seconds, megabytes = time.monotonic() - began, memory.stop() / 2**20
        tqdm.write(f"{named(path):{width}}  {result:6}  {seconds:7.1f}  {megabytes:8.0f} MB")
    for failure in failures:
        print(f"\n{failure}", file=sys.stderr)
    return int(bool(failures))


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

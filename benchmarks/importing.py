"""What `import helpers` adds to `import numpy`: at most 0.1 s."""

import statistics
import subprocess
import sys

LIMIT = 0.1
CODE = "from time import perf_counter; start = perf_counter(); import {}; print(perf_counter() - start)"


def report():
    """Print the median of eleven interleaved pairs of new processes; return 1 when it is above the limit."""
    pairs = [(seconds("numpy"), seconds("numpy, helpers")) for _ in range(11)]
    added = statistics.median(both - numpy for numpy, both in pairs)
    print(f"import helpers adds {1000 * added:.0f} ms to import numpy (limit {1000 * LIMIT:.0f} ms)\n")
    return int(added > LIMIT)


def seconds(modules):
    """Return the time that a new Python takes to import these modules."""
    command = [sys.executable, "-c", CODE.format(modules)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

"""Execute one notebook in a fresh kernel, top to bottom."""

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from course.notebooks import environment, named


class Failed(Exception):
    """A cell failed; the message names the notebook, the cell and the error."""


def execute(notebook, path, timeout=None, on_start=None, on_cell=None):
    """Execute `notebook` (changed in place) in the folder of `path`; raise Failed at the first cell that fails.

    `on_start(client)` is called when the kernel runs, `on_cell()` after each code cell.
    """
    current = {}

    def begin(cell, cell_index):
        if not current and on_start:
            on_start(client)
        current["cell"] = cell

    def end(cell, cell_index):
        if on_cell and cell.cell_type == "code":
            on_cell()

    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        on_cell_start=begin,
        on_cell_complete=end,
    )
    try:
        client.execute(env=environment())
    except CellExecutionError as error:
        raise Failed(describe(notebook, path, current, f"{error.ename}: {error.evalue}")) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise Failed(describe(notebook, path, current, str(error).strip().splitlines()[0])) from None


def describe(notebook, path, current, error):
    if "cell" not in current:
        return f"{named(path)}: the kernel did not start: {error}"
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    number = next(n for n, cell in enumerate(cells, 1) if cell is current["cell"])
    first = (current["cell"].source.strip().splitlines() or [""])[0]
    return f"{named(path)}, code cell {number} ({first}): {error}"

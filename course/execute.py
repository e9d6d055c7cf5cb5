"""Execute one notebook in a fresh kernel, top to bottom."""

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from course.notebooks import environment, named
from helpers.learner.copies import is_notebook


class Failed(Exception):
    """A notebook cannot be read, or a cell failed; the message names the notebook, the cell and the error."""


def read(path):
    """Return the notebook at `path` and its bytes; raise Failed when it is none."""
    if not is_notebook(path):
        raise Failed(f"{named(path)} is no notebook: it is damaged, or something else")
    content = path.read_bytes()
    return nbformat.reads(content.decode(), as_version=4), content


def failed(notebook, path, cell, error):
    """Return the exception that says where the notebook failed."""
    first = f" ({(cell.source.strip().splitlines() or [''])[0]})" if cell else ""
    cells = [c for c in notebook.cells if c.cell_type == "code"]
    where = next((f"code cell {n}" for n, c in enumerate(cells, 1) if c is cell), "before its first cell")
    return Failed(f"{named(path)}, {where}{first}: {error}")


def execute(notebook, path, on_start=None, on_cell=None, variables=None):
    """Execute `notebook`, in place, in the folder of `path`; raise Failed at the first cell that fails.

    `on_start(client)` is called when the kernel runs, `on_cell()` after each code cell.
    `variables` are added to the kernel's environment.
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
        client.execute(env={**environment(), **(variables or {})})
    except CellExecutionError as error:
        raise failed(notebook, path, current.get("cell"), f"{error.ename}: {error.evalue}") from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise failed(notebook, path, current.get("cell"), str(error).strip().splitlines()[0]) from None

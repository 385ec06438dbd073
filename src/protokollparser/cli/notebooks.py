"""A notebook run anew: its answers as they are now, without what differs from run to run."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def notebook_page(page: str, root: Path) -> str:
    """Return a notebook, given as JSON, with the answer of every cell asked anew in the folder `root`.

    Numbers of runs, times and ids are left out. Raises nbclient's CellExecutionError where a cell fails.
    """
    # Only those who write the pages have these libraries.
    import nbformat
    from nbclient import NotebookClient

    held = nbformat.reads(page, as_version=4)  # type: ignore[no-untyped-call]
    for cell in held.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            held, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(root)}}
        )
        environment = {**os.environ, "IPYTHONDIR": folder, "TMPDIR": folder, "PYTHONHASHSEED": "0"}
        client.execute(env=environment)
    cells = [_cell(number, cell) for number, cell in enumerate(held.cells)]
    kept = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _cell(number: int, cell: Any) -> dict[str, Any]:
    """Return a cell with its answers, the numbers of runs left out."""
    told: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "id": f"cell-{number:02}",
        "metadata": {},
        "source": cell.source.splitlines(keepends=True),
    }
    if cell.cell_type == "code":
        told |= {"execution_count": None, "outputs": [_output(output) for output in cell.outputs]}
    return told


def _output(output: Any) -> dict[str, Any]:
    """Return one answer of a cell."""
    if output.output_type == "stream":
        return {"name": output.name, "output_type": "stream", "text": output.text.splitlines(keepends=True)}
    data = {kind: text.splitlines(keepends=True) for kind, text in sorted(output.data.items())}
    told: dict[str, Any] = {"data": data, "metadata": {}, "output_type": output.output_type}
    return told | ({"execution_count": None} if output.output_type == "execute_result" else {})

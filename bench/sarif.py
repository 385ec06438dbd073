"""A SARIF report against the official schema of SARIF 2.1.0, which npm brings.

`protokollparser check --format sarif --out FILE`, then `python -m bench.sarif FILE`. The schema is not ours
to keep; it comes with a package of 43 MB. Tests check reports by models that were made from it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

_PACKAGE = "@microsoft/sarif-multitool-linux"
_SCHEMA = "package/sarif-2.1.0.json"


def schema(folder: Path) -> dict[str, Any]:
    """Return the schema out of its package, fetched to a folder."""
    told = subprocess.run(["npm", "pack", "--silent", _PACKAGE], cwd=folder, check=True, capture_output=True)
    with tarfile.open(folder / told.stdout.decode().split()[-1]) as package:
        held = package.extractfile(_SCHEMA)
        if held is None:
            raise FileNotFoundError(_SCHEMA)
        found: dict[str, Any] = json.loads(held.read().decode("utf-8-sig"))
    return found


def main() -> int:
    """Print what the schema says against a report, and return 1 if anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    report = json.loads(parser.parse_args().report.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        faults = list(Draft202012Validator(schema(Path(folder))).iter_errors(report))
    for fault in faults:
        print("/".join(map(str, fault.path)), fault.message[:200])
    results = sum(len(run["results"]) for run in report["runs"])
    print(f"{results} results, {len(faults)} against the schema")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

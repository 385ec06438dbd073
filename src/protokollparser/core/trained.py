"""A trained Swedish pipeline of spaCy that the user has installed: found by name or folder, not loaded."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from protokollparser.core.errors import UsageError


@dataclass(frozen=True)
class TrainedModel:
    """A pipeline by the name or folder that spaCy loads it from, and its version."""

    name: str
    version: str


def find_model(name: str) -> TrainedModel:
    """Return the trained pipeline called `name`, or in the folder `name`.

    Raises UsageError where there is none, or where it is not of Swedish.
    """
    folder = Path(name)
    if folder.is_dir():
        told = _meta(folder)
        language, version = told.get("lang"), f"{told.get('name')} {told.get('version')}"
    elif name.isidentifier() and importlib.util.find_spec(name) is not None:
        language, version = name.split("_")[0], metadata.version(name)
    else:
        raise UsageError(
            f"{name}: no such spaCy pipeline is installed; install it or name its folder",
            "no_model",
            model=name,
        )
    if language != "sv":
        raise UsageError(f"{name}: is no spaCy pipeline for Swedish", "model_language", model=name)
    return TrainedModel(name, version)


def _meta(folder: Path) -> dict[str, object]:
    """Return what a pipeline's folder says of it; empty where it is none."""
    try:
        told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}

"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from protokollparser.cli.speech import tell

MetadataOption = Annotated[
    Path | None, typer.Option("--metadata", help=tell("help.ingest.metadata"), metavar="FILE.csv")
]
JobsOption = Annotated[int | None, typer.Option("--jobs", help=tell("help.ingest.jobs"), min=0)]
EngineOption = Annotated[Literal["local", "dask"], typer.Option("--engine", help=tell("help.engine"))]
SchedulerOption = Annotated[str, typer.Option("--scheduler", help=tell("help.scheduler"), metavar="ADDRESS")]
OcrOption = Annotated[Literal["auto", "always", "never"], typer.Option("--ocr", help=tell("help.ingest.ocr"))]
OcrCacheOption = Annotated[
    Path | None, typer.Option("--ocr-cache", help=tell("help.ingest.ocr_cache"), metavar="FOLDER")
]
ModelOption = Annotated[
    str | None, typer.Option("--nlp-model", help=tell("help.ingest.nlp_model"), metavar="NAME")
]
ReceiptOption = Annotated[
    Path | None, typer.Option("--receipt", help=tell("help.ingest.receipt"), metavar="FILE")
]

"""spaCy without its commands."""

from __future__ import annotations

import subprocess
import sys


def test_spacys_commands_are_not_loaded_and_can_be_loaded_later() -> None:
    code = (
        "import sys; from protokollparser.parse.prose import lean; "
        "assert 'spacy' in sys.modules and 'spacy.cli' not in sys.modules; "
        "import spacy.cli; assert callable(spacy.cli.info)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

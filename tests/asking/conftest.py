"""A small database in a folder with a secret, and an address that counts who calls."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from protokollparser.store import open_store
from tests.store.made import document, file, reading, source

SECRET = "kanariefågel-7319"


@dataclass
class Guarded:
    """What no question may touch, and how it was when it was made."""

    database: Path
    secret: Path
    url: str
    calls: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.before = self.state()

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Return time and bytes of every file of the folder."""
        found = sorted(self.database.parent.rglob("*"))
        return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in found if path.is_file()}

    def filled(self, sql: str) -> str:
        """Return an escape with the places of this folder in it."""
        folder = self.database.parent
        places = {"file": self.secret, "folder": folder, "db": self.database, "new": folder / "new.csv"}
        return sql.format(url=self.url, **places)

    def told_in(self, words: str, sql: str) -> list[str]:
        """Return what the words tell that the question did not say itself."""
        hidden = (SECRET, str(self.database.parent), str(Path.home()), "site-packages", "/proc/")
        return [one for one in hidden if one in words and one not in sql]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    database, secret = folder / "arkiv.duckdb", folder / "secret.csv"
    secret.write_text(f"a,b\n{SECRET},2\n", encoding="utf-8")
    made = document("Nämnden beslutar\natt godkänna\nKostnader\t1 250\nKlart\n")
    with open_store(database) as store:
        store.save(reading(made), source(made), [file(made, "in/a.txt")])
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Guarded(database, secret, f"http://127.0.0.1:{server.getsockname()[1]}")
        threading.Thread(target=_listen, args=(server, found.calls), daemon=True).start()
        yield found


def _listen(server: socket.socket, calls: list[object]) -> None:
    """Note every caller, until the address is closed."""
    while True:
        try:
            connection, caller = server.accept()
        except OSError:
            return
        calls.append(caller)
        connection.close()

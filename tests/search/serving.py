"""A plain static host: files below a base path, a strict policy, and a count of what was sent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from webservers import POLICY

ENDING = 0.01
"""Seconds after which the host looks whether it is to end."""


@dataclass(slots=True)
class Host:
    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)
    """(path, bytes) of every file sent whole."""

    def of_the_index(self) -> list[tuple[str, int]]:
        return [one for one in self.sent if one[0].endswith((".bin", "segments.json"))]


@contextmanager
def hosted(folder: Path, base: str = "/") -> Iterator[Host]:
    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            beyond = path.startswith(base)
            return super().translate_path("/" + path[len(base) :] if beyond else "/missing")

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            content = source.read()
            host.sent.append((self.path.partition("?")[0], len(content)))
            outputfile.write(content)

        def list_directory(self, path: Any) -> None:
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            pass

        def __init__(self, *told: Any) -> None:
            super().__init__(*told, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(f"http://127.0.0.1:{server.server_port}{base}")
        thread = threading.Thread(target=server.serve_forever, args=(ENDING,))
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()

"""The line between a browser and the guide, as bytes: it can be cut, or fall silent, in the middle of a reply."""
from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import Iterator, Optional
from urllib.parse import urlsplit

_PIECE = 65536
_END_OF_HEAD = b"\r\n\r\n"


class Line:
    """Passes on what comes. `url` is the guide's address at this end of the line.

    `cut` and `silent`: after so many bytes of what a message is answered with, its head not counted, the connection ends,
    or nothing more comes; None is a good line.
    """

    def __init__(self, guide_url: str):
        self._far = (urlsplit(guide_url).hostname, urlsplit(guide_url).port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut: Optional[int] = None
        self.silent: Optional[int] = None
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._take_calls, daemon=True).start()

    def close(self) -> None:
        """Ends every connection."""
        for end in [self._listener, *self._ends]:
            end.close()

    def _take_calls(self) -> None:
        try:
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._far)
                self._ends += [near, far]
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()
        except OSError:
            pass  # It was closed.

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        """One connection: a request up, its reply down, again and again."""
        asked = {"message": False}
        threading.Thread(target=self._up, args=(near, far, asked), daemon=True).start()
        try:
            while piece := far.recv(_PIECE):
                left = self.cut if self.cut is not None else self.silent
                if asked["message"] and left is not None:
                    near.sendall(piece[:piece.index(_END_OF_HEAD) + len(_END_OF_HEAD) + left])
                    if self.cut is not None:
                        near.shutdown(socket.SHUT_RDWR)
                    return
                near.sendall(piece)
        except OSError:
            pass  # One of the two ends hung up.

    @staticmethod
    def _up(near: socket.socket, far: socket.socket, asked: dict[str, bool]) -> None:
        try:
            while piece := near.recv(_PIECE):
                if piece.startswith((b"POST ", b"GET ")):
                    asked["message"] = piece.startswith(b"POST /webhooks/widget/messages")
                far.sendall(piece)
        except OSError:
            pass


@contextmanager
def laid(guide_url: str) -> Iterator[Line]:
    """A line to the guide, for as long as the block runs."""
    line = Line(guide_url)
    try:
        yield line
    finally:
        line.close()

"""A TCP proxy that can be cut: in both directions, or only for what comes back."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field

CHUNK = 65_536
LOOK_SECONDS = 0.05


@dataclass
class Proxy:
    """Passes connections on to `target`; while it is cut, nothing arrives and nothing is closed."""

    target: tuple[str, int]
    host: str = "127.0.0.1"
    is_cut: bool = False  # nothing passes
    is_deaf: bool = False  # requests pass, answers do not
    sockets: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listener = socket.create_server((self.host, 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True

    def heal(self) -> None:
        """Let everything pass again; what was on its way is lost with its connection."""
        was, self.is_cut, self.is_deaf = self.is_cut or self.is_deaf, False, False
        if was:
            self._drop()

    def close(self) -> None:
        self.listener.close()
        self._drop()

    def _drop(self) -> None:
        sockets, self.sockets = self.sockets, []
        for one in sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
                far = socket.create_connection(self.target, timeout=5)
            except OSError:
                if self.listener.fileno() < 0:
                    return
                continue
            far.settimeout(None)
            self.sockets += [near, far]
            for source, sink, comes_back in ((near, far, False), (far, near, True)):
                pump = threading.Thread(
                    target=self._pump, args=(source, sink, comes_back), daemon=True
                )
                pump.start()

    def _pump(self, source: socket.socket, sink: socket.socket, comes_back: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                while self.is_cut or (self.is_deaf and comes_back):
                    threading.Event().wait(LOOK_SECONDS)
                    if source.fileno() < 0:
                        return
                sink.sendall(data)
        for one in (source, sink):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

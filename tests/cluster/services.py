"""The servers of a cluster as real processes on loopback, kept going as a service manager keeps them.

PostgreSQL, Redis and nginx are those of the machine. Everything is in one folder and on free ports, and ends with the tests.
"""
from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Callable, Iterator, Mapping, Optional, Sequence

from bot.bench.servers import processes

# As in the units: so long after its end a process is started again.
AGAIN_SECONDS = 1.0
READY_SECONDS, STOP_SECONDS = 240, 20
# Debian's packages, by the program that each brings.
PACKAGES = {"postgres": "postgresql", "initdb": "postgresql", "redis-server": "redis-server", "nginx": "nginx", "openssl": "openssl"}
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/sbin", "/usr/bin", "/usr/local/bin")


class NotReady(Exception):
    """A server did not come up; the text ends with what it said."""


def program(name: str) -> Optional[str]:
    """Where a program is, or None. Debian keeps those of PostgreSQL out of the path."""
    found = sorted(path for folder in _FOLDERS for path in glob(f"{folder}/{name}"))
    return shutil.which(name) or (found[-1] if found else None)


def missing() -> list[str]:
    """Debian packages that the tests need, and that this machine has not."""
    return sorted({package for name, package in PACKAGES.items() if program(name) is None})


def ordinary_user() -> Optional[str]:
    """Whom PostgreSQL runs as where the tests run as root, which it refuses; None where they do not."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_user(user: Optional[str]) -> dict:
    """The arguments that make a process run as this user."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


class Service:
    """One process that is started again whenever it ends.

    name     its log is <name>.log in the folder
    is_ready asked until it says True
    user     whom it runs as; None for whoever runs the tests
    """

    def __init__(
        self, name: str, command: Sequence[str], folder: Path, is_ready: Callable[[], bool],
        environment: Optional[Mapping[str, str]] = None, user: Optional[str] = None, cwd: Optional[Path] = None,
    ):
        self.name, self.is_ready, self.log = name, is_ready, folder / f"{name}.log"
        self._command, self._environment, self._cwd = list(command), environment, cwd or folder
        self._user = as_user(user)
        self._over = threading.Event()
        self._process: Optional[subprocess.Popen] = None
        self.starts = 0
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> "Service":
        """Starts it, and keeps it going until `stop`."""
        self._keeper.start()
        return self

    @property
    def pid(self) -> int:
        """The process that runs now, or ran last."""
        return self._process.pid

    def children(self) -> list[int]:
        """The processes that it started itself."""
        return [process.id for process in processes() if process.parent == self.pid]

    def kill(self) -> None:
        """kill -9."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Asks it to end, as a service manager does that starts it again; then it is started again."""
        os.kill(self.pid, signal.SIGTERM)

    @contextmanager
    def hung(self) -> Iterator[None]:
        """It and all that it started stand still: connections stay, and nothing is answered. Then they go on."""
        # The first starts no more while the others are stopped.
        os.kill(self.pid, signal.SIGSTOP)
        stopped = [self.pid, *self.children()]
        try:
            for pid in stopped[1:]:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    def wait(self) -> "Service":
        """Waits until it can be used.

        Raises:
            NotReady
        """
        until = time.monotonic() + READY_SECONDS
        while not self._is_ready():
            if time.monotonic() > until:
                raise NotReady(f"{self.name} did not come up. It said:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.2)
        return self

    def stop(self) -> None:
        """Ends it for good: politely, then surely."""
        self._over.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._keeper.join(STOP_SECONDS)

    def _is_ready(self) -> bool:
        return self._process is not None and self._process.poll() is None and self.is_ready()

    def _keep(self) -> None:
        with self.log.open("ab") as output:
            while not self._over.is_set():
                self._process = subprocess.Popen(
                    self._command, cwd=self._cwd, env=dict(self._environment or os.environ), stdin=subprocess.DEVNULL,
                    stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **self._user,
                )
                self.starts += 1
                self._process.wait()
                self._over.wait(AGAIN_SECONDS)

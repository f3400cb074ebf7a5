"""The bond between `fivesteps run` and what it starts, two servers and what prepares for them: they end with it, however it ends.

Asked to stop, it stops them itself. Killed outright, it cannot, and they would hold its ports against the next start.
"""
from __future__ import annotations

import os
import signal
import threading
import time

ENVIRONMENT = "FIVESTEPS_LAUNCHER"
# How often a server looks, and how long it may take to end its turns, in seconds.
EVERY, GRACE = 1.0, 10.0


def follow() -> None:
    """Ends this process soon after the launcher that is named in the environment has ended, if one is named."""
    pid = os.environ.get(ENVIRONMENT)
    if pid:
        threading.Thread(target=_watch, args=(int(pid),), daemon=True, name="launcher").start()


def is_alive(pid: int) -> bool:
    """True if there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _watch(pid: int) -> None:
    while is_alive(pid):
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)

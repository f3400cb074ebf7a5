"""`python -m tests.cluster.serve`: the cluster of these tests, for the load test of `fivesteps bench`.

Prints one line of JSON when it can be used: its address and the certificate to trust. It goes on until its standard input ends.
Ends with 2 where the machine lacks one of the servers.
"""
from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from bot import settings
from tests.cluster import stack
from tests.cluster.services import Service, missing
from tests.cluster.whole import whole


def main() -> None:
    """Serves until whoever started it is done, or ends it."""
    if lacking := missing():
        print(f"This machine lacks {' and '.join(lacking)}.", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="five-steps-cluster-"))
    folder.chmod(0o755)
    kept: list[Service] = []
    try:
        postgres, people = stack.postgres(folder, stack.free_ports(1)[0])
        kept.append(postgres)
        redis, queue = stack.redis_server(folder, stack.free_ports(1)[0])
        kept.append(redis)
        limits = {name: os.environ[name] for name in ("FIVESTEPS_SESSIONS_A_MINUTE", "FIVESTEPS_REQUESTS_A_MINUTE") if name in os.environ}
        with whole(folder, settings.knowledge_path(), people, queue, limits) as running:
            print(json.dumps({"url": running.url, "certificate": str(running.certificate)}), flush=True)
            sys.stdin.read()
    finally:
        for service in kept:
            service.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

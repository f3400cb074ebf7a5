"""Whether this process and the action server tell from the same build of the knowledge base.

`fivesteps run` gives both the same file. Where they are started one by one, as in a cluster, one may be older for a while:
turns go on then, for ids of records never change, and the log says which to start again.
"""
from __future__ import annotations

import logging
from typing import Optional

logger = logging.getLogger(__name__)


class Builds:
    """Remembers what was told of the action server's build, so that it is told once."""

    def __init__(self) -> None:
        self._told: Optional[str] = None

    def compare(self, ours: str, theirs: Optional[str]) -> None:
        """Logs that the builds differ, once for each other build. `theirs` is None where no action answered."""
        if theirs is None or theirs == self._told:
            return
        self._told = theirs
        if theirs != ours:
            logger.error(
                "The action server has knowledge base %.12s, this process has %.12s. Start the one with the older again.", theirs, ours
            )

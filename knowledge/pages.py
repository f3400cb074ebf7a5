"""Pages to read and print: the one way in which their templates are loaded."""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=None)
def template(folder: Path, name: str) -> Any:
    """A template of a folder, with everything put into it shown as text. Jinja2 is loaded only where there is a page to make."""
    import jinja2

    # A place without its value is a fault of ours, and is met at once.
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template(name)

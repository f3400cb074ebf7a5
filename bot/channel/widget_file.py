"""The widget as one file: GET /widget.js, joined from the scripts and the styles of bot/widget when the server starts.

The scripts are modules, so that an editor and a reader see what each one uses. Joined, they share one scope: the lines
that bring names in and the word that gives them out go away, and with them comments and indents, which no browser needs.
There is no build tool and nothing to install.
"""
from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

import knowledge

ADDRESS = "/widget.js"
FIRST = "element.js"
STYLES = "guide.css"
# What is drawn looks the same in the talk and in the plan.
DRAWN = Path(knowledge.__file__).parent / "advice" / "templates" / "drawings.css"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_-]+\.js)";$', re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*$", re.MULTILINE)


@dataclass(frozen=True)
class WidgetFile:
    """The file as it is sent: plain, gzipped, and the entity tag of both."""

    plain: bytes
    gzipped: bytes
    tag: str


def order(folder: Path, first: str = FIRST) -> list[str]:
    """The names of the scripts that `first` needs, each after those it takes something from, `first` last.

    Raises:
        ValueError: if a script is named that is not there, or two need each other.
    """
    found: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"{name} and {above[-1]} of the widget need each other: move what both use to a third file")
        if name in found:
            return
        path = folder / name
        if not path.is_file():
            raise ValueError(f"{above[-1] if above else 'the widget'} names {name}, which is not in {folder.name}/")
        for needed in _IMPORT.findall(path.read_text(encoding="utf-8")):
            visit(needed, (*above, name))
        found.append(name)

    visit(first, ())
    return found


def joined(folder: Path) -> str:
    """One script of all that bot/widget holds, with the styles as a text in it.

    Raises:
        ValueError: see `order`.
    """
    styles = json.dumps(_lean("\n".join(path.read_text(encoding="utf-8") for path in (folder / STYLES, DRAWN))))
    parts = [_script((folder / name).read_text(encoding="utf-8")) for name in order(folder)]
    return '(() => {\n"use strict";\n' + f"const STYLES = {styles};\n" + "\n".join(parts) + "\n})();\n"


def made(folder: Path) -> WidgetFile:
    """The file, ready to be sent."""
    plain = joined(folder).encode()
    return WidgetFile(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:16])


def add(app: Sanic, folder: Path) -> None:
    """Serves the file. A page of another place may load it, and asks each time whether it has changed."""
    file = made(folder)

    async def widget(request: Request) -> HTTPResponse:
        zipped = "gzip" in request.headers.get("accept-encoding", "").lower()
        tag = f'"{file.tag}{"-gzip" if zipped else ""}"'
        headers = {
            "Cache-Control": "no-cache",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "ETag": tag,
            "Vary": "Accept-Encoding",
        }
        if tag in request.headers.get("if-none-match", ""):
            return response.empty(status=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        body = file.gzipped if zipped else file.plain
        return response.raw(body, content_type="text/javascript; charset=utf-8", headers=headers)

    app.add_route(widget, ADDRESS, methods=["GET", "HEAD"], name="widget-file")


def _script(text: str) -> str:
    return re.sub(r"^export ", "", _lean(_IMPORT.sub("", text)), flags=re.MULTILINE)


def _lean(text: str) -> str:
    """A text without the lines that are comments, empty lines and indents. No string of the widget goes over a line."""
    lines = _LINE.sub("", _BLOCK.sub("", text)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())

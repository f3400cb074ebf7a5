"""One content file as YAML nodes that know their lines, and as values.

PyYAML alone keeps the last of two equal keys, reads a bare `yes` as true, and forgets where things
stood. So a file becomes nodes first; what is wrong with it comes back as `Fault`s with lines.
"""
from __future__ import annotations

import codecs
import re
from typing import Any, NamedTuple, Optional

import yaml
from yaml.constructor import SafeConstructor
from yaml.reader import Reader

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
NULL, BOOL, INT, FLOAT, TEXT, DATE = (_TAG + name for name in ("null", "bool", "int", "float", "str", "timestamp"))
PLAIN = {TEXT, DATE, NULL, BOOL, INT, FLOAT, _TAG + "seq", _TAG + "map"}
# What PyYAML says, and what an editor can do with it.
REASONS = (
    ("mapping values are not allowed", "a colon stands inside a text. Put the whole text in quotes"),
    ("could not find expected ':'", "a field here or just above has no colon. Write 'name: text'"),
    ("found unexpected end of stream", "a quote that opens here is not closed. Close it"),
    ("did not find expected ',' or ']'", "a list in square brackets is not closed. Close it, or put quotes round a text in it"),
    ("did not find expected ',' or '}'", "a record in curly brackets is not closed. Close it, or put quotes round a text in it"),
    ("cannot start any token", "a text begins with a sign that YAML keeps for itself. Put the text in quotes"),
    ("undefined alias", "a text begins with '*', or the name after it is nowhere. Put the text in quotes"),
    ("found another document", "a second document begins here. Take out the line '---'"),
)
_builder = SafeConstructor()
Path = tuple  # names and numbers that lead to a place in a record: ("entry", 0, "words")


class Fault(NamedTuple):
    """Something to put right: its line (from 1), what it is and what to do, and where in the record it is."""

    line: int
    text: str
    path: Path = ()


def parse(data: bytes) -> tuple[Optional[yaml.Node], list[Fault]]:
    """The one YAML node of a file.

    Args:
        data: the bytes of the file.

    Returns:
        The node, or None where there is none; and what is wrong with the file as a file.
    """
    faults = []
    if data.startswith(codecs.BOM_UTF8):
        faults.append(Fault(1, "The file begins with a byte order mark. Save it as UTF-8 without one."))
        data = data[len(codecs.BOM_UTF8):]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [*faults, Fault(line, f"Byte {error.start + 1} of the file is not UTF-8 text. Save the file as UTF-8.")]
    if fault := _signs(text):
        return None, [*faults, fault]
    try:
        node = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        return None, [*faults, _unreadable(error)]
    if node is None or node.tag == NULL:
        faults.append(Fault(1, "The file is empty. Add records to it, or delete it."))
        return None, faults
    return node, faults


def _signs(text: str) -> Optional[Fault]:
    """The first sign that no content file may hold: a tab, or one that cannot be printed."""
    if "\t" in text:
        lines = [number for number, line in enumerate(text.split("\n"), start=1) if "\t" in line]
        more = {1: "", 2: ", and on 1 more line"}.get(len(lines), f", and on {len(lines) - 1} more lines")
        return Fault(lines[0], f"There is a tab here{more}. Use spaces instead.")
    if wrong := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        return Fault(line, f"There is a sign that cannot be read (code {ord(wrong.group())}). Delete it, and save the file as UTF-8.")
    return None


def _unreadable(error: Exception) -> Fault:
    said = " ".join(str(getattr(error, "problem", None) or error).split())
    mark = getattr(error, "problem_mark", None)
    if "unexpected end of stream" in said:
        mark = getattr(error, "context_mark", None) or mark
    reason = next((reason for part, reason in REASONS if part in said), f"{said}. Put that right")
    line = mark.line + 1 if mark else 1
    return Fault(line, f"This is not valid YAML: {reason}. Check the indents, quotes and colons here and just above.")


def line_of(node: Optional[yaml.Node], path: Path, line: int) -> int:
    """The line of the place that `path` leads to, or of the nearest place above it that is there."""
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def value(node: yaml.Node, faults: list[Fault], path: Path = (), above: tuple = ()) -> Any:
    """What a node holds. What it may not hold is added to `faults`.

    A name on the left of a colon is always text, and a bare date is its text.
    """
    line = node.start_mark.line + 1
    if node.tag not in PLAIN:
        faults.append(Fault(line, f"'{node.tag.replace(_TAG, '!!')}' is a YAML tag. Take it out, and write the value alone.", path))
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, faults, path)
    if id(node) in above:
        faults.append(Fault(line, "This refers back to itself. Write it out instead.", path))
        return None
    above = (*above, id(node))
    if isinstance(node, yaml.SequenceNode):
        return [value(part, faults, (*path, number), above) for number, part in enumerate(node.value)]
    return _mapping(node, faults, path, above)


def _scalar(node: yaml.ScalarNode, faults: list[Fault], path: Path) -> Any:
    if node.tag in (TEXT, DATE):
        return node.value
    try:
        return _builder.construct_object(node)
    except (ValueError, KeyError, yaml.YAMLError):
        faults.append(Fault(node.start_mark.line + 1, f"'{node.value}' cannot be read. Put it in quotes.", path))
        return None
    finally:
        _builder.constructed_objects.clear()


def _mapping(node: yaml.MappingNode, faults: list[Fault], path: Path, above: tuple) -> dict:
    made, lines = {}, {}
    for key, part in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault(line, "The name of a field must be one word. Write 'name: text'.", path))
        elif key.tag == _TAG + "merge":
            faults.append(Fault(line, "'<<' takes in other fields. Write the fields out instead.", path))
        elif key.value in lines:
            first = "also earlier in this line" if lines[key.value] == line else f"first in line {lines[key.value]}"
            faults.append(Fault(line, f"'{key.value}' is written twice here ({first}). Keep one.", (*path, key.value)))
        else:
            lines[key.value] = line
            made[key.value] = value(part, faults, (*path, key.value), above)
    return made


def is_altered(node: yaml.ScalarNode) -> bool:
    """True if YAML makes something else of a bare word: yes is true, 1:1 is 61, 010 is 8."""
    if node.tag in (BOOL, DATE):
        return True
    return node.tag in (INT, FLOAT) and not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", node.value)

"""`make audit`: looks up known faults (advisories) of every locked package, with pip-audit in an environment of its own.

It ends with 0 where nothing new is known, with 1 where a package has an advisory that docs/security.md does not name, and with
2 where nobody could be asked: then nothing is known, and it says so. pip-audit is pinned in audit.txt with hashes; it
needs newer libraries than Rasa allows, so it cannot be a dependency of the guide.
"""
from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Optional

from bot.doctor import LOCK, locked

ROOT = Path(__file__).resolve().parent.parent
PIN = ROOT / "scripts" / "audit.txt"
TOOL = ROOT / ".tools" / "audit"
DOCUMENT = ROOT / "docs" / "security.md"
SERVICES = {"pypi": "the Python package index", "osv": "the OSV database"}
# Asked first: whoever knows nothing of Rasa has no list of advisories at all.
PROBE = "rasa"
_ID = re.compile(r"\b(?:CVE-\d{4}-\d{4,}|PYSEC-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3})\b")


class NotAudited(Exception):
    """Nobody could be asked; the text says why and what to do."""


def main() -> int:
    """Audits, tells, and returns the exit code."""
    pins = locked(LOCK.read_text(encoding="utf-8"))
    try:
        install()
        service, found = audit(pins, ask)
    except NotAudited as error:
        print(error, file=sys.stderr)
        return 2
    told, code = report(found, known(DOCUMENT.read_text(encoding="utf-8")), SERVICES[service])
    print("\n".join(told))
    return code


def install() -> None:
    """Puts pip-audit into .tools, as audit.txt pins it; does nothing if it is there.

    Raises:
        NotAudited: if it could not be installed.
    """
    stamp, wanted = TOOL / "five-steps-audit", hashlib.sha256(PIN.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    commands = (
        [sys.executable, "-m", "venv", "--clear", str(TOOL)],
        [str(TOOL / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(PIN)],
    )
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise NotAudited(f"Nothing was audited: pip-audit could not be installed ({_last(done.stderr)}). Check the connection, then try again.")
    stamp.write_text(wanted)


def ask(service: str, pins: dict[str, str]) -> Optional[list[dict]]:
    """What a service knows of some packages, as pip-audit has it; None if it does not answer."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in pins.items()))
        done = subprocess.run(
            [str(TOOL / "bin" / "pip-audit"), "--requirement", str(wanted), "--no-deps", "--disable-pip", "--vulnerability-service", service,
             "--format", "json", "--progress-spinner", "off"],
            capture_output=True, text=True,
        )
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return None


def audit(pins: dict[str, str], ask: Callable[[str, dict[str, str]], Optional[list[dict]]]) -> tuple[str, list[dict]]:
    """The first service that answers, and what it knows of all packages.

    Raises:
        NotAudited: if none answers.
    """
    for service in SERVICES:
        probed = ask(service, {PROBE: pins[PROBE]})
        if probed and not any("skip_reason" in one for one in probed):
            found = ask(service, pins)
            if found is not None:
                return service, found
    raise NotAudited(
        f"Nothing was audited: neither {' nor '.join(SERVICES.values())} gave its list of advisories. "
        "Run it where both can be reached. What we last knew is in docs/security.md."
    )


def known(document: str) -> set[str]:
    """The advisories that a document names."""
    return set(_ID.findall(document))


def report(found: list[dict], known: set[str], service: str) -> tuple[list[str], int]:
    """Lines to tell, and the exit code."""
    new, fenced, unknown = [], 0, []
    for one in found:
        if "skip_reason" in one:
            unknown.append(one["name"])
        for fault in one.get("vulns", []):
            if known & {fault["id"], *fault.get("aliases", [])}:
                fenced += 1
                continue
            fixed = f"fixed in {', '.join(fault['fix_versions'])}" if fault.get("fix_versions") else "no fix named"
            new.append(f"{one['name']} {one['version']}: {', '.join([fault['id'], *fault.get('aliases', [])])} ({fixed})")
    told = [f"{len(found) - len(unknown)} packages were looked up in {service}. {fenced} advisories are known and fenced (docs/security.md)."]
    if new:
        told += ["New:", *(f"    {line}" for line in new), "Upgrade these, or write into docs/security.md how they are fenced."]
    if unknown:
        told.append(f"Nothing is known of: {', '.join(unknown)}.")
    return told, 1 if new else 2 if unknown else 0


def _last(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "it said nothing"


if __name__ == "__main__":
    sys.exit(main())

"""Set up the project's own environment in .venv, and do nothing if it is already right.

Run by setup.sh with Python 3.11. Standard library only, because nothing is installed yet.
Everything goes into .venv and .tools in this folder; nothing is installed system-wide.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / "five-steps-setup"
LOCK = ROOT / "requirements.lock"
UV_PIN = ROOT / "scripts" / "uv.txt"
# What the environment is made from: a change in any of these sets up again.
INGREDIENTS = [LOCK, ROOT / "pyproject.toml", ROOT / "uv.toml"]
OLDEST_UV = (0, 5)  # the first line of releases that reads our uv.toml
DISK_NEEDED_GB = 4


class SetupFailed(Exception):
    """One sentence for the person: what is wrong and how to put it right."""


def main() -> int:
    TOOLS.mkdir(exist_ok=True)
    with open(TOOLS / "setup.lock", "w") as gate:
        wait_for_turn(gate)
        try:
            if not is_current():
                set_up()
        except SetupFailed as failure:
            print(f"Set-up stopped. {failure}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nSet-up was interrupted; run it again to finish.", file=sys.stderr)
            return 1
    return 0


def wait_for_turn(gate) -> None:
    """Two set-ups at once would spoil each other: the second waits for the first."""
    try:
        fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another set-up is running in this folder; waiting for it.", flush=True)
        fcntl.flock(gate, fcntl.LOCK_EX)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in INGREDIENTS:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stamp_text() -> str:
    # The folder is part of it, because an environment cannot be moved or copied to another place.
    return f"{fingerprint()}\n{ROOT}\n"


def is_current() -> bool:
    return (
        STAMP.is_file()
        and STAMP.read_text() == stamp_text()
        and (VENV / "bin" / "python").exists()  # false when the link's Python was removed
        and (VENV / "bin" / "fivesteps").exists()
    )


def set_up() -> None:
    started = time.monotonic()
    check_disk()
    STAMP.unlink(missing_ok=True)

    step(1, "finding uv, the installer")
    uv = find_uv() or install_uv()

    step(2, "making the environment in .venv")
    if not has_usable_venv():
        command = [uv, "venv", str(VENV), "--python", sys.executable, "--clear", "--quiet"]
        run(command, "The folder .venv could not be made: delete it and try again.")

    step(3, "installing the packages of requirements.lock (the first time about 1 GB to download)")
    target = ["--python", str(VENV / "bin" / "python")]
    run(
        [uv, "pip", "sync", *target, "--require-hashes", str(LOCK)],
        "The packages could not be installed: check the connection and the free disk space, then try again.",
    )

    step(4, "installing the guide itself")
    run(
        [uv, "pip", "install", *target, "--no-deps", "--no-build-isolation", "--quiet", "--editable", str(ROOT)],
        "The guide itself could not be installed: check pyproject.toml against the message above.",
    )
    STAMP.write_text(stamp_text())
    print(f"Set-up is done ({time.monotonic() - started:.0f} s).", flush=True)


def step(number: int, doing: str) -> None:
    print(f"Set-up {number}/4: {doing}", flush=True)


def check_disk() -> None:
    needed = DISK_NEEDED_GB if not STAMP.exists() else 1
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < needed:
        raise SetupFailed(
            f"It needs about {needed} GB of free disk space and this disk has {free:.1f} GB: "
            "free some space, then try again."
        )


def find_uv() -> str | None:
    for candidate in (shutil.which("uv"), str(TOOLS / "bin" / "uv")):
        if candidate and uv_version(candidate) >= OLDEST_UV:
            return candidate
    return None


def uv_version(uv: str) -> tuple[int, ...]:
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    found = re.search(r"(\d+)\.(\d+)", said)
    return tuple(int(part) for part in found.groups()) if found else ()


def install_uv() -> str:
    print("            uv is not on this machine: putting it into .tools", flush=True)
    run(
        [sys.executable, "-m", "venv", "--clear", str(TOOLS / "python")],
        "This Python cannot make virtual environments: "
        "install its venv module (on Debian or Ubuntu the package python3.11-venv), then try again.",
        quiet=True,
    )
    run(
        [str(TOOLS / "python" / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(UV_PIN)],
        "uv could not be installed: check the connection, or install uv yourself, then try again.",
        quiet=True,
    )
    link = TOOLS / "bin" / "uv"
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(TOOLS / "python" / "bin" / "uv")
    return str(link)


def has_usable_venv() -> bool:
    """Whether .venv was made here, from a Python 3.11 that still exists."""
    try:
        said = subprocess.run(
            [str(VENV / "bin" / "python"), "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    activate = VENV / "bin" / "activate"
    return said == "3 11" and activate.is_file() and str(VENV) in activate.read_text()


def run(command: list[str], remedy: str, quiet: bool = False) -> None:
    """Run a command from the project's folder, so that uv.toml is read; a quiet one shows its output only if it fails."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None,
    )
    if done.returncode:
        if quiet:
            print(done.stdout, file=sys.stderr)
        raise SetupFailed(remedy)


if __name__ == "__main__":
    sys.exit(main())

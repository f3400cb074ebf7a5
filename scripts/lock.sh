#!/bin/sh
# Writes requirements.lock again from pyproject.toml and uv.toml: every version, every hash, no download address.
set -eu
cd "$(dirname "$0")/.."
for uv in uv .tools/bin/uv ""; do
    command -v "$uv" >/dev/null 2>&1 && break
done
if [ -z "$uv" ]; then
    echo "Locking needs uv and found none: run 'make setup' first, which puts it into .tools." >&2
    exit 1
fi
"$uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --custom-compile-command "make lock" --output-file requirements.lock "$@" >/dev/null
if grep -n -E '://|^--(index|extra-index|find-links)' requirements.lock >&2; then
    echo "requirements.lock names a download address: take the index settings off this machine's uv, then 'make lock' again." >&2
    exit 1
fi

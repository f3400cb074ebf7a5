#!/bin/sh
# Finds Python 3.11 and hands over to install.py. "make setup" calls this; so does every target that needs it.
set -eu
for candidate in "${PYTHON:-}" python3.11 python3 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$(dirname "$0")/install.py"
    fi
done
echo "Set-up needs Python 3.11 and found none: install it (on Debian or Ubuntu the package python3.11-venv brings it), or name yours with 'make setup PYTHON=/path/to/python3.11'." >&2
exit 1

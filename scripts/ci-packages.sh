#!/bin/sh
# Installs the Debian packages that are named and missing: sh scripts/ci-packages.sh nginx redis-server
# Where that cannot be done it says so and goes on: the tests that need them say loudly that they did not run.
set -eu

is_there() {
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}

lacking=""
for package in "$@"; do
    is_there "$package" || lacking="$lacking $package"
done
[ -n "$lacking" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "These packages are missing, and there is no apt-get to install them:$lacking. Install them as this system does." >&2
    exit 0
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
# The tests start servers of their own; those of the packages stay off.
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $lacking; } >&2; then
    echo "These packages could not be installed:$lacking. Install them, and run this again." >&2
fi

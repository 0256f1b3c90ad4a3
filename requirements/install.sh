#!/bin/sh
# Makes .venv and installs a lock into it, unless it is there already: requirements/install.sh local|dev
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.txt
stamp=.venv/$1.lock

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
is_root_with_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
apt_install() {
    say "installing from Debian: $*"
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >/dev/null
}
has_python() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if has_python && cmp -s "$lock" "$stamp"; then exit 0; fi

# Two shops that are started from one folder at once install one after the other.
mkdir -p .cache
if command -v flock >/dev/null 2>&1; then
    exec 9>.cache/install.lock
    flock 9
    if has_python && cmp -s "$lock" "$stamp"; then exit 0; fi
fi

if ! has_python; then
    python=
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    [ -n "$python" ] || fail "Python 3.11 or newer is needed: install it, or name it with PYTHON=/path/to/python3.12"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        is_root_with_apt && apt_install "$package" || fail "$python cannot make environments: apt-get install $package"
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

say "installing $lock (a minute or two, only when it has changed)"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes -r "$lock" ||
    fail "the packages of $lock could not be installed: the reason is above"

if ! .venv/bin/python -c 'import skia' 2>/dev/null; then
    libraries="libegl1 libgl1 libexpat1"
    if is_root_with_apt; then
        # shellcheck disable=SC2086 # a list
        apt_install $libraries || fail "apt-get could not install $libraries, which drawing posters needs"
    fi
    reason=$(.venv/bin/python -c 'import skia' 2>&1 | tail -n 1) || true
    [ -z "$reason" ] || fail "drawing posters needs libraries that are missing ($reason): apt-get install $libraries"
fi
cp "$lock" "$stamp"

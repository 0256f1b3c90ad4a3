#!/bin/sh
# Writes the locks: production, local (and the embedded servers), dev (and the tools). Each keeps to the
# versions of the one before it; what is locked already stays unless --upgrade is given.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
        --no-emit-index-url --no-emit-find-links "$@"
}
compile "$@" pyproject.toml -o requirements/production.txt
compile "$@" pyproject.toml --group local -c requirements/production.txt -o requirements/local.txt
compile "$@" pyproject.toml --group dev -c requirements/local.txt -o requirements/dev.txt

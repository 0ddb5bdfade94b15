#!/usr/bin/env bash
# Renews the hashed pins from the *.in files, for every Python that the book supports at once.
# Needs uv (`pip install uv`) on the PATH; run it from anywhere.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command requirements/lock.sh \
    "$1" --output-file "$2" "${@:3}"
}
lock requirements.in requirements.txt "$@"
lock requirements/book.in requirements/book.txt "$@"
lock requirements/test.in requirements/test.txt "$@"
lock benchmarks/requirements.in benchmarks/requirements.txt "$@"

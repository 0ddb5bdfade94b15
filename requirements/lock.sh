#!/usr/bin/env bash
# Renews the hashed pins from the *.in files, for every Python that the book supports at once.
# Needs uv (`pip install uv`) on the PATH; run it from anywhere.
set -euo pipefail
cd "$(dirname "$0")/.."
# Extras stay in the pins: an older pip otherwise takes "coverage[toml]" for a package without a pin.
lock() {
  uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command requirements/lock.sh \
    "$1" --output-file "$2" "${@:3}"
}
lock requirements.in requirements.txt "$@"
lock requirements/book.in requirements/book.txt "$@"
lock requirements/test.in requirements/test.txt "$@"
lock requirements/proof.in requirements/proof.txt "$@"
lock requirements/otter.in requirements/otter.txt "$@"
lock requirements/epub.in requirements/epub.txt "$@"
lock benchmarks/requirements.in benchmarks/requirements.txt "$@"
lock benchmarks/live/requirements.in benchmarks/live/requirements.txt "$@"
# For Python in the browser; JupyterLite brings its own stand-in for widgetsnbextension.
uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
  --python-version 3.14 --python-platform wasm32-pyodide2024 --only-binary :all: \
  --no-emit-package widgetsnbextension --custom-compile-command requirements/lock.sh \
  benchmarks/live/wheels.in --output-file benchmarks/live/wheels.txt "$@"

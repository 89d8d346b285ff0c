#!/usr/bin/env bash
# Serves the documentation while it is written: by scaffold when it is there, else by MkDocs.
# Arguments are passed on.
set -euo pipefail

cd "$(dirname "$0")/.."
if scaffold docs serve --help >/dev/null 2>&1; then
  exec scaffold docs serve "$@"
fi
make --no-print-directory .venv/.docs-installed
exec .venv/bin/mkdocs serve "$@"

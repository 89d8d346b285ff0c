#!/usr/bin/env bash
# Tests the service under load, without a browser, and writes locust-report.html.
#   LOCUST_HOST      where it answers      http://localhost:8000
#   LOCUST_USERS     how many at once      20
#   LOCUST_RATE      how many more a second 5
#   LOCUST_RUN_TIME  how long              30s
set -euo pipefail

cd "$(dirname "$0")/.."
locust=.venv/bin/locust
[ -x "$locust" ] || locust=locust
exec "$locust" --headless --only-summary \
  --locustfile locustfile.py \
  --host "${LOCUST_HOST:-http://localhost:8000}" \
  --users "${LOCUST_USERS:-20}" \
  --spawn-rate "${LOCUST_RATE:-5}" \
  --run-time "${LOCUST_RUN_TIME:-30s}" \
  --html locust-report.html \
  --exit-code-on-error 1

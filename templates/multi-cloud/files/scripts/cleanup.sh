#!/usr/bin/env bash
# Destroys everything that Terraform made, after asking:
#   scripts/cleanup.sh [CLOUD]
set -euo pipefail

cd "$(dirname "$0")/../terraform"
cloud=${1:-}
target=()
if [ -n "$cloud" ]; then
  [ -d "modules/$cloud" ] || { echo "There is no module for $cloud: see terraform/modules." >&2 && exit 2; }
  target=("-target=module.$cloud")
fi

printf 'Are you sure you want to destroy all resources? (y/N) '
answer=
read -r answer || true
if [ "$answer" != y ]; then
  echo "Aborted."
  exit 1
fi
terraform init -input=false
terraform destroy -auto-approve "${target[@]}"

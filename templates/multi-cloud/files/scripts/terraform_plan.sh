#!/usr/bin/env bash
# Plans one cloud, or all of them, and writes the plan as JSON for the policies:
#   scripts/terraform_plan.sh [CLOUD]
# With a cloud, only the credentials of that cloud are needed.
set -euo pipefail

cd "$(dirname "$0")/../terraform"
cloud=${1:-all}
target=()
if [ "$cloud" != all ]; then
  [ -d "modules/$cloud" ] || { echo "There is no module for $cloud: see terraform/modules." >&2 && exit 2; }
  target=("-target=module.$cloud")
fi
terraform plan "${target[@]}" -out="plan-$cloud.bin"
terraform show -json "plan-$cloud.bin" >"plan-$cloud.json"

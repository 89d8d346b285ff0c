#!/usr/bin/env bash
# Plans one cloud, or all of them, and applies what was planned:
#   scripts/terraform_apply.sh [CLOUD]
set -euo pipefail

"$(dirname "$0")/terraform_plan.sh" "${1:-all}"
cd "$(dirname "$0")/../terraform"
terraform apply "plan-${1:-all}.bin"

#!/usr/bin/env bash
# Installs Argo CD into the cluster of the present kubectl context, and applies
# argocd/application.yaml. Running it again changes nothing that is right already.
set -euo pipefail

VERSION=v3.3.18
MANIFEST="https://raw.githubusercontent.com/argoproj/argo-cd/$VERSION/manifests/install.yaml"

usage() {
  echo "Usage: scripts/install_argocd.sh [--dry-run]"
  echo "  --dry-run  print the commands instead of running them"
}

dry_run=false
for argument in "$@"; do
  case "$argument" in
    --dry-run) dry_run=true ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done

run() {
  echo "+ $*"
  "$dry_run" || "$@"
}

cd "$(dirname "$0")/.."
if ! "$dry_run" && ! command -v kubectl >/dev/null; then
  echo "kubectl is not installed: https://kubernetes.io/docs/tasks/tools/" >&2
  exit 1
fi

if "$dry_run" || ! kubectl get namespace argocd >/dev/null 2>&1; then
  run kubectl create namespace argocd
fi
# By the server, for the definitions are too large for kubectl's own annotation.
run kubectl apply --namespace argocd --server-side --force-conflicts --filename "$MANIFEST"
run kubectl wait --namespace argocd --for=condition=Available --timeout=300s deployment --all
run kubectl apply --filename argocd/application.yaml

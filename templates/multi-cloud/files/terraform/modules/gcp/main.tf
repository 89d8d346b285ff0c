locals {
  # Networks, subnets and routers: up to 63 characters. Clusters: up to 40.
  network = trimsuffix(substr(var.name, 0, 63), "-")
  cluster = trimsuffix(substr(var.name, 0, 40), "-")
  # Accounts: 6 to 30. Identity pools: 4 to 32.
  account = trimsuffix(substr(var.name, 0, 22), "-")
  pool    = "github-${trimsuffix(substr(var.name, 0, 24), "-")}"
  # Buckets: up to 63, nobody else has the name, and "google" is not allowed in it.
  bucket = trimsuffix(substr("${replace(var.project, "google", "ggl")}-${replace(var.name, "google", "ggl")}", 0, 63), "-")
  # Labels: small letters, digits, hyphens and underscores.
  labels = { for key, value in var.tags : lower(key) => replace(lower(value), "/[^a-z0-9_-]/", "_") }
}

resource "google_project_service" "this" {
  for_each = toset([
    "artifactregistry", "compute", "container", "iam", "iamcredentials", "secretmanager", "sts",
  ])

  project            = var.project
  service            = "${each.key}.googleapis.com"
  disable_on_destroy = false
}

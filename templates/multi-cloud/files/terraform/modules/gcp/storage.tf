# Google encrypts buckets, images and secrets by itself.
resource "google_storage_bucket" "this" {
  name                        = local.bucket
  project                     = var.project
  location                    = var.region
  public_access_prevention    = "enforced"
  uniform_bucket_level_access = true
  labels                      = local.labels

  versioning {
    enabled = true
  }
}

resource "google_artifact_registry_repository" "this" {
  repository_id = local.network
  project       = var.project
  location      = var.region
  format        = "DOCKER"
  labels        = local.labels

  docker_config {
    immutable_tags = true
  }

  depends_on = [google_project_service.this]
}

# Its value is set outside of Terraform, so that no state holds it.
resource "google_secret_manager_secret" "this" {
  secret_id = var.name
  project   = var.project
  labels    = local.labels

  replication {
    auto {}
  }

  depends_on = [google_project_service.this]
}

output "cluster" {
  description = "The name of the GKE cluster."
  value       = google_container_cluster.this.name
}

output "registry" {
  description = "The host of Artifact Registry."
  value       = "${var.region}-docker.pkg.dev"
}

output "repository" {
  description = "The repository of the image."
  value       = "${var.project}/${google_artifact_registry_repository.this.repository_id}/${var.name}"
}

output "bucket" {
  description = "The name of the bucket."
  value       = google_storage_bucket.this.name
}

output "secret" {
  description = "The id of the secret."
  value       = google_secret_manager_secret.this.secret_id
}

output "service_account" {
  description = "The e-mail address of the account of the service's pods."
  value       = google_service_account.service.email
}

output "workload_identity_provider" {
  description = "The full name of the provider that GitHub's tokens are exchanged at."
  value       = google_iam_workload_identity_pool_provider.github.name
}

output "push_account" {
  description = "The e-mail address of the account that pushes images and rotates the secret."
  value       = google_service_account.github["push"].email
}

output "plan_account" {
  description = "The e-mail address of the account that plans."
  value       = google_service_account.github["plan"].email
}

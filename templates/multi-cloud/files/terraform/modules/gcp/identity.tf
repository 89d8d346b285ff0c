# The pods of the service: their bucket and their secret.
resource "google_service_account" "service" {
  account_id   = "${local.account}-service"
  project      = var.project
  display_name = "The pods of ${var.name}"
}

resource "google_service_account_iam_member" "service" {
  service_account_id = google_service_account.service.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${var.project}.svc.id.goog[${var.name}/${var.name}]"

  depends_on = [google_container_cluster.this]
}

resource "google_storage_bucket_iam_member" "service" {
  bucket = google_storage_bucket.this.name
  role   = "roles/storage.objectUser"
  member = google_service_account.service.member
}

resource "google_secret_manager_secret_iam_member" "service" {
  project   = var.project
  secret_id = google_secret_manager_secret.this.secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.service.member
}

# GitHub's jobs: no keys, but tokens that are exchanged.
resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = local.pool
  project                   = var.project

  depends_on = [google_project_service.this]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  project                            = var.project
  attribute_mapping                  = { "google.subject" = "assertion.sub" }
  attribute_condition                = "assertion.sub in ${jsonencode(values(var.github_subjects))}"

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "github" {
  for_each = var.github_subjects

  account_id   = "${local.account}-ci-${each.key}"
  project      = var.project
  display_name = "GitHub's jobs that ${each.key}"
}

resource "google_service_account_iam_member" "github" {
  for_each = var.github_subjects

  service_account_id = google_service_account.github[each.key].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principal://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/subject/${each.value}"
}

resource "google_artifact_registry_repository_iam_member" "push" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.this.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.github["push"].member
}

# The rotation of the secret.
resource "google_secret_manager_secret_iam_member" "push" {
  for_each = toset(["roles/secretmanager.secretVersionManager", "roles/secretmanager.secretAccessor"])

  project   = var.project
  secret_id = google_secret_manager_secret.this.secret_id
  role      = each.key
  member    = google_service_account.github["push"].member
}

resource "google_project_iam_member" "plan" {
  project = var.project
  role    = "roles/viewer"
  member  = google_service_account.github["plan"].member
}

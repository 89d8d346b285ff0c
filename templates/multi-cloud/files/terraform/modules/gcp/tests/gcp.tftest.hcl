mock_provider "google" {}

variables {
  name = "demo"
  tags = { project = "demo", environment = "test", managed-by = "terraform" }
  github_subjects = {
    push = "repo:octo@1/demo@2:environment:production"
    plan = "repo:octo@1/demo@2:environment:plan"
  }
  project = "octo-project"
  region  = "europe-west3"
}

run "a_private_cluster" {
  command = plan

  assert {
    condition     = google_container_cluster.this.private_cluster_config[0].enable_private_nodes && google_container_cluster.this.private_cluster_config[0].enable_private_endpoint
    error_message = "Without admin_cidrs the nodes and the API must be private."
  }

  assert {
    condition     = google_storage_bucket.this.public_access_prevention == "enforced"
    error_message = "The bucket must not be public."
  }
}

run "long_names_are_cut" {
  command = plan

  variables {
    name = "google-name-that-is-much-longer-than-what-most-resources-of-a-cloud-may-be-called-by-the-rules"
  }

  assert {
    condition     = length(google_storage_bucket.this.name) <= 63 && !strcontains(google_storage_bucket.this.name, "google")
    error_message = "The bucket ${google_storage_bucket.this.name} breaks the rules of Cloud Storage."
  }

  assert {
    condition     = alltrue([for account in concat([google_service_account.service], values(google_service_account.github)) : can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", account.account_id))])
    error_message = "An account breaks the rules of IAM."
  }

  assert {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", google_container_cluster.this.name))
    error_message = "The cluster ${google_container_cluster.this.name} breaks the rules of GKE."
  }

  assert {
    condition     = length(google_iam_workload_identity_pool.github.workload_identity_pool_id) <= 32
    error_message = "The pool has more than 32 characters."
  }
}

run "short_names_are_filled" {
  command = plan

  variables {
    name = "a"
  }

  assert {
    condition     = length(google_service_account.service.account_id) >= 6
    error_message = "An account has at least 6 characters."
  }
}

run "a_project_is_needed" {
  command = plan

  variables {
    project = ""
  }

  expect_failures = [var.project]
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

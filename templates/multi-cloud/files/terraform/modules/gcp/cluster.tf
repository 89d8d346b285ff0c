resource "google_container_cluster" "this" {
  name                = local.cluster
  project             = var.project
  location            = var.region
  enable_autopilot    = true
  network             = google_compute_network.this.id
  subnetwork          = google_compute_subnetwork.this.id
  deletion_protection = false # `scripts/cleanup.sh` asks before it destroys
  resource_labels     = local.labels

  ip_allocation_policy {}

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = length(var.admin_cidrs) == 0
  }

  master_authorized_networks_config {
    gcp_public_cidrs_access_enabled = false

    dynamic "cidr_blocks" {
      for_each = toset(var.admin_cidrs)

      content {
        cidr_block = cidr_blocks.value
      }
    }
  }

  release_channel {
    channel = "REGULAR"
  }
}

resource "google_compute_network" "this" {
  name                    = local.network
  project                 = var.project
  auto_create_subnetworks = false

  depends_on = [google_project_service.this]
}

resource "google_compute_subnetwork" "this" {
  name                     = local.network
  project                  = var.project
  region                   = var.region
  network                  = google_compute_network.this.id
  ip_cidr_range            = var.cidr
  private_ip_google_access = true
}

resource "google_compute_router" "this" {
  name    = local.network
  project = var.project
  region  = var.region
  network = google_compute_network.this.id
}

# The nodes have no addresses outside; this is their way there.
resource "google_compute_router_nat" "this" {
  name                               = local.network
  project                            = var.project
  region                             = var.region
  router                             = google_compute_router.this.name
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
}

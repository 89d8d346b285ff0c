provider "google" {
  project = "shop"
  region  = "europe-west3"
}

resource "google_compute_instance" "public_addresses" {
  name         = "machine"
  machine_type = "e2-micro"
  zone         = "europe-west3-a"
  labels       = local.tags

  boot_disk {
    initialize_params {
      image = "debian-12"
    }
  }

  network_interface {
    network = "default"

    access_config {
      network_tier = "STANDARD"
    }
  }
}

resource "google_storage_bucket" "required_tags" {
  name     = "bucket"
  location = "EU"
  labels   = { project = "shop" }
}

resource "google_compute_firewall" "open_ingress" {
  name          = "world"
  network       = "default"
  source_ranges = ["0.0.0.0/0"]

  allow {
    protocol = "tcp"
  }
}

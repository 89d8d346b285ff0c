data "alicloud_account" "current" {}

data "alicloud_regions" "current" {
  current = true
}

data "alicloud_zones" "this" {
  available_instance_type     = var.instance_type
  available_resource_creation = "VSwitch"
}

data "alicloud_images" "this" {
  name_regex  = "^ubuntu_24_04_x64"
  owners      = "system"
  most_recent = true
}

locals {
  # Instances and networks: 2 to 128 characters. Roles and policies: up to 64.
  role = trimsuffix(substr(var.name, 0, 50), "-")
  # Buckets: 3 to 63, and nobody else in the world has the name.
  bucket = "${trimsuffix(substr(var.name, 0, 42), "-")}-${data.alicloud_account.current.id}"
  # Secrets: up to 64.
  secret = trimsuffix(substr(var.name, 0, 64), "-")
  # Namespaces and repositories of images: 2 to 64.
  repository = "${trimsuffix(substr(var.name, 0, 58), "-")}-image"
}

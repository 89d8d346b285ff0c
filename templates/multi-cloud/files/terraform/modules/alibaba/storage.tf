resource "alicloud_oss_bucket" "this" {
  bucket = local.bucket
  tags   = var.tags

  server_side_encryption_rule {
    sse_algorithm = "AES256"
  }

  versioning {
    status = "Enabled"
  }
}

resource "alicloud_oss_bucket_public_access_block" "this" {
  bucket              = alicloud_oss_bucket.this.bucket
  block_public_access = true
}

resource "alicloud_cr_ee_namespace" "this" {
  count = var.registry_instance_id == "" ? 0 : 1

  instance_id        = var.registry_instance_id
  name               = local.repository
  auto_create        = false
  default_visibility = "PRIVATE"
}

resource "alicloud_cr_ee_repo" "this" {
  count = var.registry_instance_id == "" ? 0 : 1

  instance_id      = var.registry_instance_id
  namespace        = alicloud_cr_ee_namespace.this[0].name
  name             = local.repository
  summary          = "The image of the service"
  repo_type        = "PRIVATE"
  tag_immutability = true
}

# Its value is set outside of Terraform, so that no state holds it.
resource "alicloud_kms_secret" "this" {
  secret_name                   = local.secret
  description                   = "What the service must not tell"
  secret_data                   = "unset"
  version_id                    = "initial"
  force_delete_without_recovery = false
  recovery_window_in_days       = 7
  tags                          = var.tags

  lifecycle {
    ignore_changes = [secret_data, version_id, version_stages]
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

locals {
  account = data.aws_caller_identity.current.account_id

  # EKS clusters: up to 100 characters. IAM roles: up to 64, with the longest ending.
  cluster = trimsuffix(substr(var.name, 0, 100), "-")
  role    = trimsuffix(substr(var.name, 0, 55), "-")
  # Buckets: up to 63, and nobody else in the world has the name.
  bucket = "${trimsuffix(substr(var.name, 0, 50), "-")}-${local.account}"
}

resource "aws_kms_key" "this" {
  description             = "Encrypts the data of ${var.name}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  tags                    = var.tags
}

output "instance" {
  description = "The id of the instance."
  value       = alicloud_instance.this.id
}

output "address" {
  description = "The address of the service inside the VPC."
  value       = "http://${alicloud_instance.this.primary_ip_address}:8000"
}

output "repository" {
  description = "The repository of the image, without the host of the registry."
  value       = "${local.repository}/${local.repository}"
}

output "bucket" {
  description = "The name of the bucket."
  value       = alicloud_oss_bucket.this.bucket
}

output "secret" {
  description = "The name of the secret."
  value       = alicloud_kms_secret.this.secret_name
}

output "oidc_provider" {
  description = "The ARN of the provider that GitHub's tokens are exchanged at."
  value       = alicloud_ims_oidc_provider.github.arn
}

output "push_role" {
  description = "The ARN of the role that pushes images and rotates the secret."
  value       = alicloud_ram_role.github["push"].arn
}

output "plan_role" {
  description = "The ARN of the role that plans."
  value       = alicloud_ram_role.github["plan"].arn
}

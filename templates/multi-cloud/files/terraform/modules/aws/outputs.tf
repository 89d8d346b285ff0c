output "cluster" {
  description = "The name of the EKS cluster."
  value       = aws_eks_cluster.this.name
}

output "registry" {
  description = "The host of the ECR registry."
  value       = "${local.account}.dkr.ecr.${data.aws_region.current.region}.amazonaws.com"
}

output "repository" {
  description = "The repository of the image."
  value       = aws_ecr_repository.this.name
}

output "bucket" {
  description = "The name of the bucket."
  value       = aws_s3_bucket.this.bucket
}

output "secret" {
  description = "The name of the secret."
  value       = aws_secretsmanager_secret.this.name
}

output "service_role" {
  description = "The ARN of the role of the service's pods."
  value       = aws_iam_role.service.arn
}

output "push_role" {
  description = "The ARN of the role that pushes images and rotates the secret."
  value       = aws_iam_role.push.arn
}

output "plan_role" {
  description = "The ARN of the role that plans."
  value       = aws_iam_role.plan.arn
}

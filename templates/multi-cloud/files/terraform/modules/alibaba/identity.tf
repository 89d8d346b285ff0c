locals {
  account = data.alicloud_account.current.id
  region  = data.alicloud_regions.current.ids[0]

  policies = {
    service = [
      {
        Effect   = "Allow"
        Action   = ["oss:GetObject", "oss:PutObject", "oss:DeleteObject", "oss:ListObjects"]
        Resource = ["acs:oss:*:${local.account}:${local.bucket}", "acs:oss:*:${local.account}:${local.bucket}/*"]
      },
      {
        Effect   = "Allow"
        Action   = ["kms:GetSecretValue"]
        Resource = ["acs:kms:${local.region}:${local.account}:secret/${local.secret}"]
      },
    ]
    push = [
      {
        Effect   = "Allow"
        Action   = ["cr:GetAuthorizationToken"]
        Resource = ["acs:cr:${local.region}:${local.account}:instance/${coalesce(var.registry_instance_id, "none")}"]
      },
      {
        Effect   = "Allow"
        Action   = ["cr:PullRepository", "cr:PushRepository"]
        Resource = ["acs:cr:${local.region}:${local.account}:repository/${coalesce(var.registry_instance_id, "none")}/${local.repository}/*"]
      },
      { # the rotation of the secret
        Effect   = "Allow"
        Action   = ["kms:DescribeSecret", "kms:GetSecretValue", "kms:ListSecretVersionIds", "kms:PutSecretValue", "kms:UpdateSecretVersionStage"]
        Resource = ["acs:kms:${local.region}:${local.account}:secret/${local.secret}"]
      },
    ]
  }
}

# The instance of the service: its bucket and its secret.
resource "alicloud_ram_role" "service" {
  role_name   = "${local.role}-service"
  description = "The instance of ${var.name}"
  tags        = var.tags

  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = ["ecs.aliyuncs.com"] }
    }]
  })
}

# GitHub's jobs: no keys, but tokens that are exchanged.
resource "alicloud_ims_oidc_provider" "github" {
  oidc_provider_name = "${local.role}-github"
  issuer_url         = "https://token.actions.githubusercontent.com"
  client_ids         = ["sts.aliyuncs.com"]
  description        = "Jobs of GitHub Actions"
}

resource "alicloud_ram_role" "github" {
  for_each = var.github_subjects

  role_name   = "${local.role}-${each.key}"
  description = "GitHub's jobs that ${each.key}"
  tags        = var.tags

  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Federated = [alicloud_ims_oidc_provider.github.arn] }
      Condition = {
        StringEquals = {
          "oidc:aud" = "sts.aliyuncs.com"
          "oidc:iss" = "https://token.actions.githubusercontent.com"
          "oidc:sub" = each.value
        }
      }
    }]
  })
}

resource "alicloud_ram_policy" "this" {
  for_each = local.policies

  policy_name     = "${local.role}-${each.key}"
  policy_document = jsonencode({ Version = "1", Statement = each.value })
  tags            = var.tags
}

resource "alicloud_ram_role_policy_attachment" "service" {
  role_name   = alicloud_ram_role.service.role_name
  policy_name = alicloud_ram_policy.this["service"].policy_name
  policy_type = "Custom"
}

resource "alicloud_ram_role_policy_attachment" "push" {
  role_name   = alicloud_ram_role.github["push"].role_name
  policy_name = alicloud_ram_policy.this["push"].policy_name
  policy_type = "Custom"
}

resource "alicloud_ram_role_policy_attachment" "plan" {
  role_name   = alicloud_ram_role.github["plan"].role_name
  policy_name = "ReadOnlyAccess"
  policy_type = "System"
}

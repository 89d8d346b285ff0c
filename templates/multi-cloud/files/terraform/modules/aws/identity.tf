locals {
  # Who may take which role, and by which means.
  trust = {
    cluster = { services = ["eks.amazonaws.com"], actions = ["sts:AssumeRole"] }
    node    = { services = ["ec2.amazonaws.com"], actions = ["sts:AssumeRole"] }
    pod     = { services = ["pods.eks.amazonaws.com"], actions = ["sts:AssumeRole", "sts:TagSession"] }
  }
  managed_policies = "arn:${data.aws_partition.current.partition}:iam::aws:policy"
  github_provider  = var.github_oidc_provider_arn != "" ? var.github_oidc_provider_arn : aws_iam_openid_connect_provider.github[0].arn
}

data "aws_iam_policy_document" "trust" {
  for_each = local.trust

  statement {
    actions = each.value.actions

    principals {
      type        = "Service"
      identifiers = each.value.services
    }
  }
}

resource "aws_iam_role" "cluster" {
  name               = "${local.role}-cluster"
  assume_role_policy = data.aws_iam_policy_document.trust["cluster"].json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "${local.managed_policies}/AmazonEKSClusterPolicy"
}

resource "aws_iam_role" "node" {
  name               = "${local.role}-node"
  assume_role_policy = data.aws_iam_policy_document.trust["node"].json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryPullOnly"])

  role       = aws_iam_role.node.name
  policy_arn = "${local.managed_policies}/${each.key}"
}

resource "aws_iam_role" "ebs" {
  name               = "${local.role}-ebs"
  assume_role_policy = data.aws_iam_policy_document.trust["pod"].json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "ebs" {
  role       = aws_iam_role.ebs.name
  policy_arn = "${local.managed_policies}/service-role/AmazonEBSCSIDriverPolicy"
}

# The pods of the service: their bucket and their secret.
resource "aws_iam_role" "service" {
  name               = "${local.role}-service"
  assume_role_policy = data.aws_iam_policy_document.trust["pod"].json
  tags               = var.tags
}

data "aws_iam_policy_document" "service" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.this.arn}/*"]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.this.arn]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.this.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_role_policy" "service" {
  name   = "service"
  role   = aws_iam_role.service.id
  policy = data.aws_iam_policy_document.service.json
}

# GitHub's jobs: no keys, but tokens that are exchanged.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.github_oidc_provider_arn == "" ? 1 : 0

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
  tags           = var.tags
}

data "aws_iam_policy_document" "github" {
  for_each = var.github_subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "push" {
  name               = "${local.role}-push"
  assume_role_policy = data.aws_iam_policy_document.github["push"].json
  tags               = var.tags
}

data "aws_iam_policy_document" "push" {
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # it is for the whole registry, or not at all
  }

  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = [aws_ecr_repository.this.arn]
  }

  # The rotation of the secret.
  statement {
    actions = [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]
    resources = [aws_secretsmanager_secret.this.arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.this.arn]
  }
}

resource "aws_iam_role_policy" "push" {
  name   = "push"
  role   = aws_iam_role.push.id
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_role" "plan" {
  name               = "${local.role}-plan"
  assume_role_policy = data.aws_iam_policy_document.github["plan"].json
  tags               = var.tags
}

resource "aws_iam_role_policy_attachment" "plan" {
  role       = aws_iam_role.plan.name
  policy_arn = "${local.managed_policies}/ReadOnlyAccess"
}

# Planning reads settings; what the bucket and the secret hold is none of its business.
data "aws_iam_policy_document" "plan" {
  statement {
    effect    = "Deny"
    actions   = ["s3:GetObject", "secretsmanager:GetSecretValue"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "plan" {
  name   = "plan"
  role   = aws_iam_role.plan.id
  policy = data.aws_iam_policy_document.plan.json
}

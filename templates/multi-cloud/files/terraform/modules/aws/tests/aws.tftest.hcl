mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["a", "b", "c"] }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

variables {
  name = "demo"
  tags = { project = "demo", environment = "test", managed-by = "terraform" }
  github_subjects = {
    push = "repo:octo@1/demo@2:environment:production"
    plan = "repo:octo@1/demo@2:environment:plan"
  }
}

run "a_private_cluster" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access == false
    error_message = "Without admin_cidrs the API must be private."
  }

  assert {
    condition     = alltrue([for subnet in concat(aws_subnet.private, aws_subnet.public) : !subnet.map_public_ip_on_launch])
    error_message = "No subnet may give public addresses."
  }
}

run "long_names_are_cut" {
  command = plan

  variables {
    name = "a-name-that-is-much-longer-than-what-most-resources-of-a-cloud-may-be-called-by-the-rules-of-it-all"
  }

  assert {
    condition     = length(aws_s3_bucket.this.bucket) <= 63 && can(regex("^[a-z0-9][a-z0-9-]*[a-z0-9]$", aws_s3_bucket.this.bucket))
    error_message = "The bucket ${aws_s3_bucket.this.bucket} breaks the rules of S3."
  }

  assert {
    condition     = alltrue([for role in [aws_iam_role.cluster, aws_iam_role.service, aws_iam_role.push] : length(role.name) <= 64])
    error_message = "A role has more than 64 characters."
  }

  assert {
    condition     = length(aws_eks_cluster.this.name) <= 100
    error_message = "The cluster has more than 100 characters."
  }
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

run "wildcards_are_refused" {
  command = plan

  variables {
    github_subjects = { push = "repo:octo/*", plan = "repo:octo@1/demo@2:environment:plan" }
  }

  expect_failures = [var.github_subjects]
}

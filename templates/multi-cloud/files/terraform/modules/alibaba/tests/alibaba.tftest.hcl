mock_provider "alicloud" {
  mock_data "alicloud_account" {
    defaults = { id = "1234567890123456" }
  }
  mock_data "alicloud_regions" {
    defaults = { ids = ["eu-central-1"] }
  }
  mock_data "alicloud_zones" {
    defaults = { ids = ["eu-central-1a"] }
  }
  mock_data "alicloud_images" {
    defaults = { ids = ["ubuntu_24_04_x64"] }
  }
}

variables {
  name = "demo"
  tags = { project = "demo", environment = "test", managed-by = "terraform" }
  github_subjects = {
    push = "repo:octo@1/demo@2:environment:production"
    plan = "repo:octo@1/demo@2:environment:plan"
  }
  image = "docker.io/octo/demo:latest"
}

run "a_private_instance" {
  command = plan

  assert {
    condition     = alicloud_instance.this.internet_max_bandwidth_out == 0 && alicloud_instance.this.system_disk_encrypted
    error_message = "The instance must have no public address and an encrypted disk."
  }

  assert {
    condition     = alicloud_security_group_rule.http.cidr_ip != "0.0.0.0/0"
    error_message = "The service must answer inside the network only."
  }

  assert {
    condition     = strcontains(base64decode(alicloud_instance.this.user_data), "image: docker.io/octo/demo:latest")
    error_message = "The instance must run the image."
  }

  assert {
    condition     = length(alicloud_cr_ee_repo.this) == 0
    error_message = "Without a registry there is no repository."
  }
}

run "long_names_are_cut" {
  command = plan

  variables {
    name                 = "a-name-that-is-much-longer-than-what-most-resources-of-a-cloud-may-be-called-by-the-rules-of-it-all"
    registry_instance_id = "cri-1234567890"
  }

  assert {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", alicloud_oss_bucket.this.bucket))
    error_message = "The bucket ${alicloud_oss_bucket.this.bucket} breaks the rules of OSS."
  }

  assert {
    condition     = alltrue([for role in concat([alicloud_ram_role.service], values(alicloud_ram_role.github)) : length(role.role_name) <= 64])
    error_message = "A role has more than 64 characters."
  }

  assert {
    condition     = length(alicloud_cr_ee_repo.this[0].name) <= 64 && length(alicloud_kms_secret.this.secret_name) <= 64
    error_message = "The repository or the secret has more than 64 characters."
  }

  assert {
    condition     = length(alicloud_instance.this.instance_name) <= 128
    error_message = "The instance has more than 128 characters."
  }
}

run "an_image_without_a_tag_is_refused" {
  command = plan

  variables {
    image = "docker.io/octo/demo"
  }

  expect_failures = [var.image]
}

mock_provider "azurerm" {}

variables {
  name = "demo"
  tags = { project = "demo", environment = "test", managed-by = "terraform" }
  github_subjects = {
    push = "repo:octo@1/demo@2:environment:production"
    plan = "repo:octo@1/demo@2:environment:plan"
  }
  subscription_id = "00000000-0000-0000-0000-000000000000"
  location        = "germanywestcentral"
}

run "a_private_cluster" {
  command = plan

  assert {
    condition     = azurerm_kubernetes_cluster.this.private_cluster_enabled && !azurerm_kubernetes_cluster.this.default_node_pool[0].node_public_ip_enabled
    error_message = "Without admin_cidrs the nodes and the API must be private."
  }

  assert {
    condition     = !azurerm_storage_account.this.allow_nested_items_to_be_public && !azurerm_storage_account.this.shared_access_key_enabled
    error_message = "The storage account must not be public, nor have keys."
  }
}

run "long_names_are_cut" {
  command = plan

  variables {
    name = "a-name-that-is-much-longer-than-what-most-resources-of-a-cloud-may-be-called-by-the-rules-of-it-all"
  }

  assert {
    condition     = can(regex("^[a-z][a-z0-9]{2,23}$", azurerm_storage_account.this.name))
    error_message = "The storage account ${azurerm_storage_account.this.name} breaks the rules."
  }

  assert {
    condition     = can(regex("^[a-z][a-z0-9]{2,23}$", azurerm_key_vault.this.name))
    error_message = "The key vault ${azurerm_key_vault.this.name} breaks the rules."
  }

  assert {
    condition     = can(regex("^[a-z][a-z0-9]{4,49}$", azurerm_container_registry.this.name))
    error_message = "The registry ${azurerm_container_registry.this.name} breaks the rules."
  }

  assert {
    condition     = length(azurerm_kubernetes_cluster.this.name) <= 63 && length(azurerm_kubernetes_cluster.this.dns_prefix) <= 54
    error_message = "The cluster ${azurerm_kubernetes_cluster.this.name} breaks the rules."
  }
}

run "a_subscription_is_needed" {
  command = plan

  variables {
    subscription_id = ""
  }

  expect_failures = [var.subscription_id]
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

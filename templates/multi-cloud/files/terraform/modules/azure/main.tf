data "azurerm_client_config" "current" {}

locals {
  # Resource groups: up to 90 characters. Clusters: up to 63; networks up to 64.
  name = trimsuffix(substr(var.name, 0, 54), "-")
  # Names that nobody else in the world has: storage accounts and vaults have 3 to 24
  # characters, registries 5 to 50; letters and digits suit all of them.
  letters = replace(var.name, "-", "")
  hash    = substr(sha1("${var.subscription_id}/${var.name}"), 0, 8)
  unique  = "${substr(local.letters, 0, 16)}${local.hash}"
}

resource "azurerm_resource_group" "this" {
  name     = local.name
  location = var.location
  tags     = var.tags
}

locals {
  identities = {
    service = {
      issuer  = azurerm_kubernetes_cluster.this.oidc_issuer_url
      subject = "system:serviceaccount:${var.name}:${var.name}"
    }
    push = {
      issuer  = "https://token.actions.githubusercontent.com"
      subject = var.github_subjects.push
    }
    plan = {
      issuer  = "https://token.actions.githubusercontent.com"
      subject = var.github_subjects.plan
    }
  }

  # Who may do what, where.
  assignments = {
    service_bucket = {
      identity = "service", role = "Storage Blob Data Contributor", scope = azurerm_storage_account.this.id
    }
    service_secret = {
      identity = "service", role = "Key Vault Secrets User", scope = azurerm_key_vault.this.id
    }
    push_image = {
      identity = "push", role = "AcrPush", scope = azurerm_container_registry.this.id
    }
    push_secret = { # the rotation of the secret
      identity = "push", role = "Key Vault Secrets Officer", scope = azurerm_key_vault.this.id
    }
    plan = {
      identity = "plan", role = "Reader", scope = azurerm_resource_group.this.id
    }
  }
}

# The pods of the service and GitHub's jobs: no passwords, but tokens that are exchanged.
resource "azurerm_user_assigned_identity" "this" {
  for_each = toset(["service", "push", "plan"])

  name                = "${local.name}-${each.key}"
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  tags                = var.tags
}

resource "azurerm_federated_identity_credential" "this" {
  for_each = local.identities

  name                      = each.key
  user_assigned_identity_id = azurerm_user_assigned_identity.this[each.key].id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = each.value.issuer
  subject                   = each.value.subject
}

resource "azurerm_role_assignment" "this" {
  for_each = local.assignments

  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = azurerm_user_assigned_identity.this[each.value.identity].principal_id
  principal_type       = "ServicePrincipal"
}

output "resource_group" {
  description = "The name of the resource group."
  value       = azurerm_resource_group.this.name
}

output "cluster" {
  description = "The name of the AKS cluster."
  value       = azurerm_kubernetes_cluster.this.name
}

output "registry" {
  description = "The host of the registry."
  value       = azurerm_container_registry.this.login_server
}

output "repository" {
  description = "The repository of the image."
  value       = var.name
}

output "storage_account" {
  description = "The name of the storage account."
  value       = azurerm_storage_account.this.name
}

output "secret_vault" {
  description = "The address of the key vault."
  value       = azurerm_key_vault.this.vault_uri
}

output "service_client_id" {
  description = "The client id of the identity of the service's pods."
  value       = azurerm_user_assigned_identity.this["service"].client_id
}

output "push_client_id" {
  description = "The client id of the identity that pushes images and rotates the secret."
  value       = azurerm_user_assigned_identity.this["push"].client_id
}

output "plan_client_id" {
  description = "The client id of the identity that plans."
  value       = azurerm_user_assigned_identity.this["plan"].client_id
}

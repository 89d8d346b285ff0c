resource "azurerm_user_assigned_identity" "cluster" {
  name                = "${local.name}-cluster"
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  tags                = var.tags
}

resource "azurerm_role_assignment" "cluster" {
  scope                = azurerm_subnet.nodes.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  principal_type       = "ServicePrincipal"
}

# The nodes: they pull the image.
resource "azurerm_user_assigned_identity" "node" {
  name                = "${local.name}-node"
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  tags                = var.tags
}

resource "azurerm_role_assignment" "node" {
  scope                = azurerm_container_registry.this.id
  role_definition_name = "AcrPull"
  principal_id         = azurerm_user_assigned_identity.node.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "cluster_node" {
  scope                = azurerm_user_assigned_identity.node.id
  role_definition_name = "Managed Identity Operator"
  principal_id         = azurerm_user_assigned_identity.cluster.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_kubernetes_cluster" "this" {
  name                              = local.name
  resource_group_name               = azurerm_resource_group.this.name
  location                          = azurerm_resource_group.this.location
  dns_prefix                        = local.name
  automatic_upgrade_channel         = "patch"
  node_os_upgrade_channel           = "NodeImage"
  oidc_issuer_enabled               = true
  workload_identity_enabled         = true
  private_cluster_enabled           = length(var.admin_cidrs) == 0
  role_based_access_control_enabled = true
  tags                              = var.tags

  default_node_pool {
    name                        = "default"
    auto_scaling_enabled        = true
    min_count                   = var.node_count.min
    max_count                   = var.node_count.max
    node_public_ip_enabled      = false
    temporary_name_for_rotation = "rotation"
    vm_size                     = var.node_size
    vnet_subnet_id              = azurerm_subnet.nodes.id
    tags                        = var.tags
  }

  node_provisioning_profile {
    mode = "Manual"
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.cluster.id]
  }

  kubelet_identity {
    client_id                 = azurerm_user_assigned_identity.node.client_id
    object_id                 = azurerm_user_assigned_identity.node.principal_id
    user_assigned_identity_id = azurerm_user_assigned_identity.node.id
  }

  dynamic "api_server_access_profile" {
    for_each = length(var.admin_cidrs) > 0 ? [var.admin_cidrs] : []

    content {
      authorized_ip_ranges = api_server_access_profile.value
    }
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_policy      = "cilium"
    network_data_plane  = "cilium"
    outbound_type       = "managedNATGateway"
  }

  web_app_routing {
    dns_zone_ids = []
  }

  depends_on = [azurerm_role_assignment.cluster, azurerm_role_assignment.cluster_node]
}

provider "azurerm" {
  subscription_id = "00000000-0000-0000-0000-000000000000"

  features {}
}

resource "azurerm_network_interface" "public_addresses" {
  name                = "interface"
  location            = "germanywestcentral"
  resource_group_name = "shop"
  tags                = local.tags

  ip_configuration {
    name                          = "outside"
    private_ip_address_allocation = "Dynamic"
    public_ip_address_id          = "address"
  }
}

resource "azurerm_resource_group" "required_tags" {
  name     = "shop"
  location = "germanywestcentral"
  tags     = { project = "shop" }
}

resource "azurerm_storage_account" "encryption" {
  name                              = "shop"
  location                          = "germanywestcentral"
  resource_group_name               = "shop"
  account_tier                      = "Standard"
  account_replication_type          = "LRS"
  https_traffic_only_enabled        = false
  infrastructure_encryption_enabled = true
  tags                              = local.tags
}

resource "azurerm_network_security_rule" "open_ingress" {
  name                        = "world"
  resource_group_name         = "shop"
  network_security_group_name = "shop"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  source_address_prefix       = "Internet"
  destination_port_range      = "22"
  destination_address_prefix  = "*"
}

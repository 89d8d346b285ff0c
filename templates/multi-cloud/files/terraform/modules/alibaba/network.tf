resource "alicloud_vpc" "this" {
  vpc_name   = "${var.name}-vpc"
  cidr_block = var.cidr
  tags       = var.tags
}

resource "alicloud_vswitch" "this" {
  vswitch_name = "${var.name}-vswitch"
  vpc_id       = alicloud_vpc.this.id
  zone_id      = data.alicloud_zones.this.ids[0]
  cidr_block   = cidrsubnet(var.cidr, 4, 0)
  tags         = var.tags
}

resource "alicloud_security_group" "this" {
  security_group_name = "${var.name}-service"
  vpc_id              = alicloud_vpc.this.id
  tags                = var.tags
}

# The service answers inside the network only.
resource "alicloud_security_group_rule" "http" {
  security_group_id = alicloud_security_group.this.id
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "8000/8000"
  cidr_ip           = var.cidr
  description       = "The service, from the VPC"
}

# The instance has no address outside; this is its way there.
resource "alicloud_nat_gateway" "this" {
  vpc_id           = alicloud_vpc.this.id
  vswitch_id       = alicloud_vswitch.this.id
  nat_gateway_name = "${var.name}-nat"
  nat_type         = "Enhanced"
  payment_type     = "PayAsYouGo"
  tags             = var.tags
}

resource "alicloud_eip_address" "nat" {
  address_name         = "${var.name}-nat"
  bandwidth            = "10"
  internet_charge_type = "PayByTraffic"
  payment_type         = "PayAsYouGo"
  tags                 = var.tags
}

resource "alicloud_eip_association" "nat" {
  allocation_id = alicloud_eip_address.nat.id
  instance_id   = alicloud_nat_gateway.this.id
  instance_type = "Nat"
}

resource "alicloud_snat_entry" "this" {
  snat_table_id     = alicloud_nat_gateway.this.snat_table_ids
  source_vswitch_id = alicloud_vswitch.this.id
  snat_ip           = alicloud_eip_address.nat.ip_address

  depends_on = [alicloud_eip_association.nat]
}

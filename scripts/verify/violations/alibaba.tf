provider "alicloud" {
  region = "eu-central-1"
}

resource "alicloud_instance" "public_addresses" {
  image_id                   = "debian"
  instance_type              = "ecs.t6-c1m1.large"
  security_groups            = ["sg-1"]
  vswitch_id                 = "vsw-1"
  internet_max_bandwidth_out = 5
  system_disk_encrypted      = true
  tags                       = local.tags
}

resource "alicloud_vpc" "required_tags" {
  cidr_block = "10.0.0.0/16"
  tags       = { project = "shop" }
}

resource "alicloud_instance" "encryption" {
  image_id        = "debian"
  instance_type   = "ecs.t6-c1m1.large"
  security_groups = ["sg-1"]
  vswitch_id      = "vsw-1"
  tags            = local.tags
}

resource "alicloud_security_group_rule" "open_ingress" {
  security_group_id = "sg-1"
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "0.0.0.0/0"
}

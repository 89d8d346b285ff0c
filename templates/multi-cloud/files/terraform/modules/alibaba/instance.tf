resource "alicloud_instance" "this" {
  instance_name                 = "${var.name}-service"
  instance_type                 = var.instance_type
  image_id                      = data.alicloud_images.this.ids[0]
  vswitch_id                    = alicloud_vswitch.this.id
  security_groups               = [alicloud_security_group.this.id]
  internet_max_bandwidth_out    = 0
  role_name                     = alicloud_ram_role.service.role_name
  security_enhancement_strategy = "Active"
  system_disk_category          = "cloud_essd"
  system_disk_encrypted         = true
  system_disk_size              = 40
  tags                          = var.tags
  volume_tags                   = var.tags
  http_tokens                   = "required"

  user_data = base64encode(templatefile("${path.module}/cloud-init.yaml.tftpl", { image = var.image }))
}

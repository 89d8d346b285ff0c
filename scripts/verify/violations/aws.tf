provider "aws" {
  region = "eu-central-1"
}

resource "aws_instance" "public_addresses" {
  ami                         = "ami-1"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  tags                        = local.tags
}

resource "aws_sqs_queue" "required_tags" {
  name = "queue"
  tags = { project = "shop" }
}

resource "aws_ebs_volume" "encryption" {
  availability_zone = "eu-central-1a"
  size              = 1
  encrypted         = false
  tags              = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "open_ingress" {
  security_group_id = "sg-1"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  tags              = local.tags
}

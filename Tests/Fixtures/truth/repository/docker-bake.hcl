variable "USER" {
  default = "acme"
}
target "cli" {
  tags = ["docker.io/${USER}/shop-cli:latest"]
}

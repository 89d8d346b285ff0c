target "app" {
  tags = ["docker.io/joe/app:latest"]
}

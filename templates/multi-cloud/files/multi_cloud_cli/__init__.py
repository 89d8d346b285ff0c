"""`multi-cloud-cli`: sets the project up, deploys it, and says how it is."""

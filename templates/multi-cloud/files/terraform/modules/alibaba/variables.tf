variable "name" {
  description = "What the names of the resources start with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9-]{0,100}[a-z0-9])?$", var.name))
    error_message = "The name must start with a letter and have small letters, digits and hyphens only."
  }
}

variable "tags" {
  description = "The tags of every resource: project, environment and managed-by at least."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for tag in ["project", "environment", "managed-by"] : contains(keys(var.tags), tag)])
    error_message = "The tags must name project, environment and managed-by."
  }
}

variable "github_subjects" {
  description = "The `sub` of GitHub's tokens that may push images, and of those that may plan."
  type        = object({ push = string, plan = string })
  nullable    = false

  validation {
    condition     = alltrue([for subject in values(var.github_subjects) : can(regex("^repo:[^*?]+:environment:[^*?]+$", subject))])
    error_message = "A subject names one repository and one environment, without wildcards."
  }
}

variable "cidr" {
  description = "The addresses of the network."
  type        = string
  default     = "10.40.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && tonumber(split("/", var.cidr)[1]) <= 20
    error_message = "The network must be a CIDR block of /20 or larger."
  }
}

variable "instance_type" {
  description = "The type of the instance."
  type        = string
  default     = "ecs.g7.large"
  nullable    = false
}

variable "image" {
  description = "The image that the instance runs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9./_-]+:[A-Za-z0-9._-]+$", var.image))
    error_message = "The image must be HOST/REPOSITORY:TAG."
  }
}

variable "registry_instance_id" {
  description = "The Container Registry instance (Enterprise Edition) that takes the images; empty: none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.registry_instance_id == "" || can(regex("^cri-[a-z0-9]+$", var.registry_instance_id))
    error_message = "The id of a Container Registry instance starts with cri-."
  }
}

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

variable "admin_cidrs" {
  description = "The networks outside that may reach the API of the cluster; none: it is private."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for cidr in var.admin_cidrs : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "Every network must be a CIDR block, and none may be the whole internet."
  }
}

variable "cidr" {
  description = "The addresses of the network, of which each subnet takes a sixteenth."
  type        = string
  default     = "10.10.0.0/16"
  nullable    = false

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && tonumber(split("/", var.cidr)[1]) <= 20
    error_message = "The network must be a CIDR block of /20 or larger."
  }
}

variable "node_type" {
  description = "The type of the nodes."
  type        = string
  default     = "t3.medium"
  nullable    = false
}

variable "node_count" {
  description = "How many nodes there are at least and at most."
  type        = object({ min = number, max = number })
  default     = { min = 2, max = 4 }
  nullable    = false

  validation {
    condition     = var.node_count.min >= 1 && var.node_count.min <= var.node_count.max
    error_message = "There must be at least one node, and not more at least than at most."
  }
}

variable "github_oidc_provider_arn" {
  description = "GitHub's identity provider, when the account has one already; empty: one is made."
  type        = string
  default     = ""
  nullable    = false
}

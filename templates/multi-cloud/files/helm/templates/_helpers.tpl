{{/* The name that all objects start with: short enough for what is put behind it. */}}
{{- define "service.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of the web service, whatever their track. */}}
{{- define "service.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: web
{{- end -}}

{{- define "service.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "service.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "service.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "service.secretName" -}}
{{- default (include "service.fullname" .) .Values.secretName -}}
{{- end -}}

{{- define "service.tag" -}}
{{- default (printf "v%s" .Chart.AppVersion) .Values.image.tag -}}
{{- end -}}

{{/*
The deployments there are: a list of name, track, tag and replicas under "tracks".
The track is part of the selectors, so that a deployment keeps its pods when the
strategy changes: "stable" is the one that is always there without blue-green.
*/}}
{{- define "service.tracks" -}}
{{- $name := include "service.fullname" . -}}
{{- $tag := include "service.tag" . -}}
{{- $replicas := .Values.replicaCount -}}
{{- $tracks := list -}}
{{- if and .Values.blueGreen.enabled .Values.trafficSplit.enabled -}}
{{- fail "blueGreen.enabled and trafficSplit.enabled exclude each other" -}}
{{- end -}}
{{- if .Values.blueGreen.enabled -}}
{{- range $colour := list "blue" "green" -}}
{{- $own := (get $.Values.blueGreen $colour).tag -}}
{{- $tracks = append $tracks (dict "name" (printf "%s-%s" $name $colour) "track" $colour "tag" (default $tag $own) "replicas" $replicas) -}}
{{- end -}}
{{- else -}}
{{- $tracks = append $tracks (dict "name" $name "track" "stable" "tag" $tag "replicas" $replicas) -}}
{{- with .Values.trafficSplit -}}
{{- if .enabled -}}
{{- if ne (add .weights.stable .weights.canary) 100 -}}
{{- fail (printf "trafficSplit.weights: stable %v and canary %v do not add up to 100" .weights.stable .weights.canary) -}}
{{- end -}}
{{- $tracks = append $tracks (dict "name" (printf "%s-canary" $name) "track" "canary" "tag" (default $tag .canary.tag) "replicas" .canary.replicaCount) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- dict "tracks" $tracks | toYaml -}}
{{- end -}}

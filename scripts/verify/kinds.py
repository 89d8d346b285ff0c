"""Holds Kubernetes objects to their schemas: `kinds.py FOLDER-OF-CRD-SCHEMAS|- FILE...`

Kinds of Kubernetes itself go through kubernetes-validate, custom ones through the schema
GROUP_VERSION_KIND.json of the folder; with `-` instead, custom ones are counted only. Unknown
fields are errors.
"""
import json
import sys
from pathlib import Path

import jsonschema
import kubernetes_validate
import yaml

KUBERNETES = "1.37"
UNKNOWN_KIND = "no schema of"


def strict(schema):
    """The schema of a custom kind, so that it refuses fields it does not name."""
    if isinstance(schema, dict):
        free = schema.get("x-kubernetes-preserve-unknown-fields")
        if schema.get("properties") and "additionalProperties" not in schema and not free:
            schema["additionalProperties"] = False
        if schema.get("x-kubernetes-int-or-string"):
            schema.pop("type", None)
        if schema.get("nullable") and isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        for key, value in schema.items():
            if key not in ("oneOf", "anyOf", "allOf", "not"):
                strict(value)
    elif isinstance(schema, list):
        for value in schema:
            strict(value)
    return schema


def custom(version, kind, folder):
    path = folder / f"{version.replace('/', '_')}_{kind}.json"
    if not path.exists():
        return None
    schema = strict(json.loads(path.read_text()))
    properties = schema.setdefault("properties", {})
    properties["metadata"] = {"type": "object", "required": ["name"]}
    properties["apiVersion"] = properties["kind"] = {"type": "string"}
    if "spec" in properties:
        schema["required"] = [*schema.get("required", []), "spec"]
    return jsonschema.Draft202012Validator(schema)


def errors(document, folder):
    """What is wrong with a document, or None when nobody knows."""
    version, kind = document.get("apiVersion", ""), document.get("kind", "")
    if not version or not kind:
        return ["no apiVersion or no kind"]
    group = version.split("/")[0] if "/" in version else ""
    if "." in group and not group.endswith("k8s.io"):
        if folder is None:
            return None
        validator = custom(version, kind, folder)
        if validator is None:
            return [f"{UNKNOWN_KIND} {version} {kind}"]
        return [f"{e.json_path}: {e.message[:160]}" for e in validator.iter_errors(document)][:3]
    try:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [f"{'.'.join(map(str, error.path))}: {error.message[:160]}"]
    return []


def main(schemas, *files):
    folder = None if schemas == "-" else Path(schemas)
    seen, bad, unknown = {}, 0, 0
    for name in files:
        for document in yaml.load_all(Path(name).read_text(), Loader=yaml.CSafeLoader):
            if not document:
                continue
            text = json.dumps(document, sort_keys=True, default=str)
            if text in seen:  # the same object in another rendering
                continue
            seen[text] = name
            found = errors(document, folder)
            unknown += found is None
            for message in found or []:
                bad += 1
                print(f"error: {name}: {document.get('kind')} {document.get('metadata', {}).get('name')}: {message}")
    print(f"{len(seen)} different objects, {unknown} of them not checked, {bad} errors")
    return 1 if bad or not seen else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

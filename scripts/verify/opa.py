"""Runs policies with the engine of OPA: `opa.py PACKAGES test FOLDER`, `opa.py PACKAGES deny FOLDER PLAN`.

`test` runs every rule `test_…` and fails when one does not hold. `deny` prints what the policies
`data.policies.*.deny` say about a plan, as JSON: {policy: [message]}.
"""
import json
import os
import re
import sys
from pathlib import Path

packages, task, folder = sys.argv[1:4]
sys.path.insert(0, packages)
from opa_bindings import OpaEngine  # noqa: E402

engine = OpaEngine()
engine.print_handler = lambda message, location: None
code = 0
tests, policies = [], []
for path in sorted(Path(folder).glob("*.rego")):
    text = path.read_text()
    engine.add_policy(str(path), text)
    name = re.search(r"(?m)^package\s+(\S+)", text)[1]
    if path.name.endswith("_test.rego"):
        tests += [f"{name}.{test}" for test in dict.fromkeys(re.findall(r"(?m)^(test_\w+)", text))]
    else:
        policies.append(name)

if task == "test":
    for test in tests:
        try:
            passed = engine.eval_document(test, {}) is True
        except Exception as problem:
            passed = False
            if "undefined" not in str(problem):
                print(problem)
        print("ok  " if passed else "FAIL", test)
        code |= not passed
    tested = {test.split(".")[1].removesuffix("_test") for test in tests}
    for policy in policies:
        if policy.split(".")[-1] not in tested:
            print("error: no test of", policy)
            code = 1
    code |= not tests
else:
    plan = json.loads(Path(sys.argv[4]).read_text())
    print(json.dumps({name.split(".")[-1]: sorted(engine.eval_document(f"{name}.deny", plan)) for name in policies}))
sys.stdout.flush()
os._exit(code)  # the engine does not end by itself

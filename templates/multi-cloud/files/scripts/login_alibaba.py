#!/usr/bin/env python3
"""Logs a job of GitHub Actions in to Alibaba Cloud: no keys, but a token that is exchanged.

    scripts/login_alibaba.py                docker, at Container Registry
    scripts/login_alibaba.py --credentials  the steps that follow, by their environment

Reads ALIBABA_OIDC_PROVIDER_ARN, ALIBABA_ROLE_ARN and ALIBABA_REGION, and for docker
ALIBABA_REGISTRY and ALIBABA_REGISTRY_INSTANCE_ID.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request

from alibaba_cloud import Credentials, call

AUDIENCE = "sts.aliyuncs.com"


def github_token() -> str:
    url = f"{os.environ['ACTIONS_ID_TOKEN_REQUEST_URL']}&audience={AUDIENCE}"
    bearer = os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {bearer}"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return str(json.load(response)["value"])


def exchange(token: str, region: str) -> Credentials:
    answer = call(
        f"sts.{region}.aliyuncs.com",
        "2015-04-01",
        "AssumeRoleWithOIDC",
        OIDCProviderArn=os.environ["ALIBABA_OIDC_PROVIDER_ARN"],
        OIDCToken=token,
        RoleArn=os.environ["ALIBABA_ROLE_ARN"],
        RoleSessionName="github-actions",
    )["Credentials"]
    return Credentials(answer["AccessKeyId"], answer["AccessKeySecret"], answer["SecurityToken"])


def main() -> None:
    region = os.environ["ALIBABA_REGION"]
    credentials = exchange(github_token(), region)
    if "--credentials" in sys.argv[1:]:
        values = {
            "ALIBABA_CLOUD_ACCESS_KEY_ID": credentials.key_id,
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": credentials.key_secret,
            "ALIBABA_CLOUD_SECURITY_TOKEN": credentials.token,
        }
        with open(os.environ["GITHUB_ENV"], "a", encoding="utf-8") as environment:
            for name, value in values.items():
                print(f"::add-mask::{value}")
                print(f"{name}={value}", file=environment)
        return
    answer = call(
        f"cr.{region}.aliyuncs.com",
        "2018-12-01",
        "GetAuthorizationToken",
        credentials,
        InstanceId=os.environ["ALIBABA_REGISTRY_INSTANCE_ID"],
        RegionId=region,
    )
    login = ["docker", "login", "--username", answer["TempUsername"], "--password-stdin"]
    password = str(answer["AuthorizationToken"])
    subprocess.run([*login, os.environ["ALIBABA_REGISTRY"]], input=password, text=True, check=True)


if __name__ == "__main__":
    main()

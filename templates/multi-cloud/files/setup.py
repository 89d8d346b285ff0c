"""The console script; all else is in pyproject.toml."""

from setuptools import setup

setup(entry_points={"console_scripts": ["multi-cloud-cli = multi_cloud_cli.commands:main"]})

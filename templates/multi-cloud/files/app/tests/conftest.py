from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Config
from app.tests.contract import ContractClient


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application over an empty database of its own."""
    app = create_app(Config(database_url=f"sqlite:///{tmp_path / 'app.db'}"))
    app.test_client_class = ContractClient
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()

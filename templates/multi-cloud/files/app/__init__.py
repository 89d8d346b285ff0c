"""The service: `create_app()` puts its parts together.

Each part is a module of its own: `config` reads the environment, `logs` and
`errors` shape what goes out, `store` keeps the data, `health` and `items` hold
the routes, `api_docs` shows the contract that they keep.
"""

import os

from flask import Flask

from app import api_docs, errors, health, items, logs
from app.config import Config
from app.store import open_store

__all__ = ["create_app"]

MAX_BODY_BYTES = 64 * 1024


def create_app(config: Config | None = None) -> Flask:
    """Makes an application that is ready to answer.

    Without `config`, the settings are read from the environment. The database
    is brought to the present schema before this returns, so a server can hand
    over requests at once.
    """
    config = config or Config.from_environment(os.environ)
    logs.configure(config.log_level)

    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.extensions["store"] = open_store(config.database_url, config.redis_url)

    logs.init_app(app)
    errors.init_app(app)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(items.blueprint)
    app.register_blueprint(api_docs.blueprint)
    return app

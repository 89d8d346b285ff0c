"""`python -m app`: the development server, restarted when a file changes.

Reads `.env` first. Production runs `app.wsgi` under gunicorn, with its settings
in the environment.
"""

import os
import sys

from dotenv import load_dotenv

from app import create_app
from app.config import Config, ConfigError
from app.store import StoreUnavailable


def main() -> None:
    load_dotenv(".env")
    try:
        config = Config.from_environment(os.environ)
        app = create_app(config)
    except (ConfigError, StoreUnavailable) as error:
        sys.exit(f"The service cannot start: {error}")
    app.run(port=config.port, use_reloader=True)


if __name__ == "__main__":
    main()

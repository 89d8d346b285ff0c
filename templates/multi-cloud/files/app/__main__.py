"""`python -m app`: the development server, restarted when a file changes.

Reads `.env` first. Production runs `app.wsgi` under gunicorn, with its settings
in the environment.
"""

import logging
import os
import sys

from dotenv import load_dotenv

from app import create_app
from app.config import Config, ConfigError
from app.store import StoreUnavailable

logger = logging.getLogger(__package__)


def main() -> None:
    load_dotenv(".env")
    try:
        config = Config.from_environment(os.environ)
        app = create_app(config)
    except (ConfigError, StoreUnavailable) as error:
        sys.exit(f"The service cannot start: {error}")
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # requests are logged already
    if "WERKZEUG_RUN_MAIN" not in os.environ:  # said once, not after every restart
        logger.info("listening on http://127.0.0.1:%d", config.port)
    app.run(port=config.port, use_reloader=True, reloader_type="stat")


if __name__ == "__main__":
    main()

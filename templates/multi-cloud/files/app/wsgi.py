"""The entry point of a WSGI server: `gunicorn app.wsgi:app`."""

from app import create_app

app = create_app()

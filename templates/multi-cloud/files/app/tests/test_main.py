import os
import runpy
from pathlib import Path
from typing import Any

import pytest
from flask import Flask


def test_the_development_server_reads_dotenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(Flask, "run", lambda _, **options: calls.append(options))
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("PORT=8123\n")
    runpy.run_module("app", run_name="__main__")
    assert [call["port"] for call in calls] == [8123]
    assert "listening on http://127.0.0.1:8123" in capsys.readouterr().out
    assert (tmp_path / "data" / "app.db").is_file()

    os.environ["WERKZEUG_RUN_MAIN"] = "true"
    runpy.run_module("app", run_name="__main__")
    assert "listening" not in capsys.readouterr().out


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"PORT": "http"})
    with pytest.raises(SystemExit, match="cannot start: PORT is 'http'"):
        runpy.run_module("app", run_name="__main__")


def test_the_wsgi_module_holds_an_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'app.db'}")
    application = runpy.run_module("app.wsgi")["app"]
    assert application.test_client().get("/ready").status_code == 200

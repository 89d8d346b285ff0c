"""Runs checks two at a time, keeps a log of each, and tells what came of them."""
from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

WORKERS = 2
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
TIMEOUT = 600  # seconds that one command may take


class Failed(Exception):
    """What is checked is wrong; the message is one line, the rest stands in the log."""


class Log:
    """The log of one check, and how a check runs commands."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("w", encoding="utf-8")

    def write(self, text: str) -> None:
        self._file.write(text if text.endswith("\n") else text + "\n")
        self._file.flush()

    def run(
        self,
        command: Sequence[str | Path],
        cwd: Path | None = None,
        env: dict[str, str] | None = None,
        accept: Sequence[int] = (0,),
        **options: object,
    ) -> str:
        """Runs a command and returns what it wrote to standard output; raises when its
        exit code is not among the accepted ones."""
        words = [str(word) for word in command]
        self.write(f"$ {shlex.join(words)}")
        done = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=TIMEOUT,
            **{"stdin": subprocess.DEVNULL, **options} if "input" not in options else options,
        )
        self.write(done.stdout + done.stderr + f"exit code {done.returncode}")
        if done.returncode not in accept:
            said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
            telling = (line for line in said if re.search(r"rror|FAIL|leaks found", line))
            first = COLOURS.sub("", next(telling, said[-1] if said else ""))
            raise Failed(f"{Path(words[0]).name} ended with {done.returncode}: {first.strip()[:160]}")
        return done.stdout

    def close(self) -> None:
        self._file.close()


@dataclass
class Check:
    """One check of one variant. `run` raises Failed (or anything) when it does not hold.
    It begins when the check named `after` of the same variant has passed."""

    name: str
    variant: str
    run: Callable[[Log], None]
    after: str | None = None
    seconds: float = 0
    problem: str | None = None
    future: Future[None] | None = field(default=None, repr=False)


class Runner:
    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.done: list[Check] = []
        self._pool = ThreadPoolExecutor(WORKERS)
        self._printing = threading.Lock()

    def run(self, checks: Sequence[Check]) -> None:
        """Runs all checks; one that others wait for stands before them."""
        named = {(check.variant, check.name): check for check in checks}
        for check in checks:
            before = named[check.variant, check.after] if check.after else None
            check.future = self._pool.submit(self._one, check, before)
        for check in checks:
            if check.future:
                check.future.result()

    def _one(self, check: Check, before: Check | None) -> None:
        if before and before.future:
            before.future.result()
        log = Log(self.logs / check.variant / f"{check.name.replace(' ', '-')}.log")
        start = time.monotonic()
        try:
            if before and before.problem:
                raise Failed(f"not run, because {before.name} failed")
            check.run(log)
        except Failed as problem:
            check.problem = str(problem)
        except Exception as problem:  # a check that breaks must not pass
            check.problem = f"{type(problem).__name__}: {problem}"
        check.seconds = time.monotonic() - start
        if check.problem:
            log.write(f"FAILED: {check.problem}")
        log.close()
        with self._printing:
            self.done.append(check)
            state = "FAIL" if check.problem else "ok  "
            print(f"{state}  {check.variant:9} {check.name:24} {check.seconds:6.1f} s", flush=True)
            if check.problem:
                print(f"      {check.problem}\n      log: {relative(log.path)}", flush=True)

    def table(self) -> str:
        """The checks as rows and the variants as columns, with seconds."""
        names = list(dict.fromkeys(check.name for check in self.done))
        variants = list(dict.fromkeys(check.variant for check in self.done))
        cells = {(check.name, check.variant): check for check in self.done}
        lines = [["check", *variants]]
        for name in sorted(names):
            row = [name]
            for variant in variants:
                check = cells.get((name, variant))
                row.append("·" if not check else "FAIL" if check.problem else f"{check.seconds:.1f}")
            lines.append(row)
        widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
        return "\n".join(
            "  ".join(
                cell.ljust(width) if column == 0 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(line, widths))
            )
            for line in lines
        )


def relative(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def note(text: str) -> None:
    """One line about something that is not checked, and why."""
    print(f"note  {text}", flush=True)
    sys.stdout.flush()

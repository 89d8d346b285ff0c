"""The sites that the tests look at, built by the program that is tested, and a server for them."""
import functools
import http.server
import os
import pathlib
import subprocess
import threading

HERE = pathlib.Path(__file__).resolve().parent
SCAFFOLD = os.environ.get("SCAFFOLD_BINARY", str(HERE.parent.parent / "build/bin/scaffold"))


def build(config, site, *options):
    """Builds a site and gives what was said."""
    done = subprocess.run(
        [SCAFFOLD, "docs", "build", "-f", str(config), "-d", str(site), *options],
        capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stderr


def write_large(folder, pages=1000):
    """A site with a flat folder of many pages, and one of sections."""
    docs = folder / "docs"
    for name in ("flat", *(f"nested/part{number:02}" for number in range(40))):
        (docs / name).mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n")
    for number in range(pages):
        (docs / f"flat/page{number:05}.md").write_text(f"# Flat {number}\n\nText {number}.\n")
    for part in range(40):
        for number in range(3):
            (docs / f"nested/part{part:02}/page{number}.md").write_text(f"# Nested {part}.{number}\n")
    (folder / "mkdocs.yml").write_text("site_name: Large\ntheme:\n  name: material\n")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    """Serves a folder on a free port; gives the server and its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"

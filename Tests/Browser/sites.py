"""The sites that the tests look at, built by the program that is tested, and a server for them."""
import functools
import http.server
import os
import pathlib
import random
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


def write_texts(folder, pages=400):
    """A site of long pages, whose words are as unevenly frequent as those of a language. Two pages
    speak of a narwhal, and all of the manual."""
    chance = random.Random(1)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(6000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def text(count):
        return " ".join(chance.choices(words, weights, k=count))

    (folder / "docs").mkdir(parents=True)
    for number in range(pages):
        parts = [f"# {text(3).capitalize()} {number}\n\nA page of the manual. {text(60)}.\n"]
        parts += [f"## {text(2).capitalize()}\n\n{text(150)}.\n\n{text(90)}.\n" for _ in range(5)]
        if number in (17, 321):
            parts.append(f"## Seen at sea\n\n{text(20)} narwhal {text(20)}.\n")
        (folder / f"docs/page{number:03}.md").write_text("\n".join(parts))
    (folder / "docs/index.md").write_text("# Home\n")
    (folder / "mkdocs.yml").write_text("site_name: Texts\ntheme:\n  name: material\n")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder):
    """Serves a folder on a free port; gives the server and its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"

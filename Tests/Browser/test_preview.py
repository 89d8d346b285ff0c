"""A preview as its users have it: over HTTP, in a browser, on the terminal."""
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from browser import Browser, find_chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCAFFOLD = os.environ.get("SCAFFOLD_BINARY", str(ROOT / "build/bin/scaffold"))


class Preview:
    """A running `scaffold docs serve` over a folder of its own."""

    def __init__(self, configuration, *options, links=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="scaffold-preview-"))
        self.write("mkdocs.yml", configuration)
        self.write("docs/index.md", "# Home\n\nSee the [guide](guide/first.md).\n")
        self.write("docs/guide/first.md", "# First\n\nSome words.\n")
        self.write("docs/style.css", "p { color: red }\n")
        for path, target in links:
            (self.folder / path).symlink_to(target)
        self.errors = open(self.folder / "errors", "w+")
        self.process = subprocess.Popen(
            [SCAFFOLD, "docs", "serve", "-a", "127.0.0.1:0", *options], cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=self.errors)
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.split(":")[2].split("/")[0])

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def request(self, path, method="GET"):
        """The status, the headers and the body that a path is answered with, sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def wait(self, path, text, present=True):
        """Waits until a page has a text, or has it no more."""
        deadline = time.monotonic() + 10
        while (text in self.request(path)[2]) != present:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{path}: {text!r}\n{self.said}")
            time.sleep(0.02)

    @property
    def said(self):
        return (self.folder / "errors").read_text()

    def end(self):
        """Ctrl-C; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.errors.close()
            shutil.rmtree(self.folder, ignore_errors=True)


class PreviewTest(unittest.TestCase):
    def start(self, configuration="site_name: Test\n", *options, links=()):
        preview = Preview(configuration, *options, links=links)
        self.addCleanup(lambda: preview.process.poll() is None and preview.end())
        return preview

    def test_pages_and_files_have_their_types(self):
        preview = self.start()
        for path, kind, text in [
                ("/", "text/html; charset=utf-8", "See the"),
                ("/guide/first/", "text/html; charset=utf-8", "Some words"),
                ("/guide/first/index.html?x=1", "text/html; charset=utf-8", "Some words"),
                ("/style.css", "text/css; charset=utf-8", "color: red"),
                ("/sitemap.xml", "application/xml", "urlset")]:
            status, headers, body = preview.request(path)
            self.assertEqual((status, headers["content-type"]), (200, kind), path)
            self.assertIn(text, body, path)
            self.assertEqual(headers["cache-control"], "no-store")
            self.assertEqual(int(headers["content-length"]), len(body.encode()))
        self.assertFalse((preview.folder / "site").exists())

    def test_head_redirects_and_other_methods(self):
        preview = self.start()
        status, headers, body = preview.request("/guide/first/", "HEAD")
        self.assertEqual((status, body), (200, ""))
        self.assertGreater(int(headers["content-length"]), 100)
        status, headers, _ = preview.request("/guide/first?x=1")
        self.assertEqual((status, headers["location"]), (302, "/guide/first/?x=1"))
        self.assertEqual(preview.request("//guide//first")[1]["location"], "/guide/first/")
        status, headers, _ = preview.request("/", "POST")
        self.assertEqual((status, headers["allow"]), (405, "GET, HEAD"))

    def test_nothing_outside_of_the_site_is_served(self):
        preview = self.start()
        preview.write("secret.txt", "secret")
        (preview.folder / "docs/.hidden").write_text("secret")
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/guide/..%2f..%2fsecret.txt",
                     "/..%5csecret.txt", "/%2e%2e%2fsecret.txt", "/.hidden", "//etc/passwd",
                     "/guide/../../secret.txt", "/mkdocs.yml", "/secret.txt%00.html", "/%ff", "*"]:
            status, _, body = preview.request(path)
            self.assertIn(status, (400, 404), path)
            self.assertNotIn("secret", body, path)

    def test_a_missing_page_is_the_sites_own(self):
        status, headers, body = self.start().request("/nothing/")
        self.assertEqual((status, headers["content-type"]), (404, "text/html; charset=utf-8"))
        self.assertIn("404", body)

    def test_a_site_below_a_path(self):
        preview = self.start("site_name: Test\nsite_url: https://docs.example/base/\n")
        self.assertTrue(preview.address.endswith("/base/"))
        self.assertEqual(preview.request("/")[1]["location"], "/base/")
        status, _, body = preview.request("/base/guide/first/")
        self.assertEqual(status, 200)
        self.assertIn(f'rel="canonical" href="{preview.address}guide/first/"', body)
        self.assertEqual(preview.request("/guide/first/")[0], 404)

    def test_many_requests_over_one_connection(self):
        preview = self.start()
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
        self.addCleanup(connection.close)
        for _ in range(20):
            connection.request("GET", "/guide/first/")
            self.assertIn("Some words", connection.getresponse().read().decode())

    def test_nonsense_does_not_end_it(self):
        preview = self.start()
        for data in [b"\0\0\0\0\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 200_000,
                     b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n"]:
            with socket.create_connection(("127.0.0.1", preview.port), 5) as connection:
                connection.sendall(data)
        self.assertEqual(preview.request("/")[0], 200)

    def test_edits_show_at_once_and_mistakes_are_said(self):
        preview = self.start()
        # A file is only taken for unchanged once it is older than what clocks can tell apart: what
        # is read within 50 ms of its last change is read again the next time.
        time.sleep(0.1)
        preview.write("docs/guide/first.md", "# First\n\nOther words.\n")
        preview.wait("/guide/first/", "Other words")
        time.sleep(0.1)
        preview.write("docs/guide/first.md", "# First\n\nThird words.\n")
        preview.wait("/guide/first/", "Third words")
        self.assertIn("Read 1 of 2 pages", preview.said)
        # A new page, in a new folder, and a change there.
        preview.write("docs/new/page.md", "# New\n")
        preview.wait("/new/page/", "New</h1>")
        preview.write("docs/new/page.md", "# Newer\n\n[typo](../guide/frist.md)\n")
        preview.wait("/new/page/", "docs/new/page.md:3:1")
        self.assertIn("docs/new/page.md:3:1: warning: there is no file", preview.said)
        self.assertIn("did you mean", preview.request("/new/page/")[2])
        (preview.folder / "docs/new/page.md").unlink()
        preview.wait("/new/page/", "Newer", present=False)
        self.assertIn("Everything is mended", preview.said)

    def test_configurations_that_break_and_are_mended(self):
        preview = self.start()
        preview.write("mkdocs.yml", "site_name: Test\nnav: [a, b\ntheme: x\n")
        preview.wait("/", "mkdocs.yml:3:")
        self.assertIn("See the", preview.request("/")[2], "the last good site is shown still")
        self.assertIn("mkdocs.yml:3:", preview.said)
        preview.write("mkdocs.yml", "site_name: Another name\n")
        preview.wait("/", "Another name")
        self.assertNotIn("mkdocs.yml:3:", preview.request("/")[2])

    def test_a_preview_that_begins_with_a_broken_configuration(self):
        preview = self.start("site_name: [\n")
        status, _, body = preview.request("/")
        self.assertEqual(status, 500)
        self.assertIn("mkdocs.yml:2:", body)
        preview.write("mkdocs.yml", "site_name: Test\n")
        preview.wait("/", "See the")

    def test_a_preview_that_begins_with_a_broken_site(self):
        preview = self.start(links=[("docs/lost.txt", "nowhere")])
        self.assertEqual(preview.request("/")[0], 500)
        self.assertIn("lost.txt", preview.request("/")[2])
        (preview.folder / "docs/lost.txt").unlink()
        preview.wait("/", "<h1 id=\"home\">")

    def test_files_that_the_theme_brings(self):
        preview = self.start("site_name: Test\ntheme: {name: material, custom_dir: own}\n")
        preview.write("own/a.txt", "theirs")
        preview.wait("/a.txt", "theirs")
        connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
        connection.request("GET", "/assets/images/favicon.png")
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.read()[:4]), (200, b"\x89PNG"))
        connection.close()

    def test_a_folder_of_pages_that_comes_later(self):
        preview = self.start("site_name: Test\ndocs_dir: pages\n")
        self.assertIn("no folder 'pages'", preview.request("/")[2])
        (preview.folder / "docs").rename(preview.folder / "pages")
        preview.wait("/", "<h1 id=\"home\">")
        (preview.folder / "pages").rename(preview.folder / "docs")
        preview.wait("/", "no folder 'pages'")

    def test_without_live_reload_pages_are_those_of_a_build(self):
        preview = self.start("site_name: Test\n", "--no-livereload", "-q")
        subprocess.run([SCAFFOLD, "docs", "build", "-q"], cwd=preview.folder, check=True)
        built = (preview.folder / "site/guide/first/index.html").read_text()
        self.assertNotIn("scaffold-preview", built)
        shown = preview.request("/guide/first/")[2]
        self.assertEqual(
            shown.replace(f'<link rel="canonical" href="{preview.address}guide/first/">\n', ""),
            built)
        self.assertEqual(preview.said, "")

    def test_ctrl_c_ends_it_and_a_port_in_use_is_said(self):
        preview = self.start()
        other = subprocess.run(
            [SCAFFOLD, "docs", "serve", "-a", f"127.0.0.1:{preview.port}"], cwd=preview.folder,
            capture_output=True, text=True, timeout=20)
        self.assertEqual(other.returncode, 2)
        self.assertIn(f"127.0.0.1:{preview.port}", other.stderr)
        self.assertIn(f"--dev-addr 127.0.0.1:{preview.port + 1}", other.stderr)
        self.assertEqual(preview.end(), 0)

    def test_wrong_usage(self):
        for options, code in [(["-a", "8000"], 64), (["-f", "nothing.yml"], 2)]:
            result = subprocess.run(
                [SCAFFOLD, "docs", "serve", *options], cwd=ROOT, capture_output=True, text=True,
                timeout=20)
            self.assertEqual(result.returncode, code, result.stderr)


class LivePageTest(unittest.TestCase):
    """What a real browser shows of it."""

    @classmethod
    def setUpClass(cls):
        if not find_chromium():
            raise RuntimeError("chromium is missing: run 'make test-packages'")
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def test_the_page_reloads_and_shows_what_is_wrong(self):
        preview = Preview("site_name: Test\n")
        self.addCleanup(preview.end)
        page = self.browser.page()
        page.open(preview.address + "guide/first/")
        self.assertIsNone(page.run("document.querySelector('scaffold-problems')"))
        preview.write("docs/guide/first.md", "# First\n\nSeen without a key pressed.\n")
        page.wait("document.body.innerText.includes('Seen without a key pressed')")
        # A warning is a mark that opens, an error covers the page's end.
        problems = "document.querySelector('scaffold-problems').shadowRoot"
        preview.write("docs/guide/first.md", "# First\n\nA [typo](frist.md).\n")
        page.wait(f"{problems}.querySelector('summary').innerText === '1 warning'")
        self.assertFalse(page.run(f"{problems}.querySelector('details').open"))
        (preview.folder / "docs/guide/first.md").write_bytes(b"# First\n\n\xe9\n")
        page.wait(f"{problems}.querySelector('details').open")
        text = page.run(f"{problems}.querySelector('[role=alert]').innerText")
        for part in ["docs/guide/first.md:3", "not UTF-8", "help: save the file as UTF-8"]:
            self.assertIn(part, text)
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(os.path.join(folder, "preview-error.png"))
        page.press("Escape")
        page.wait(f"!{problems}.querySelector('details').open")
        preview.write("docs/guide/first.md", "# First\n\nMended.\n")
        page.wait("document.body.innerText.includes('Mended') "
                  "&& !document.querySelector('scaffold-problems')")
        self.assertEqual([text for text in page.complaints if "favicon" not in text], [])


if __name__ == "__main__":
    unittest.main()

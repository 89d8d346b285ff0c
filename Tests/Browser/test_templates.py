"""What readers see of a site with templates of its own, several versions, and features that few sites ask for."""
import json
import pathlib
import shutil
import tempfile
import unittest

import sites
from browser import Browser, find_chromium

CONFIG = """\
site_name: Templates
repo_url: https://github.com/owner/name
theme:
  name: material
  custom_dir: overrides
  features: [announce.dismiss, content.footnote.tooltips, content.tooltips, header.autohide, navigation.tabs]
extra:
  version:
    provider: mike
    default: stable
markdown_extensions: [abbr, attr_list, footnotes]
"""

FILES = {
    "docs/index.md": "---\ntemplate: home.html\n---\n# Welcome\n",
    "docs/guide/first.md": "# First\n\nThe HTML of a [link](second.md \"Leads on\") and a note[^1].\n\n"
                           "[^1]: What the *note* says.\n\n*[HTML]: Hypertext\n\n" + "Line of text.\n\n" * 80,
    "docs/guide/second.md": "# Second\n",
    "overrides/main.html": "{% extends 'base.html' %}{% block announce %}News{% endblock %}"
                           "{% block outdated %}Old. <a href=\"{{ '../' ~ base_url }}\">New</a>{% endblock %}",
    "overrides/home.html": """\
{% extends "main.html" %}
{% block tabs %}{{ super() }}
<style>.md-content { display: none }</style>
<section id="hero" class="md-grid md-typeset"><h1>{{ config.site_name }}</h1>
<a class="md-button" href="{{ page.next_page.url | url }}">Start</a></section>{% endblock %}
{% block footer %}{% endblock %}
""",
    "overrides/partials/header.html": """\
<header class="md-header" data-md-component="header"><nav class="md-header__inner md-grid">
<a class="md-header__button md-logo" href="{{ nav.homepage.url | url }}">{% include "partials/logo.html" %}</a>
<label class="md-header__button md-icon" for="__drawer">{% include ".icons/material/menu.svg" %}</label>
<div class="md-header__title"><div class="md-header__topic">{{ config.site_name }}</div></div>
{% include "partials/palette.html" %}{% include "partials/search.html" %}{% include "partials/source.html" %}
</nav></header>
""",
    "overrides/partials/comments.html": """\
<p id="comments"></p><script>
document.getElementById("comments").innerText = __md_get("__palette").color.scheme;
document.addEventListener("DOMContentLoaded", () => document.querySelector("[data-md-component=palette]").addEventListener(
  "change", () => { document.getElementById("comments").innerText = __md_get("__palette").color.scheme; }));
</script>
""",
}

PALETTES = """\
<header class="md-header"><form class="md-header__option" data-md-component="palette">
{% for option in config.theme.palette %}
<input class="md-option" type="radio" name="__palette" id="__palette_{{ loop.index }}" data-md-color-scheme="{{ option.scheme }}">
<label class="md-header__button md-icon" title="{{ option.toggle.name }}" for="__palette_{{ loop.index0 or loop.length }}"
 hidden>{% include ".icons/" ~ option.toggle.icon ~ ".svg" %}</label>
{% endfor %}</form></header>
"""


def setUpModule():
    global address, browser
    if not find_chromium():
        raise RuntimeError("chromium is missing: run 'make test-packages'")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="scaffold-templates-"))
    unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
    for path, text in {**FILES, "mkdocs.yml": CONFIG}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for version in ("1.0", "2.0"):
        sites.build(folder / "mkdocs.yml", folder / "web" / version)
    (folder / "overrides/partials/header.html").write_text(PALETTES)
    (folder / "mkdocs.yml").write_text(CONFIG.replace("extra:", "  palette:\n"
        "  - {scheme: default, toggle: {icon: material/eye, name: Dark}}\n"
        "  - {scheme: slate, toggle: {icon: material/eye, name: Light}}\nextra:"))
    sites.build(folder / "mkdocs.yml", folder / "web/palettes")
    (folder / "web/versions.json").write_text(json.dumps([
        {"version": "2.0", "title": "2.0.1", "aliases": ["stable"]},
        {"version": "1.0", "title": "1.0", "aliases": []}]))
    server, address = sites.serve(folder / "web")
    unittest.addModuleCleanup(server.server_close)
    unittest.addModuleCleanup(server.shutdown)
    browser = Browser()
    unittest.addModuleCleanup(browser.close)


class Templates(unittest.TestCase):
    def open(self, path="2.0/guide/first/", **options):
        page = browser.page(**options)
        self.addCleanup(page.close)
        page.open(f"{address}/{path}")
        self.addCleanup(lambda: self.assertEqual(page.complaints, []))
        return page

    def test_the_home_page_is_the_hero(self):
        page = self.open("2.0/")
        self.assertEqual(page.run("document.querySelector('#hero h1').innerText"), "Templates")
        self.assertEqual(page.run("document.querySelector('#hero a').href"), f"{address}/2.0/guide/first/")
        self.assertFalse(page.run("document.querySelector('h1[id]').checkVisibility()"))
        below = "document.querySelector('#hero').getBoundingClientRect().top"
        self.assertGreaterEqual(page.run(below), page.run("document.querySelector('.md-tabs').getBoundingClientRect().bottom"))

    def test_labels_of_another_header_open_the_menu(self):
        page = self.open(width=500)
        self.assertFalse(page.run("document.querySelector('#site-nav').checkVisibility()"))
        page.click("label[for=__drawer]")
        page.wait("document.querySelector('#site-nav').matches(':popover-open')")

    def test_snippets_follow_the_colours(self):
        page = self.open()
        self.assertEqual(page.run("document.querySelector('#comments').innerText"), "default")
        page.click(".scheme")
        page.click(".scheme")
        page.wait("document.querySelector('#comments').innerText === 'slate'")

    def test_palettes_of_another_header_switch(self):
        page = self.open("palettes/")
        colour = "document.body.dataset.mdColorScheme"
        labels = "[...document.querySelectorAll('form label')].filter(label => label.checkVisibility()).map(label => label.title)"
        self.assertEqual((page.run(colour), page.run(labels)), ("default", ["Dark"]))
        page.click("form label:not([hidden])")
        page.wait(f"{colour} === 'slate'")
        self.assertEqual(page.run(labels), ["Light"])
        page.open(f"{address}/palettes/")
        self.assertEqual((page.run(colour), page.run(labels)), ("slate", ["Light"]))

    def test_an_announcement_is_put_away(self):
        page = self.open()
        page.click(".md-banner__button")
        page.wait("!document.querySelector('.md-banner').checkVisibility()")
        page.open(f"{address}/2.0/guide/second/")
        self.assertFalse(page.run("document.querySelector('.md-banner').checkVisibility()"))

    def test_versions_lead_to_the_same_page(self):
        page = self.open("1.0/guide/first/")
        page.wait("document.querySelector('.md-version')")
        self.assertEqual(page.run("document.querySelector('.md-version__current').innerText"), "1.0")
        self.assertTrue(page.run("document.querySelector('.md-banner--warning').checkVisibility()"))
        page.click(".md-version__current")
        page.run("document.querySelector('.md-version__link').click()")
        page.wait(f"location.href === '{address}/2.0/guide/first/' && document.querySelector('.md-version')")
        self.assertEqual(page.run("document.querySelector('.md-version__current').innerText"), "2.0.1")
        self.assertFalse(page.run("document.querySelector('.md-banner--warning').checkVisibility()"))

    def test_titles_and_notes_are_shown_where_they_are_named(self):
        page = self.open()
        tip = "document.querySelector('#md-tooltip')"
        for selector, text in (("abbr", "Hypertext"), (".md-content a[title]", "Leads on"),
                               (".footnote-ref", "What the note says.")):
            page.run(f"document.querySelector('{selector}').dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}))")
            page.wait(f"{tip}.matches(':popover-open') && {tip}.innerText.trim() === {json.dumps(text)}")
        page.press("Escape")
        self.assertFalse(page.run(f"{tip}.matches(':popover-open')"))
        self.assertEqual(page.run("document.querySelector('abbr').title"), "Hypertext")

    def test_the_header_makes_room(self):
        page = self.open()
        page.run("scrollTo(0, 900)")
        page.wait("document.querySelector('.md-header').hasAttribute('data-away')")
        page.run("scrollTo(0, 700)")
        page.wait("!document.querySelector('.md-header').hasAttribute('data-away')")


if __name__ == "__main__":
    unittest.main()

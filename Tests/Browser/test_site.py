"""What readers see and do in a real browser."""
import json
import pathlib
import re
import shutil
import tempfile
import unittest

import sites
from browser import Browser, find_chromium

OPTIONS = "[...document.querySelectorAll('[role=option]')]"


def setUpModule():
    """Builds the sites: one under a path, a large one, and one to be opened from the disk."""
    global folder, address, browser
    if not find_chromium():
        raise RuntimeError("chromium is missing: run 'make test-packages'")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="scaffold-sites-"))
    unittest.addModuleCleanup(shutil.rmtree, folder, ignore_errors=True)
    sites.build(sites.HERE / "site/mkdocs.yml", folder / "web/sub")
    (folder / "large").mkdir()
    sites.write_large(folder / "large")
    sites.build(folder / "large/mkdocs.yml", folder / "web/large")
    sites.write_texts(folder / "texts")
    sites.build(folder / "texts/mkdocs.yml", folder / "web/texts")
    offline = folder / "offline"
    shutil.copytree(sites.HERE / "site", offline)
    config = offline / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - search\n", "  - search\n  - offline\n"))
    sites.build(config, folder / "disk")
    server, address = sites.serve(folder / "web")
    unittest.addModuleCleanup(server.server_close)
    unittest.addModuleCleanup(server.shutdown)
    browser = Browser()
    unittest.addModuleCleanup(browser.close)


class SiteTest(unittest.TestCase):
    """Opens pages, and holds them to being quiet."""

    def open(self, path="sub/", **options):
        """A page of the site, which must say and load nothing that it should not."""
        page = browser.page(**options)
        self.addCleanup(page.close)
        page.open(path if "://" in path else f"{address}/{path}")
        self.addCleanup(self.check_quiet, page)
        return page

    def check_quiet(self, page):
        self.assertEqual(page.complaints, [])
        outside = [url for url in page.requests
                   if not url.startswith((address, "file:", "data:", "about:"))]
        self.assertEqual(outside, [], "requests that leave the site")

    def search(self, page, text):
        """Types a query and gives the results as lists of their lines."""
        page.press("/")
        page.wait("document.activeElement.matches('.md-search__input')")
        page.run("document.activeElement.select()")
        page.type(text)
        page.wait(f"document.querySelector('#search-results')?.dataset.query === {json.dumps(text.strip())}")
        return [text.split("\n") for text in page.run(f"{OPTIONS}.map(option => option.innerText)")]


class Search(SiteTest):
    def test_finds_sections_and_marks_hits(self):
        page = self.open()
        results = self.search(page, "barometer")
        self.assertEqual(results[0][0], "Weather")
        self.assertIn(["Installation", "On a server"], [lines[:2] for lines in results])
        marks = page.run("[...document.querySelectorAll('.md-search__output mark')].map(mark => mark.innerText)")
        self.assertIn("barometer", marks)
        self.assertEqual({mark.lower() for mark in marks}, {"barometer"})
        self.assertEqual(page.run("document.querySelector('.md-search-result__meta').innerText"), "3 results")

    def test_a_title_wins_over_a_heading_and_that_over_text(self):
        page = self.open()
        self.assertEqual(self.search(page, "install")[0][0], "Installation")
        self.assertEqual(self.search(page, "container")[0][:2], ["Installation", "In a container"])

    def test_several_words_endings_accents_and_slips(self):
        page = self.open()
        for query, first in {
            "server memory": "Installation", "pressure storm": "Weather", "weath": "Weather",
            "reseau": "Installation", "ÜBER": "Installation", "dry run": "Installation",
            "barometers": "Weather", "barometre": "Weather", "needle table": "Home",
        }.items():
            with self.subTest(query):
                self.assertEqual(self.search(page, query)[0][0], first)

    def test_chinese_is_found_by_parts_of_words(self):
        page = self.open()
        for query in ("搜索", "搜索引擎", "中"):
            with self.subTest(query):
                self.assertEqual(self.search(page, query)[0][0], "中文")
        self.assertIn("搜索", page.run("document.querySelector('#search-results').innerText"))

    def test_what_is_excluded_is_not_found(self):
        page = self.open()
        self.assertEqual(self.search(page, "xylophone"), [])
        self.assertEqual(page.run("document.querySelector('.md-search-result__meta').innerText"), "No results")

    def test_keyboard(self):
        page = self.open("sub/guide/")
        for key in ("s", "f", "/"):
            page.press(key)
            page.wait("document.activeElement.matches('.md-search__input')")
            self.assertEqual(page.run("document.activeElement.value"), "")
            page.press("Escape")
            page.wait("!document.activeElement.matches('.md-search__input')")
        self.search(page, "barometer")
        field = "document.querySelector('.md-search__input')"
        self.assertEqual(page.run(f"{field}.getAttribute('aria-expanded')"), "true")
        page.press("ArrowDown")
        page.press("ArrowDown")
        page.press("ArrowUp")
        chosen = page.run(f"document.getElementById({field}.getAttribute('aria-activedescendant')).innerText")
        self.assertTrue(chosen.startswith("Weather"))
        self.assertEqual(page.run(f"{OPTIONS}.filter(option => option.ariaSelected === 'true').length"), 1)
        page.press("Enter")
        page.wait("location.pathname.endsWith('/guide/weather/')")
        self.assertEqual(page.wait("document.querySelector('mark[data-md-highlight]')?.innerText"), "barometer")

    def test_escape_closes(self):
        page = self.open()
        self.search(page, "barometer")
        page.press("Escape")
        self.assertTrue(page.run("document.querySelector('.md-search__output').hidden"))

    def test_a_result_leads_to_its_section(self):
        page = self.open()
        self.search(page, "server memory")
        page.click("[role=option]")
        page.wait("location.hash === '#on-a-server' && document.querySelector('mark[data-md-highlight]')")

    def test_links_to_a_search(self):
        page = self.open("sub/guide/?q=barometer")
        page.wait(f"{OPTIONS}.length > 1")
        self.assertEqual(page.run("document.querySelector('.md-search__input').value"), "barometer")

    def test_suggests_the_rest_of_a_word(self):
        page = self.open()
        self.search(page, "barom")
        page.wait("document.querySelector('.md-search__suggest').textContent === 'barometer'")
        page.press("ArrowRight")
        page.wait("document.querySelector('.md-search__input').value === 'barometer'")

    def test_loads_nothing_before_it_is_wanted(self):
        page = self.open()
        self.assertFalse([url for url in page.requests if "search" in url])

    def test_a_query_loads_little_of_a_large_index(self):
        index = sum(path.stat().st_size for path in (folder / "web/texts/search").rglob("*.js"))
        self.assertGreater(index, 3_000_000)
        for query, count in [("narwhal", 2), ("manual", None), ("manual narw", None)]:
            with self.subTest(query):
                page = self.open("texts/page200/")
                results = self.search(page, query)
                self.assertTrue(results)
                if count:
                    self.assertEqual(len(results), count)
                self.assertGreater(page.loaded_bytes("search"), 1000)
                self.assertLess(page.loaded_bytes("search"), 100_000)

    def test_works_from_a_disk(self):
        page = self.open((folder / "disk/guide/index.html").as_uri())
        self.assertEqual(self.search(page, "barometer")[0][0], "Weather")
        page.click("[role=option]")
        page.wait("location.pathname.endsWith('/guide/weather.html')")


class Navigation(SiteTest):
    def test_a_large_site_is_loaded_on_demand(self):
        page = self.open("large/flat/page00500/")
        listed = "[...document.querySelectorAll('#site-nav .md-nav__link')].map(link => link.innerText)"
        titles = page.run(listed)
        self.assertIn("Flat 500", titles)
        self.assertLess(len(titles), 60)
        self.assertFalse([url for url in page.requests if "/nav/" in url])
        page.click(".md-nav__item--more[data-way=down] a")
        page.wait(f"{listed}.includes('Flat 599')")
        page.click(".md-nav__item--more[data-way=down] a")
        page.wait(f"{listed}.includes('Flat 799')")
        page.click(".md-nav__item--more[data-way=up] a")
        page.wait(f"{listed}.includes('Flat 400')")
        titles = [title for title in page.run(listed) if title.startswith("Flat ") and title != "Flat"]
        self.assertEqual(titles, [f"Flat {number}" for number in range(400, 800)])
        target = page.run("[...document.querySelectorAll('#site-nav a')].find(link => link.innerText === 'Flat 650').href")
        page.open(target)
        self.assertEqual(page.run("document.querySelector('h1').firstChild.data"), "Flat 650")

    def test_sections_open_in_place(self):
        page = self.open("large/")
        shown = "[...document.querySelectorAll('#site-nav .md-nav__link')].map(link => link.innerText)"
        self.assertNotIn("Part00", page.run(shown))
        page.click("#site-nav .md-nav__item--pruned:last-child > .expand")
        page.wait(f"{shown}.includes('Part00')")
        page.run("[...document.querySelectorAll('#site-nav .md-nav__item--pruned')].find(item => item.innerText === 'Part07').querySelector('.expand').click()")
        page.wait(f"{shown}.includes('Nested 7.2')")
        target = page.run("[...document.querySelectorAll('#site-nav a')].find(link => link.innerText === 'Nested 7.2').href")
        page.open(target)
        self.assertEqual(page.run("document.querySelector('[aria-current=page]').innerText"), "Nested 7.2")

    def test_without_scripts_a_click_leads_on(self):
        page = (folder / "web/large/flat/page00500/index.html").read_text()
        more = re.findall(r'--more"[^>]*><a class="md-nav__link" href="([^"]*)"', page)
        self.assertEqual(more, ["../page00487/", "../page00513/"])
        closed = re.search(r'--pruned"[^>]*><a class="md-nav__link" href="([^"]*)">Nested', page)
        self.assertEqual(closed[1], "../../nested/part00/page0/")

    def test_the_current_page_its_path_and_its_neighbours(self):
        page = self.open("sub/guide/install/")
        self.assertEqual(page.run("document.querySelector('#site-nav [aria-current=page]').innerText.trim()"), "Installation")
        self.assertEqual(page.run("document.querySelector('.md-path').innerText.trim()"), "Guide")
        self.assertEqual(page.run("document.querySelector('.md-footer__link--next').href"), f"{address}/sub/guide/weather/")
        self.assertEqual(page.run("document.querySelector('.md-status--new').title"), "Recently added")
        self.assertEqual(page.run("document.querySelector('.md-content__button').href"),
                         "https://github.com/owner/name/edit/main/docs/guide/install.md")

    def test_the_section_being_read_is_marked(self):
        page = self.open("sub/guide/install/")
        page.run("document.getElementById('part-3').scrollIntoView({ behavior: 'instant' })")
        page.wait("document.querySelector('#page-toc [aria-current]')?.innerText === 'Part 3'")
        page.wait("location.hash === '#part-3'")
        page.run("scrollBy({ top: -40, behavior: 'instant' })")
        page.wait("!document.querySelector('.md-top').hidden")
        page.click(".md-top")
        page.wait("scrollY === 0")

    def test_small_screens(self):
        page = self.open("sub/guide/install/", width=390, height=800)
        self.assertFalse(page.run("document.querySelector('#site-nav').checkVisibility()"))
        page.click(".menu")
        page.wait("document.querySelector('#site-nav').matches(':popover-open')")
        page.press("Escape")
        page.wait("!document.querySelector('#site-nav').matches(':popover-open')")
        page.click(".contents")
        page.wait("document.querySelector('#page-toc').matches(':popover-open')")
        page.click("#page-toc a[href='#on-a-server']")
        page.wait("location.hash === '#on-a-server' && !document.querySelector('#page-toc').matches(':popover-open')")
        self.assertEqual(self.search(page, "barometer")[0][0], "Weather")
        self.assertEqual(page.run("document.querySelector('.md-search__output').getBoundingClientRect().width"), 390)

    def test_nothing_is_wider_than_the_screen(self):
        for path in ("sub/", "sub/wide/", "sub/guide/install/", "large/flat/page00500/"):
            page = self.open(path)
            for width in (320, 390, 800, 1000, 1440):
                with self.subTest(path=path, width=width):
                    page.resize(width, 900)
                    self.assertLessEqual(page.run("document.documentElement.scrollWidth"), width)

    def test_a_page_can_do_without_its_columns(self):
        page = self.open("sub/wide/")
        self.assertEqual(page.run("[...document.querySelectorAll('.md-sidebar')].filter(bar => bar.checkVisibility()).length"), 0)
        self.assertIsNone(page.run("document.querySelector('.md-footer__inner')"))


class Content(SiteTest):
    def test_palette(self):
        page = self.open(dark=True)
        scheme = "document.body.dataset.mdColorScheme"
        self.assertEqual(page.run(scheme), "slate")
        self.assertEqual(page.run("document.body.dataset.mdColorPrimary"), "black")
        page.click(".scheme")
        self.assertEqual(page.run(scheme), "default")
        self.assertEqual(page.run("document.body.dataset.mdColorPrimary"), "teal")
        self.assertEqual(page.run("document.querySelector('.scheme').ariaLabel"), "Color scheme: light")
        page.open(f"{address}/sub/guide/")
        self.assertEqual(page.run(scheme), "default", "the choice is remembered")

    def test_tabs_of_one_name_open_together(self):
        page = self.open()
        shown = "[...document.querySelectorAll('.tabbed-block')].filter(block => block.checkVisibility()).map(block => block.innerText)"
        self.assertEqual(page.run(shown), ["Use apt.", "Also brew."])
        page.click(".tabbed-set label:nth-child(2)")
        page.wait(f"{shown}.join() === 'Use brew.,Also brew.'")
        page.open(f"{address}/sub/")
        self.assertEqual(page.run(shown), ["Use brew.", "Also brew."])

    def test_annotations(self):
        page = self.open()
        page.wait("document.querySelectorAll('.md-annotation').length === 2")
        self.assertNotIn("#", page.run("document.querySelector('.highlight code').innerText"))
        page.click(".md-annotation")
        self.assertEqual(page.run("document.querySelector('.md-annotation__box').innerText"), "The name of the site.")
        page.press("Escape")
        self.assertIsNone(page.run("document.querySelector('.md-annotation__box')"))

    def test_code_is_copied(self):
        page = self.open()
        browser.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
                          browserContextId=page.context)
        page.run("document.querySelectorAll('.copy')[1].click()")
        page.wait("document.querySelector('.copy.done')")
        self.assertEqual(page.run("navigator.clipboard.readText()"), "$ make test")

    def test_styles_scripts_and_blocks_of_the_site(self):
        page = self.open("sub/guide/install/")
        self.assertEqual(page.run("document.body.dataset.extra"), "ran")
        self.assertEqual(page.run("document.querySelector('.md-banner a').href"), f"{address}/sub/guide/")
        self.assertEqual(page.run("document.querySelector('meta[name=theme-color]').content"), "#123456")
        page.open(f"{address}/sub/")
        self.assertEqual(page.run("getComputedStyle(document.querySelector('.marker')).letterSpacing"), "1px")

    def test_without_scripts(self):
        page = self.open("sub/guide/install/", scripts=False, dark=True)
        document = page.send("Page.captureSnapshot")["data"]
        self.assertIn("Install the program", document)


class Accessibility(SiteTest):
    """A sanity check: landmarks, names, contrast, and that focus can be seen."""

    def test_landmarks_and_names(self):
        for path in ("sub/", "sub/guide/install/", "large/flat/page00500/"):
            with self.subTest(path):
                page = self.open(path)
                for landmark in ("main", "header", "nav", "[role=search]"):
                    self.assertTrue(page.run(f"!!document.querySelector('{landmark}')"), landmark)
                self.assertEqual(page.run("document.querySelectorAll('main, h1').length"), 2)
                names = page.run("[...document.querySelectorAll('nav')].map(nav => nav.ariaLabel || document.getElementById(nav.getAttribute('aria-labelledby'))?.innerText)")
                self.assertEqual(len(set(names)), len(names), names)
                nameless = page.run("""[...document.querySelectorAll('a[href], button, input, summary')].filter(part =>
                    !(part.ariaLabel || part.title || part.textContent.trim() || part.labels?.length || part.closest('.tabbed-set, .task-list-item')))
                    .map(part => part.outerHTML)""")
                self.assertEqual(nameless, [])
                self.assertEqual(page.run("[...document.querySelectorAll('[id]')].length"), page.run("new Set([...document.querySelectorAll('[id]')].map(part => part.id)).size"))

    def test_contrast(self):
        for dark in (False, True):
            page = self.open("sub/", dark=dark)
            self.search(page, "barometer")
            for path in ("sub/", "sub/guide/install/"):
                found = page.run(CONTRAST)
                self.assertEqual(found, [], f"dark: {dark}")
                page.open(f"{address}/{path}")

    def test_the_first_stop_skips_to_the_content(self):
        page = self.open("sub/guide/install/")
        page.press("Tab")
        self.assertEqual(page.run("document.activeElement.className"), "md-skip")
        self.assertGreaterEqual(page.run("document.activeElement.getBoundingClientRect().top"), 0)
        page.press("Enter")
        page.wait("document.activeElement.id === 'content'")
        for _ in range(3):
            page.press("Tab")
            self.assertNotEqual(page.run("getComputedStyle(document.activeElement).outlineStyle"), "none")


# Text that is hard to read: less than 4.5 : 1, or 3 : 1 where it is large.
CONTRAST = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const paint = (...colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = rgb => rgb.map(value => value / 255).map(value => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4)
    .reduce((sum, value, place) => sum + value * [.2126, .7152, .0722][place], 0);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const part = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !part.checkVisibility({ opacityProperty: true }) || part.closest('script, .md-skip, .headerlink')) continue;
    const style = getComputedStyle(part);
    const backs = [];
    for (let at = part; at; at = at.parentElement) backs.unshift(getComputedStyle(at).backgroundColor);
    const back = paint('#fff', ...backs), front = paint(`rgb(${back.join()})`, style.color);
    const [low, high] = [light(back), light(front)].sort((a, b) => a - b);
    const ratio = (high + .05) / (low + .05);
    const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700;
    if (ratio < (isLarge ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${part.className} ${walker.currentNode.data.trim().slice(0, 30)}`);
  }
  return [...new Set(found)];
})()"""


if __name__ == "__main__":
    unittest.main()

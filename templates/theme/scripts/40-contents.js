// The section being read, marked in the contents list.
{
  const contents = has("toc.integrate") ? navigation : $("#page-toc") ?? element("nav");
  const entries = $$('a[href^="#"]', contents)
    .map(link => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(entry => entry.heading);
  let current, waiting = false;
  const mark = () => {
    waiting = false;
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 24;
    const above = edge => entries.findLastIndex(entry => entry.heading.getBoundingClientRect().top < edge);
    let next = above(line);
    // At the page's end the last sections never reach the top: take the one asked for, else the last in view.
    if (scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2) {
      const asked = entries.findIndex(entry => entry.link.hash === location.hash);
      next = asked > next ? asked : above(innerHeight);
    }
    const link = entries[Math.max(0, next)].link;
    if (link === current) return;
    if (current && has("navigation.tracking")) history.replaceState(history.state, "", next < 0 ? location.pathname + location.search : link.hash);
    current?.removeAttribute("aria-current");
    current = link;
    current.setAttribute("aria-current", "true");
    const box = contents.getBoundingClientRect(), place = current.getBoundingClientRect();
    if (place.top < box.top + 40) contents.scrollTop += place.top - box.top - 80;
    else if (place.bottom > box.bottom - 40) contents.scrollTop += place.bottom - box.bottom + 80;
  };
  if (entries.length) {
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    addEventListener("hashchange", mark);
    mark();
  }
}

// The way back to the top, shown to those who scroll up.
{
  const button = $(".md-top");
  if (button) {
    let last = scrollY;
    addEventListener("scroll", () => {
      const up = scrollY < last;
      last = scrollY;
      button.hidden = !(up && scrollY > innerHeight);
    }, { passive: true });
    button.addEventListener("click", () => {
      scrollTo({ top: 0, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      $("#content")?.focus({ preventScroll: true });
    });
  }
}

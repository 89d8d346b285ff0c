// The pages work without this script: it adds what HTML and CSS alone cannot do.
"use strict";

// The switch between the system's colour scheme, light and dark. The page's first script applies the choice.
{
  const root = document.documentElement;
  const button = document.querySelector(".scheme");
  const modes = ["auto", "light", "dark"];
  const names = { auto: "automatic", light: "light", dark: "dark" };
  const describe = () => {
    button.title = `Color scheme: ${names[root.dataset.mode]}`;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    root.dataset.mode = modes[(modes.indexOf(root.dataset.mode) + 1) % modes.length];
    try { localStorage.setItem("color-scheme", root.dataset.mode); } catch { /* Storage is off: the choice holds for this page. */ }
    dispatchEvent(new Event("schemechange"));
    describe();
  });
  describe();
  button.hidden = false;
}

// The current page's place in a long navigation.
const navigation = document.getElementById("site-nav");
const reveal = () => {
  const current = navigation.querySelector("[aria-current=page]");
  if (!current) return;
  const offset = current.getBoundingClientRect().top - navigation.getBoundingClientRect().top;
  if (offset > navigation.clientHeight * 0.8) navigation.scrollTop += offset - navigation.clientHeight / 3;
};
reveal();
navigation.addEventListener("toggle", event => {
  if (event.target === navigation && event.newState === "open") reveal();
});

// A popover closes when its link is followed, when focus leaves it and when it becomes a column.
for (const panel of document.querySelectorAll(".panel[popover]")) {
  if (!panel.hidePopover) break;
  const close = () => { if (panel.matches(":popover-open")) panel.hidePopover(); };
  panel.addEventListener("click", event => { if (event.target.closest("a")) close(); });
  panel.addEventListener("focusout", event => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) close();
  });
  matchMedia(panel.id === "site-nav" ? "(max-width: 60em)" : "(max-width: 76em)").addEventListener("change", close);
}

// The section being read, marked in the contents list.
{
  const contents = document.getElementById("page-toc");
  const entries = [...contents.querySelectorAll('a[href^="#"]')]
    .map(link => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(entry => entry.heading);
  let current, waiting = false;
  const mark = () => {
    waiting = false;
    const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 24;
    const above = edge => entries.findLastIndex(entry => entry.heading.getBoundingClientRect().top < edge);
    let next = Math.max(0, above(line));
    // At the page's end the last sections never reach the top: take the one asked for, else the last in view.
    if (scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2) {
      const asked = entries.findIndex(entry => entry.link.hash === location.hash);
      next = asked > next ? asked : above(innerHeight);
    }
    if (entries[next].link === current) return;
    current?.removeAttribute("aria-current");
    current = entries[next].link;
    current.setAttribute("aria-current", "true");
    const box = contents.getBoundingClientRect(), link = current.getBoundingClientRect();
    if (link.top < box.top + 40) contents.scrollTop += link.top - box.top - 80;
    else if (link.bottom > box.bottom - 40) contents.scrollTop += link.bottom - box.bottom + 80;
  };
  if (entries.length) {
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    addEventListener("hashchange", mark);
    mark();
  }
}

// A button on every block of code that copies it, without line numbers and prompts.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll(".md-typeset pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.title = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", async () => {
      const copy = code.cloneNode(true);
      for (const part of copy.querySelectorAll(".linenos, .gp")) part.remove();
      try { await navigator.clipboard.writeText(copy.textContent.trimEnd()); } catch { return; }
      button.classList.add("done");
      button.setAttribute("aria-label", "Copied");
      setTimeout(() => {
        button.classList.remove("done");
        button.setAttribute("aria-label", "Copy this code");
      }, 1500);
    });
    code.parentElement.append(button);
  }
}

// A link to a tab opens it.
const openTab = () => {
  const tab = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (tab?.matches(".tabbed-set > input")) tab.checked = true;
};
addEventListener("hashchange", openTab);
openTab();

// What scrolls sideways can be reached with the keyboard.
for (const box of document.querySelectorAll(".md-typeset :is(pre > code, table:not([class]))")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

// The navigation. Of a large site, a page carries its own branch; the rest comes in pieces.
const navigation = $("#site-nav") ?? element("nav");
{
  const size = 200;
  const files = new Map();
  scaffold.nav = (file, pieces) => files.set(String(file), pieces);
  const piece = async pointer => {
    const [file, place] = pointer.split(".");
    if (!files.has(file)) await load(`nav/${file}.js`);
    const [previous, next, ...entries] = files.get(file)[place];
    return { previous, next, entries };
  };

  const item = ([title, url, below, external, status]) => {
    const link = element(url === 0 ? "span" : "a", {
      class: "md-nav__link" + (external ? " external" : ""),
      href: url === 0 ? null : external || url.startsWith("/") ? url : new URL(url, scaffold.root).href,
    }, title);
    if (status) link.append(" ", element("span", { class: `md-status md-status--${status}` }));
    const made = element("li", { class: "md-nav__item" + (below ? " md-nav__item--pruned" : ""), "data-nav": below || null }, link);
    if (below) addButton(made);
    return made;
  };

  // A button that opens a section in place; its link leads to its first page.
  const addButton = section => {
    const title = $(".md-nav__link", section).textContent;
    const button = element("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-label": `${words.expand}: ${title}` });
    button.addEventListener("click", async () => {
      let list = $(":scope > .md-nav__list", section);
      if (!list) {
        button.disabled = true;
        list = element("ul", { class: "md-nav__list", hidden: true });
        try {
          const { entries, next } = await piece(section.dataset.nav);
          list.append(...entries.map(item));
          if (next) list.append(more(next, size, "down"));
        } catch {
          button.disabled = false;
          return;
        }
        section.append(list);
        button.disabled = false;
        button.focus();
      }
      list.hidden = !list.hidden;
      button.setAttribute("aria-expanded", String(!list.hidden));
    });
    section.append(button);
  };

  const more = (pointer, at, way) => listen(element("li", { class: "md-nav__item md-nav__item--more", "data-nav": pointer, "data-at": at, "data-way": way },
    element("a", { class: "md-nav__link", href: "#" }, words.more.replace("#", "").trim())));

  // A link that shows more of a long list, above or below what is shown.
  const listen = row => {
    const link = $("a", row);
    link.addEventListener("click", async event => {
      event.preventDefault();
      let found;
      try { found = await piece(row.dataset.nav); } catch { location.href = link.href; return; }
      const at = Number(row.dataset.at) % size, down = row.dataset.way === "down";
      const shown = (down ? found.entries.slice(at) : found.entries.slice(0, at + 1)).map(item);
      const scroll = navigation.scrollHeight - navigation.scrollTop;
      if (down) row.before(...shown);
      else row.after(...shown);
      const rest = down ? found.next : found.previous;
      if (rest) {
        row.dataset.nav = rest;
        row.dataset.at = down ? 0 : size - 1;
        link.textContent = link.textContent.replace(/\d+/, count => count - shown.length);
      } else {
        row.remove();
      }
      if (down) $("a", shown[0])?.focus({ preventScroll: true });
      else navigation.scrollTop = navigation.scrollHeight - scroll;
    });
    return row;
  };

  for (const row of $$(".md-nav__item--more", navigation)) listen(row);
  for (const section of $$(".md-nav__item--pruned", navigation)) addButton(section);

  // The current page's place in a long navigation.
  const reveal = () => {
    const current = $("[aria-current=page]", navigation);
    if (!current) return;
    const offset = current.getBoundingClientRect().top - navigation.getBoundingClientRect().top;
    if (offset > navigation.clientHeight * 0.8) navigation.scrollTop += offset - navigation.clientHeight / 3;
  };
  reveal();
  navigation.addEventListener("toggle", event => {
    if (event.target === navigation && event.newState === "open") reveal();
  });
  const tab = $(".md-tabs__item--active");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.clientWidth / 2;
}

// A popover closes when its link is followed, when focus leaves it and when it becomes a column.
for (const panel of $$(".md-sidebar[popover]")) {
  if (!panel.hidePopover) break;
  const close = () => { if (panel.matches(":popover-open")) panel.hidePopover(); };
  panel.addEventListener("click", event => { if (event.target.closest("a:not(.md-nav__item--more > a)")) close(); });
  panel.addEventListener("focusout", event => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) close();
  });
  matchMedia(panel.id === "site-nav" ? "(max-width: 60em)" : "(max-width: 76em)").addEventListener("change", close);
}

// The list of languages closes like a menu.
for (const menu of $$(".md-select")) {
  addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", event => {
    if (event.key === "Escape") { menu.open = false; $("summary", menu).focus(); }
  });
}

// The field: a combobox whose list is the results.
search.start = input => {
  if (input.dataset.started) return;
  input.dataset.started = "true";
  const form = input.form, field = form.parentElement;
  const meta = element("p", { class: "md-search-result__meta", role: "status" });
  const list = element("div", { class: "md-search-result__list", id: "search-results", role: "listbox", "aria-label": words.search });
  const more = element("button", { class: "md-search-result__more", type: "button", hidden: true }, words["search.more"]);
  const output = element("div", { class: "md-search__output", hidden: true }, meta, list, more);
  const suggestion = element("span", { class: "md-search__suggest", "aria-hidden": "true" });
  const clear = element("button", { class: "md-search__action", type: "button", title: words["search.clear"], "aria-label": words["search.clear"] });
  if (has("search.suggest")) input.after(suggestion);
  if (has("search.share")) {
    const share = element("button", { class: "md-search__action share", type: "button", title: words["search.share"], "aria-label": words["search.share"] });
    share.addEventListener("click", async () => {
      const url = new URL(location.href);
      url.hash = "";
      url.searchParams.delete("h");
      url.searchParams.set("q", input.value);
      try {
        await navigator.clipboard.writeText(url.href);
        meta.textContent = words.copied;
      } catch {
        history.replaceState(history.state, "", url);
      }
    });
    form.append(share);
  }
  form.append(clear);
  field.append(output);

  let asked = "", current, shown = 0, active = -1, timer, turn = 0;
  const rows = () => [...list.querySelectorAll("[role=option]")];
  const show = isShown => {
    output.hidden = !isShown;
    input.setAttribute("aria-expanded", String(isShown));
    if (!isShown) select(-1);
  };
  const select = place => {
    const all = rows();
    all[active]?.setAttribute("aria-selected", "false");
    active = all.length ? Math.max(-1, Math.min(place, all.length - 1)) : -1;
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    all[active].setAttribute("aria-selected", "true");
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };
  const add = async (count, mine) => {
    const pages = current.results.slice(shown, shown + count);
    const groups = await Promise.all(pages.map(page => group(page, current.terms)));
    if (mine !== turn) return;
    shown += pages.length;
    list.append(...groups.flat());
    more.hidden = shown >= current.results.length;
  };
  const suggest = () => {
    suggestion.textContent = "";
    const last = current?.words.at(-1);
    if (!last || !/\S$/.test(input.value)) return;
    const best = current.meant.at(-1).filter(({ term }) => term.startsWith(last) && term !== last).sort((a, b) => b.postings.length * b.fit - a.postings.length * a.fit)[0];
    if (best) suggestion.append(element("i", {}, input.value), best.term.slice(last.length));
  };
  const run = async () => {
    const text = input.value.trim(), mine = ++turn;
    asked = text;
    // One letter is in nearly every page; one ideograph is a word.
    if (!text || /^[\0-\u02ff]$/.test(text)) {
      list.replaceChildren();
      suggestion.textContent = "";
      return show(false);
    }
    const late = setTimeout(() => { meta.textContent = words["search.loading"]; show(true); }, 300);
    try {
      const found = await find(input.value);
      if (mine !== turn) return;
      current = found;
      // What is marked: the words asked for, and those that stand for them.
      current.terms = Object.assign([...found.words], { exact: new Set(found.meant.flat().map(({ term }) => term)) });
      list.replaceChildren();
      shown = 0;
      select(-1);
      const count = found.results.length;
      meta.textContent = count === 0 ? words["search.none"] : count === 1 ? words["search.one"] : words["search.many"].replace("#", count);
      await add(5, mine);
      if (mine !== turn) return;
      suggest();
      list.dataset.query = text;
      output.scrollTop = 0;
      show(document.activeElement === input || field.classList.contains("open"));
    } catch {
      if (mine === turn) {
        meta.textContent = words["search.failed"];
        show(true);
      }
    } finally {
      clearTimeout(late);
    }
  };
  const leave = () => {
    field.classList.remove("open");
    show(false);
    input.blur();
  };

  input.addEventListener("input", () => {
    suggestion.textContent = "";
    clearTimeout(timer);
    // Each run loads files, so it waits for a pause.
    timer = setTimeout(run, 200);
  });
  input.addEventListener("focus", () => {
    field.classList.add("open");
    ready().catch(() => {});
    if (input.value.trim() && input.value.trim() === asked) show(true);
    else if (input.value.trim()) run();
  });
  input.addEventListener("keydown", async event => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active + step;
      if (step > 0 && next >= rows().length && !more.hidden) await add(5, turn);
      select(next < -1 ? rows().length - 1 : next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(timer);
      if (input.value.trim() !== asked) await run();
      (rows()[active] ?? rows()[0])?.click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if ((event.key === "ArrowRight" || event.key === "End") && suggestion.textContent && input.selectionStart === input.value.length) {
      event.preventDefault();
      input.value = suggestion.textContent;
      run();
    }
  });
  clear.addEventListener("click", () => {
    if (!input.value) return leave();
    input.value = "";
    input.focus();
    run();
  });
  more.addEventListener("click", () => { add(10, turn); input.focus(); });
  list.addEventListener("click", event => {
    const link = event.target.closest("a");
    // A result on this page leads to its section: the list is in the way.
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) setTimeout(leave);
  });
  addEventListener("pointerdown", event => { if (!field.contains(event.target)) { field.classList.remove("open"); show(false); } });
  field.addEventListener("focusout", event => {
    if (event.relatedTarget && !field.contains(event.relatedTarget)) { field.classList.remove("open"); show(false); }
  });

  if (document.activeElement === input) input.dispatchEvent(new Event("focus"));
};

// Marks the words of a query that led to this page.
search.highlight = text => {
  const asked = cut(text);
  if (!asked.length) return;
  const content = $(".md-content__inner");
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script, style, svg, button, .headerlink")) nodes.push(walker.currentNode);
  }
  for (const node of nodes) {
    if (!places(node.data, asked).length) continue;
    const parts = marked(node.data, asked);
    for (const part of parts) part.dataset && (part.dataset.mdHighlight = "");
    node.replaceWith(...parts);
  }
};

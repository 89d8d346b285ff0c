// The list of results.

// Where words of a query stand in a text: the words themselves, and those that begin with them.
const places = (text, asked) => {
  const found = [];
  for (const match of text.matchAll(new RegExp(tokens, "gu"))) {
    const token = fold(match[0]);
    if (!isIdeographic.test(token)) {
      if (asked.some(word => token.startsWith(word)) || asked.exact?.has(token)) found.push([match.index, match.index + match[0].length]);
      continue;
    }
    const run = [...match[0]];
    const marked = run.map((sign, place) => asked.some(word => word === sign || word === (run[place - 1] ?? "") + sign || word === sign + (run[place + 1] ?? "")));
    let at = match.index;
    run.forEach((sign, place) => {
      if (marked[place]) {
        if (place && marked[place - 1]) found.at(-1)[1] = at + sign.length;
        else found.push([at, at + sign.length]);
      }
      at += sign.length;
    });
  }
  return found;
};

// A text with the words of a query marked.
const marked = (text, asked, start = 0, end = text.length) => {
  const parts = [];
  let last = start;
  for (const [from, to] of places(text, asked)) {
    if (from < last || to > end) continue;
    parts.push(text.slice(last, from), element("mark", {}, text.slice(from, to)));
    last = to;
  }
  return [...parts, text.slice(last, end)];
};

// The part of a passage where most words of the query stand.
const excerpt = (text, asked) => {
  const wide = 170;
  const found = places(text, asked);
  let best = 0, most = 0;
  for (const [from] of found) {
    const near = new Set(found.filter(([at]) => at >= from && at < from + wide).map(([at, to]) => fold(text.slice(at, to)))).size;
    if (near > most) [best, most] = [from, near];
  }
  let start = Math.max(0, best - 40);
  if (start > 0) start = Math.min(best, text.indexOf(" ", start) + 1 || start);
  let end = Math.min(text.length, start + wide + 60);
  if (end < text.length) end = Math.max(start + 1, text.lastIndexOf(" ", end) > start + wide ? text.lastIndexOf(" ", end) : end);
  return [start > 0 ? "… " : "", ...marked(text, asked, start, end), end < text.length ? " …" : ""];
};

const address = (entry, asked) => {
  const path = location.protocol === "file:" && /(^|\/)$/.test(entry.url) ? `${entry.url}index.html` : entry.url;
  const url = new URL(path, scaffold.root);
  if (has("search.highlight")) url.searchParams.set("h", asked.join(" "));
  if (entry.anchor) url.hash = entry.anchor;
  return url.href;
};

let options = 0;
const option = (entry, asked, isFirst) => {
  const link = element("a", { class: "md-search-result__link", role: "option", id: `search-result-${options++}`, "aria-selected": "false", tabindex: "-1", href: address(entry, asked) });
  const heading = entry.anchor ? entry.heading : "";
  if (isFirst) {
    if (heading) link.append(element("span", { class: "md-search-result__page" }, ...marked(entry.title, asked)));
    link.append(element("span", { class: "md-search-result__title" }, ...marked(heading || entry.title, asked)));
  } else {
    link.classList.add("md-search-result__link--more");
    link.append(element("span", { class: "md-search-result__title" }, ...marked(heading || entry.title, asked)));
  }
  if (entry.text) link.append(element("span", { class: "md-search-result__teaser" }, ...excerpt(entry.text, asked)));
  return link;
};

// The best passage of a page, and others of it in other sections that came with it.
const group = async (page, asked) => {
  const best = await passage(page.passages[0].number);
  const shown = [best];
  for (const { number, score } of page.passages.slice(1, 12)) {
    if (shown.length > 2 || score < page.score / 2 || !isLoaded(number)) continue;
    const entry = await passage(number);
    if (!shown.some(other => other.anchor === entry.anchor)) shown.push(entry);
  }
  return shown.map((entry, place) => option(entry, asked, place === 0));
};

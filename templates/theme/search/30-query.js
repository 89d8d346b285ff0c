// What a query finds. A page is found where each word of the query, or one that begins with it, stands in its titles or its text.

// How near two words are: whether a few letters make the one from the other.
const isNear = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return false;
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] <= most;
};
// English words without their endings.
const stem = word => word.length > 5 ? word.replace(/(?:ations?|ings?|ions?|ers?|ed|es|s)$/, "") : word.replace(/s$/, "");

// The words of the index that a word of the query means, each with how well it fits.
const meanings = async (word, isLast) => {
  const known = await beginning(word, isLast ? 2 : 1);
  const found = [];
  for (const { term, postings } of known) {
    if (term === word) found.push({ term, postings, fit: 1 });
    else if (term.startsWith(word)) found.push({ term, postings, fit: (isLast ? 0.85 : 0.7) * Math.sqrt(word.length / term.length) });
  }
  const root = stem(word);
  if (root.length > 3) {
    for (const { term, postings } of known) {
      if (!term.startsWith(word) && stem(term) === root) found.push({ term, postings, fit: 0.6 });
    }
  }
  if (!found.length && word.length > 3) {
    const near = await beginning(word.slice(0, word.length > 5 ? 3 : 2), 2);
    for (const { term, postings } of near) {
      if (stem(term) === root || isNear(term, word, word.length > 7 ? 2 : 1)) found.push({ term, postings, fit: 0.5 });
    }
  }
  return found.sort((a, b) => b.fit - a.fit || b.postings.length - a.postings.length).slice(0, 50);
};

// The passages of some words, each with its best weight. Of a word that is almost everywhere, the index has a part.
const weigh = found => {
  const weights = new Map();
  let isPartial = false, most = Infinity;
  for (const { postings, fit } of found) {
    const read = reader(postings);
    const isCut = read.skips("!");
    let count = isCut ? read.number() : 0, place = 0;
    isPartial ||= isCut;
    const entries = [];
    while (read.more) {
      place += read.number();
      entries.push(place, read.sign());
    }
    count ||= entries.length / 2;
    const rarity = Math.log(1 + (index.passages - count + 0.5) / (count + 0.5));
    // The word itself comes first: what begins with it must not win by being rare.
    if (fit === 1) most = rarity;
    const each = Math.min(rarity, most) * fit;
    for (let at = 0; at < entries.length; at += 2) {
      const weight = entries[at + 1] * each;
      if (weight > (weights.get(entries[at]) ?? 0)) weights.set(entries[at], weight);
    }
  }
  return { weights, isPartial };
};

// Finds pages, the best first, each with its passages, the best first.
const find = async text => {
  await ready();
  const typed = [...new Set(cut(text))];
  const asked = typed.filter(word => !index.stop.has(word));
  const all = (asked.length ? asked : typed).slice(0, 12);
  // The word that is still being typed.
  const isOpen = /[\p{L}\p{N}\p{M}]$/u.test(text);
  const meant = await Promise.all(all.map((word, place) => meanings(word, isOpen && place === all.length - 1)));
  const lists = meant.map(weigh);
  const pages = new Map();
  lists.forEach(({ weights }, word) => {
    for (const [number, weight] of weights) {
      const page = runOf(index.pages, number);
      let entry = pages.get(page);
      if (!entry) pages.set(page, entry = { best: new Float64Array(all.length), passages: new Map() });
      entry.best[word] = Math.max(entry.best[word], weight);
      let own = entry.passages.get(number);
      if (!own) entry.passages.set(number, own = new Float64Array(all.length));
      own[word] = weight;
    }
  });
  const isWanted = (weight, word) => weight > 0 || lists[word].isPartial;
  let results = [...pages.values()].filter(page => page.best.every(isWanted));
  // Without a page that has all, those that have most.
  if (!results.length) {
    const most = Math.max(0, ...[...pages.values()].map(page => page.best.filter(weight => weight > 0).length));
    results = [...pages.values()].filter(page => page.best.filter(weight => weight > 0).length === most);
  }
  for (const page of results) {
    page.passages = [...page.passages].map(([number, own]) => ({
      number,
      // What stands elsewhere on the page, such as in its title, counts too, but less.
      score: own.reduce((sum, weight, word) => sum + weight + 0.3 * (page.best[word] - weight), 0),
    })).sort((a, b) => b.score - a.score || a.number - b.number);
    page.score = page.passages[0].score;
  }
  results.sort((a, b) => b.score - a.score || a.passages[0].number - b.passages[0].number);
  return { results, words: all, meant };
};

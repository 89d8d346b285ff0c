// The index, in files that are loaded when a query needs them. Numbers are written in groups of five bits.
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const values = new Uint8Array(128);
[...signs].forEach((sign, value) => { values[sign.charCodeAt(0)] = value; });

const reader = text => {
  let place = 0;
  return {
    get more() { return place < text.length; },
    sign: () => values[text.charCodeAt(place++)],
    skips(sign) { const found = text[place] === sign; if (found) place++; return found; },
    number() {
      let number = 0, shift = 0, value;
      do {
        value = values[text.charCodeAt(place++)];
        number += (value & 31) * 2 ** shift;
        shift += 5;
      } while (value & 32);
      return number;
    },
  };
};
// Where each of some runs begins, and the end of the last.
const starts = text => {
  const places = [0];
  for (const read = reader(text); read.more;) places.push(places.at(-1) + read.number());
  return places;
};
// The run that a place lies in.
const runOf = (places, place) => {
  let low = 0, high = places.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (places[middle] <= place) low = middle;
    else high = middle;
  }
  return low;
};

let index;
const shards = new Map(), texts = new Map();
const search = scaffold.search = {
  index(found) {
    index = found;
    index.pages = starts(found.pages);
    index.texts = starts(found.texts);
    index.terms = found.terms ? found.terms.split(" ") : [];
    index.stop = new Set(found.stop.split(" "));
  },
  terms(number, text) {
    const found = [];
    let term = "";
    for (const line of text.split("\n")) {
      if (!line) continue;
      const space = line.indexOf(" ");
      term = term.slice(0, values[line.charCodeAt(0)]) + line.slice(1, space);
      found.push({ term, postings: line.slice(space + 1) });
    }
    shards.set(number, found);
  },
  texts(number, pages) {
    let passage = index.texts[number];
    const found = new Map();
    for (const [url, title, ...sections] of pages) {
      for (const [anchor, heading, ...passages] of sections) {
        for (const text of passages) found.set(passage++, { url, title, anchor, heading, text });
      }
    }
    texts.set(number, found);
  },
};
const ready = () => load("../search/index.js");
const fetchShard = async number => {
  if (!shards.has(number)) await load(`../search/terms/${number}.js?${index.version}`);
  return shards.get(number);
};
const passage = async number => {
  const run = runOf(index.texts, number);
  if (!texts.has(run)) await load(`../search/texts/${run}.js?${index.version}`);
  return texts.get(run).get(number);
};
const isLoaded = number => texts.has(runOf(index.texts, number));

// The words that begin with some letters, from at most so many files.
const beginning = async (letters, most) => {
  let first = 0;
  while (first + 1 < index.terms.length && !before(letters, index.terms[first + 1])) first++;
  let last = first;
  while (last + 1 < index.terms.length && last - first + 1 < most && index.terms[last + 1].startsWith(letters)) last++;
  const numbers = [];
  for (let number = first; number <= last; number++) numbers.push(number);
  return (await Promise.all(numbers.map(fetchShard))).flat();
};

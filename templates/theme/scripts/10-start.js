// The pages work without scripts: these add what HTML and CSS alone cannot do.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const words = scaffold.words;
const has = feature => scaffold.features.includes(feature);

// Makes an element; attributes that are null or false are left out.
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};

// What is loaded on demand are scripts that call a function of `scaffold`: pages opened from a disk can load nothing else.
const base = new URL(".", document.currentScript.src).href;
const loads = new Map();
const load = path => {
  if (!loads.has(path)) {
    loads.set(path, new Promise((resolve, reject) => {
      const script = element("script", { src: new URL(path, base).href });
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { loads.delete(path); script.remove(); reject(new Error(path)); };
      document.head.append(script);
    }));
  }
  return loads.get(path);
};
Object.assign(scaffold, { $, $$, element, load, has, root: new URL("..", base).href });

// Scripts written for Material wait for its observables.
const observable = value => ({ subscribe: run => { ready(() => (run.next ?? run).call(run, value())); return { unsubscribe() {} }; } });
const ready = run => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", run);
  else run();
};
window.document$ ??= observable(() => document);
window.location$ ??= observable(() => location);

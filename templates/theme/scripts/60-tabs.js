// A link to a tab opens it.
const openTab = () => {
  const tab = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (tab?.matches(".tabbed-set > input")) tab.checked = true;
};
addEventListener("hashchange", openTab);
openTab();

// Tabs of the same name open together, and stay open on other pages.
if (has("content.tabs.link")) {
  const kept = "tabs";
  const read = () => { try { return JSON.parse(localStorage.getItem(kept)) ?? []; } catch { return []; } };
  const labels = $$(".tabbed-set > .tabbed-labels > label");
  const name = label => label.textContent.trim();
  const input = label => document.getElementById(label.htmlFor);
  // The names chosen last come first.
  const choices = read();
  for (const set of $$(".tabbed-set")) {
    const own = $$(":scope > .tabbed-labels > label", set);
    const choice = choices.find(choice => own.some(label => name(label) === choice));
    const label = own.find(label => name(label) === choice);
    if (label && !own.some(label => `#${label.htmlFor}` === location.hash)) input(label).checked = true;
  }
  addEventListener("change", event => {
    const chosen = labels.find(label => input(label) === event.target);
    if (!chosen) return;
    const place = chosen.getBoundingClientRect().top;
    for (const label of labels) if (name(label) === name(chosen)) input(label).checked = true;
    scrollBy({ top: chosen.getBoundingClientRect().top - place, behavior: "instant" });
    try { localStorage.setItem(kept, JSON.stringify([...new Set([name(chosen), ...read()])].slice(0, 20))); } catch { /* Storage is off. */ }
  });
}

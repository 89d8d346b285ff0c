// Diagrams, if the site brings mermaid with `extra_javascript`. Without it their source is shown.
ready(() => {
  const sources = $$("pre.mermaid, div.mermaid").map(block => ({ block, text: block.textContent }));
  const mermaid = window.mermaid;
  if (!sources.length || !mermaid?.run) return;
  const draw = () => {
    mermaid.initialize({ startOnLoad: false, theme: document.documentElement.dataset.scheme === "dark" ? "dark" : "default" });
    const nodes = sources.map(source => {
      const node = element("div", { class: "mermaid" }, source.text);
      source.block.replaceWith(node);
      source.block = node;
      return node;
    });
    mermaid.run({ nodes });
  };
  draw();
  addEventListener("schemechange", draw);
});

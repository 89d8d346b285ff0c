// A button on every block of code that copies it, without line numbers and prompts.
if (navigator.clipboard) {
  for (const code of $$(".md-typeset pre > code")) {
    if (code.closest(".no-copy, .mermaid")) continue;
    const button = element("button", { type: "button", class: "copy md-clipboard", title: words.copy, "aria-label": words.copy });
    button.addEventListener("click", async () => {
      const copy = code.cloneNode(true);
      for (const part of $$(".linenos, .gp, .md-annotation", copy)) part.remove();
      try { await navigator.clipboard.writeText(copy.textContent.trimEnd()); } catch { return; }
      button.classList.add("done");
      button.setAttribute("aria-label", words.copied);
      setTimeout(() => {
        button.classList.remove("done");
        button.setAttribute("aria-label", words.copy);
      }, 1500);
    });
    code.parentElement.append(button);
  }
}

// Annotations: `(1)` in a comment of a block of code, explained by the list that follows it.
{
  const mark = /((?:#|\/\/|--|;|%|\/\*|<!--)[^\S\n]*)?\((\d+)\)(!?)((?:[^\S\n]*(?:-->|\*\/))?)/g;
  const annotate = (part, list, inComments) => {
    const notes = [...list.children];
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    let used = 0;
    for (const text of found) {
      const inComment = !inComments || text.parentElement.closest(".c, .c1, .cm, .ch, .cs, .cp");
      let last = 0;
      const pieces = [];
      for (const match of text.data.matchAll(mark)) {
        const note = notes[match[2] - 1];
        if (!note || !(inComment || match[1])) continue;
        const button = element("button", { type: "button", class: "md-annotation", "aria-label": `${words.annotation} ${match[2]}`, "aria-expanded": "false" }, match[2]);
        button.addEventListener("click", () => show(button, note));
        // With `!`, the comment's own signs go too.
        pieces.push(text.data.slice(last, match.index), match[3] ? "" : match[1] ?? "", button, match[3] ? "" : match[4]);
        last = match.index + match[0].length;
        used += 1;
      }
      if (pieces.length) text.replaceWith(...pieces, text.data.slice(last));
    }
    if (used) list.hidden = true;
  };
  let open;
  const hide = () => {
    open?.box.remove();
    open?.button.setAttribute("aria-expanded", "false");
    open = undefined;
  };
  const show = (button, note) => {
    const again = open?.button === button;
    hide();
    if (again) return;
    const box = element("div", { class: "md-annotation__box md-typeset", role: "note" });
    box.append(...[...note.childNodes].map(node => node.cloneNode(true)));
    document.body.append(box);
    const at = button.getBoundingClientRect(), width = Math.min(420, innerWidth - 24);
    box.style.inlineSize = `${width}px`;
    box.style.left = `${Math.max(12, Math.min(at.left + scrollX, scrollX + document.documentElement.clientWidth - width - 12))}px`;
    box.style.top = `${at.bottom + scrollY + 6}px`;
    button.setAttribute("aria-expanded", "true");
    open = { button, box };
  };
  addEventListener("keydown", event => {
    if (event.key === "Escape" && open) { const { button } = open; hide(); button.focus(); }
  });
  addEventListener("click", event => {
    if (open && !open.box.contains(event.target) && event.target !== open.button) hide();
  });
  const annotated = has("content.code.annotate") || has("content.code.annotations");
  for (const block of $$(".md-typeset :is(.highlight, pre, .annotate)")) {
    if (block.tagName === "PRE" && block.parentElement.closest(".highlight")) continue;
    if (!annotated && !block.classList.contains("annotate")) continue;
    const list = block.nextElementSibling;
    if (list?.tagName === "OL") annotate(block, list, !block.classList.contains("annotate") || block.matches(".highlight, pre"));
  }
}

// What scrolls sideways can be reached with the keyboard.
for (const box of $$(".md-typeset :is(pre > code, table:not([class]))")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

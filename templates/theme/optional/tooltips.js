// Titles in the site's own looks, for pointers, keyboards and fingers alike, and notes where they are named.
{
  const box = element("div", { class: "md-tooltip md-typeset", id: "md-tooltip", role: "tooltip", popover: "manual" });
  const notes = has("content.footnote.tooltips"), titles = has("content.tooltips");
  const wanted = [titles && "[title]", notes && ".footnote-ref"].filter(Boolean).map(each => `.md-content ${each}`).join(", ");
  let target, title, timer;
  const hide = () => {
    clearTimeout(timer);
    if (!target) return;
    if (title) target.title = title;
    target.removeAttribute("aria-describedby");
    box.hidePopover();
    target = title = null;
  };
  const show = next => {
    if (next === target || !box.showPopover) return;
    hide();
    const note = notes && next.matches(".footnote-ref") ? document.getElementById(decodeURIComponent(next.hash.slice(1))) : null;
    if (note) {
      box.replaceChildren(...note.cloneNode(true).childNodes);
      for (const back of $$(".footnote-backref", box)) back.remove();
    } else if (titles && next.title) {
      box.textContent = title = next.title;
      next.removeAttribute("title");
    } else {
      return;
    }
    target = next;
    target.setAttribute("aria-describedby", box.id);
    box.showPopover();
    const place = next.getBoundingClientRect(), size = box.getBoundingClientRect();
    const left = place.left + (place.width - size.width) / 2;
    box.style.left = `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`;
    box.style.top = place.bottom + size.height + 12 > innerHeight ? `${place.top - size.height - 6}px` : `${place.bottom + 6}px`;
  };
  document.body.append(box);
  addEventListener("pointerover", event => {
    const next = event.target.closest?.(wanted);
    if (next) {
      clearTimeout(timer);
      timer = setTimeout(show, 150, next);
    } else if (target && !box.contains(event.target) && !target.contains(event.target)) {
      clearTimeout(timer);
      timer = setTimeout(hide, 150);
    } else if (!target) {
      clearTimeout(timer);
    }
  });
  addEventListener("focusin", event => { const next = event.target.closest(wanted); if (next) show(next); else hide(); });
  addEventListener("click", event => { const next = event.target.closest(`abbr:is(${wanted})`); if (next) show(next); });
  addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", hide, { passive: true });
}

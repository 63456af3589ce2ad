// Menus and small panels that open at a button: at its side on a desktop, as a sheet at the bottom of a
// phone. The browser's own popover gives closing by Escape and by a click outside.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";

// On a phone the scrim swallows the tap that closes a sheet, so it must outlive the sheet for that long.
const CLICK_MS = 60;

const GAP = 6;
const EDGE = 8;

// Opens `content` at `anchor` and returns the function that closes it.
export function openPanel(anchor, label, content, { className = "", point, onClose } = {}) {
  const panel = h(
    "div",
    { class: `popover ${className}`, popover: "auto", role: "dialog", "aria-label": label },
    content,
  );
  const scrim = h("div", { class: "scrim" });
  document.body.append(scrim, panel);
  panel.addEventListener("toggle", (event) => {
    anchor?.setAttribute?.("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "closed") return;
    panel.remove();
    setTimeout(() => scrim.remove(), CLICK_MS);
    onClose?.();
  });
  panel.showPopover();
  const frame = anchor?.closest?.(".column, .topbar") ?? document.body;
  place(panel, point ?? anchor.getBoundingClientRect(), frame.getBoundingClientRect());
  return () => panel.isConnected && panel.hidePopover();
}

// Opens a list of commands. An item is {label, icon, hint, danger, onSelect}, a string is a heading, false
// is left out. `header` stands above the list.
export function openMenu(anchor, label, items, { point, header } = {}) {
  const list = h("div", { class: "menu", role: "menu", "aria-label": label }, header);
  let close = () => {};
  for (const item of items.filter(Boolean)) {
    if (typeof item === "string") {
      list.append(h("div", { class: "menu-heading" }, item));
      continue;
    }
    list.append(
      button(
        item.label,
        {
          class: `menu-item ${item.danger ? "is-danger" : ""}`,
          role: "menuitem",
          onclick: () => {
            close();
            item.onSelect();
          },
        },
        item.icon ? icon(item.icon, 20) : null,
        h("span", { class: "menu-label" }, item.label),
        item.hint ? h("span", { class: "menu-hint" }, item.hint) : null,
      ),
    );
  }
  list.addEventListener("keydown", (event) => moveFocus(event, list));
  close = openPanel(anchor, label, list, { className: "popover-menu", point });
  list.querySelector("button")?.focus({ preventScroll: true });
  return close;
}

// A menu grows towards the middle of the column its button stands in, and so stays over that column.
function wantedLeft(rect, width, around) {
  if (!rect.width) return rect.left;
  const middle = (around.left + around.right) / 2;
  return rect.left < middle ? rect.left : rect.right - width;
}

function place(panel, rect, around) {
  const width = panel.offsetWidth;
  const height = panel.offsetHeight;
  const below = rect.bottom + GAP;
  const fitsBelow = below + height <= innerHeight - EDGE;
  const top = fitsBelow ? below : Math.max(EDGE, rect.top - GAP - height);
  const left = Math.min(Math.max(EDGE, wantedLeft(rect, width, around)), innerWidth - width - EDGE);
  panel.style.setProperty("--top", `${top}px`);
  panel.style.setProperty("--left", `${left}px`);
}

function moveFocus(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...list.querySelectorAll("button")];
  const next = (items.indexOf(document.activeElement) + step + items.length) % items.length;
  items[next].focus();
}

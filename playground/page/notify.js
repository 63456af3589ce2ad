// Toasts and alerts. A toast belongs to the place it was caused in, because four people share the page:
// "Taken by Daniyar" over the whole window would not say who reads it.

import { button, h } from "./dom.js";

const TOAST_MS = 3200;

// Shows `text` for a moment in the column around `place`, or at the top of the page when there is none.
export function say(place, text, { tone = "plain" } = {}) {
  const host =
    place?.closest?.(".column")?.querySelector(".toasts") ?? document.getElementById("page-toasts");
  const toast = h("div", { class: `toast toast-${tone}` }, text);
  host.append(toast);
  while (host.childElementCount > 3) host.firstElementChild.remove();
  setTimeout(
    () => {
      toast.classList.add("is-leaving");
      setTimeout(() => toast.remove(), 250);
    },
    TOAST_MS + text.length * 25,
  );
}

// Runs `action` and shows what the server refused. Errors of the page itself stay loud in the console.
export async function attempt(place, action) {
  try {
    return await action();
  } catch (error) {
    if (error.name !== "SimError") throw error;
    say(place, error.message, { tone: "error" });
    return undefined;
  }
}

// The modal answer of a callback query (`show_alert`): it waits for OK, inside the column it belongs to.
export function alertIn(column, title, text) {
  const previous = document.activeElement;
  const overlay = h("div", { class: "alert-overlay" });
  const close = () => {
    overlay.remove();
    previous?.focus?.();
  };
  const ok = button("OK", { class: "button button-primary", onclick: close });
  overlay.append(
    h(
      "div",
      { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": title },
      h("h3", {}, title),
      h("p", {}, text),
      ok,
    ),
  );
  overlay.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  column.append(overlay);
  ok.focus();
}

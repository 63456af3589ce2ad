// Three steps for somebody who opens the page for the first time; once closed it never comes back.

import { button, h } from "./dom.js";
import { icon } from "./icons.js";

const SEEN_KEY = "dauys.hint-seen";

const STEPS = [
  ["Type as a citizen", "or take a phrase below"],
  ["Tap", "the language, then the right body"],
  ["Answer as the operator", "and see it arrive"],
];

export function hint() {
  if (localStorage.getItem(SEEN_KEY)) return null;
  const close = () => {
    localStorage.setItem(SEEN_KEY, "yes");
    box.remove();
  };
  const box = h(
    "section",
    { class: "hint", "aria-label": "How to begin" },
    h(
      "ol",
      {},
      ...STEPS.map(([title, text], number) =>
        h(
          "li",
          {},
          h("span", { class: "step", "aria-hidden": "true" }, String(number + 1)),
          h("span", {}, h("strong", {}, title), " ", h("span", { class: "hint-note" }, text)),
        ),
      ),
    ),
    button(
      "Close the hint",
      { class: "round", "data-testid": "hint-close", onclick: close },
      icon("close", 18),
    ),
  );
  return box;
}

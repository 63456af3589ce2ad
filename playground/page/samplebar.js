// The strip of sample phrases. A click fills the input of the chosen person and sends nothing: the
// player may change the words first.

import { button, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { SAMPLES } from "./samples.js";
import { on } from "./store.js";

const CLOSED_KEY = "dauys.samples-closed";

export function sampleBar(board) {
  const who = h("span", { class: "samples-who" });
  const strip = h(
    "div",
    { class: "samples-strip", role: "list" },
    ...SAMPLES.map((sample, number) =>
      h(
        "div",
        { role: "listitem" },
        h(
          "button",
          {
            type: "button",
            class: "sample",
            "data-testid": `sample-${number}`,
            title: sample.text,
            onclick: () => use(board, sample.text),
          },
          h("span", { class: "sample-caption" }, sample.caption),
          h("span", { class: "sample-text" }, sample.text),
        ),
      ),
    ),
  );
  const bar = h(
    "section",
    { class: "samples", "aria-label": "Sample phrases" },
    h("div", { class: "samples-head" }, icon("quote", 20), h("span", {}, "Try a phrase", who)),
    strip,
    button("More phrases", { class: "round samples-next", onclick: () => turn(strip) }, icon("next", 20)),
    button("Hide the sample phrases", { class: "round", onclick: () => show(bar, false) }, icon("close", 18)),
  );
  const choose = ({ person }) => {
    fill(who, ` as ${person.first_name}`);
    // The phrases are a citizen's; on a phone, where room is dear, others do not see them.
    bar.classList.toggle("is-for-others", (person.role_hint ?? "citizen") !== "citizen");
  };
  on("chosen", choose);
  if (board.chosen) choose(board.chosen);
  show(bar, localStorage.getItem(CLOSED_KEY) !== "yes");
  return bar;
}

export function samplesButton(bar) {
  return button(
    "Sample phrases",
    { class: "round tool", "data-testid": "samples", onclick: () => show(bar, bar.hidden) },
    icon("quote"),
    h("span", { class: "tool-name" }, "Phrases"),
  );
}

// A mouse without a sideways wheel needs a button; after the last phrase the first comes again.
function turn(strip) {
  const atEnd = strip.scrollLeft + strip.clientWidth >= strip.scrollWidth - 4;
  strip.scrollTo({ left: atEnd ? 0 : strip.scrollLeft + strip.clientWidth * 0.8, behavior: "smooth" });
}

function show(bar, visible) {
  bar.hidden = !visible;
  localStorage.setItem(CLOSED_KEY, visible ? "no" : "yes");
}

function use(board, text) {
  const column = board.chosen;
  column.element.scrollIntoView({ behavior: "smooth", inline: "nearest", block: "nearest" });
  column.composer.fill(text);
}

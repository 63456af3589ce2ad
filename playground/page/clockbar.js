// The simulated clock and its controls. The bot follows it: deadlines and reminders come early when asked.

import { api } from "./api.js";
import { button, fill, h } from "./dom.js";
import { clockDate, clockTime, fromInput, inputValue, nextWorkingMorning } from "./dates.js";
import { icon } from "./icons.js";
import { openMenu, openPanel } from "./menu.js";
import { attempt } from "./notify.js";
import { on, town } from "./store.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

const MOVES = [
  { id: "hour", short: "+1 h", label: "One hour forward", change: () => ({ advance: HOUR }) },
  { id: "day", short: "+1 day", label: "One day forward", change: () => ({ advance: DAY }) },
  {
    id: "morning",
    short: "Next 09:00",
    label: "Next working morning, 09:00",
    change: () => ({ set: nextWorkingMorning() }),
  },
];

export function clockBar() {
  const time = h("span", { class: "clock-time" });
  const date = h("span", { class: "clock-date" });
  const face = h(
    "button",
    {
      type: "button",
      class: "clock-face",
      "data-testid": "clock",
      "aria-haspopup": "menu",
      "aria-label": "Simulated clock, open its menu",
      onclick: (event) => openClockMenu(event.currentTarget),
    },
    icon("clock", 20),
    h("span", { class: "clock-words" }, time, date),
  );
  const reset = button("Now", {
    class: "button button-quiet",
    "data-testid": "clock-now",
    title: "Back to the real time",
    onclick: () => move({ reset: true }),
  });
  const bar = h(
    "div",
    { class: "clock", role: "group", "aria-label": "Simulated clock, Astana time" },
    face,
    h(
      "div",
      { class: "clock-moves" },
      ...MOVES.map((entry) =>
        button(entry.short, {
          class: "button button-quiet",
          title: entry.label,
          "data-testid": `clock-${entry.id}`,
          onclick: () => move(entry.change()),
        }),
      ),
      button("Set…", {
        class: "button button-quiet",
        title: "Choose a date and a time",
        "data-testid": "clock-set",
        onclick: (event) => openSetPanel(event.currentTarget),
      }),
      reset,
    ),
  );

  const draw = () => {
    const moved = Math.abs(town.clock.offset) >= 1;
    fill(time, clockTime());
    fill(date, clockDate());
    bar.classList.toggle("is-moved", moved);
    reset.hidden = !moved;
    face.title = moved ? "The clock was moved; the bot follows it" : "Astana time";
  };
  on("clock", draw);
  setInterval(draw, 1000);
  draw();
  return bar;
}

const move = (change) => attempt(null, () => api.clock(change));

// On a phone the buttons do not fit beside the clock, so the face itself opens them as a menu.
function openClockMenu(anchor) {
  openMenu(anchor, "Simulated clock", [
    "Simulated clock, Astana time",
    ...MOVES.map((entry) => ({ label: entry.label, icon: "clock", onSelect: () => move(entry.change()) })),
    { label: "Choose a date and a time…", icon: "edit", onSelect: () => openSetPanel(anchor) },
    Math.abs(town.clock.offset) >= 1 && {
      label: "Back to the real time",
      icon: "undo",
      onSelect: () => move({ reset: true }),
    },
  ]);
}

function openSetPanel(anchor) {
  const field = h("input", {
    type: "datetime-local",
    class: "field",
    id: "clock-field",
    required: true,
    "data-testid": "clock-field",
  });
  field.value = inputValue();
  const form = h(
    "form",
    {
      class: "panel-form",
      onsubmit: async (event) => {
        event.preventDefault();
        if (await move({ set: fromInput(field.value) })) close();
      },
    },
    h("label", { for: "clock-field" }, "Set the simulated clock"),
    field,
    h("p", { class: "note" }, "Astana time, UTC+5. The bot follows at once."),
    h(
      "div",
      { class: "panel-actions" },
      button("Set the clock", { class: "button button-primary", type: "submit" }),
    ),
  );
  const close = openPanel(anchor, "Set the clock", form);
  field.focus();
}

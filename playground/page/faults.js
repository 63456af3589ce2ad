// Troubles on demand: what a bot meets in a year on the real Telegram, in one click each.

import { api } from "./api.js";
import { button, fill, h, select } from "./dom.js";
import { icon } from "./icons.js";
import { openPanel } from "./menu.js";
import { attempt } from "./notify.js";
import { apply, on, town } from "./store.js";

const KINDS = [
  { kind: "429", title: "Too many requests", text: "Refused, may try again after 5 s", retry_after: 5 },
  { kind: "403", title: "Blocked by the person", text: "Refused with 403 Forbidden" },
  { kind: "502", title: "Bad gateway", text: "Telegram itself is down" },
  { kind: "hang", title: "Hang", text: "No answer for 30 s, not delivered", seconds: 30 },
  { kind: "lost", title: "Lost answer", text: "Delivered, but the line is cut before the answer" },
];
const TITLES = Object.fromEntries(KINDS.map((entry) => [entry.kind, entry.title]));

const METHODS = {
  "*": "any call",
  sendMessage: "sendMessage",
  editMessageText: "editMessageText",
  sendDocument: "sendDocument",
  answerCallbackQuery: "answerCallbackQuery",
  getUpdates: "getUpdates",
};
const TIMES = { 1: "once", 3: "three times", 10: "ten times", "-1": "until cleared" };

export function faultsButton() {
  return button(
    "Faults",
    {
      class: "round tool",
      "aria-haspopup": "dialog",
      "data-testid": "faults",
      onclick: (event) => openFaults(event.currentTarget),
    },
    icon("fault"),
    h("span", { class: "tool-name" }, "Faults"),
  );
}

export function openFaults(anchor) {
  const method = select("fault-method", METHODS, "*");
  const times = select("fault-times", TIMES, "1");
  const active = h("div", { class: "active-faults", "aria-live": "polite" });
  const plan = ({ title, text, ...fault }) =>
    attempt(null, () => api.addFault({ ...fault, method: method.value, times: Number(times.value) }));
  const draw = () =>
    fill(
      active,
      ...town.faults.map(activeFault),
      town.faults.length > 1
        ? button("Clear all", {
            class: "button button-quiet",
            onclick: () => attempt(null, () => api.clearFaults()),
          })
        : null,
    );
  const stop = on("faults", draw);
  openPanel(
    anchor,
    "Faults",
    h(
      "div",
      { class: "panel-form faults" },
      h("h2", {}, "Faults of Telegram"),
      h("p", { class: "note" }, "Choose what goes wrong with the bot's next calls."),
      h(
        "div",
        { class: "field-pair" },
        h("div", {}, h("label", { for: "fault-method" }, "Which call"), method),
        h("div", {}, h("label", { for: "fault-times" }, "How often"), times),
      ),
      h(
        "div",
        { class: "choices" },
        ...KINDS.map((entry) =>
          h(
            "button",
            {
              type: "button",
              class: "choice",
              "data-testid": `fault-${entry.kind}`,
              onclick: () => plan(entry),
            },
            h("strong", {}, entry.title),
            h("span", {}, entry.text),
          ),
        ),
      ),
      active,
      limitsSwitch(),
    ),
    { onClose: stop },
  );
  // A planned fault disappears when it strikes, and no event tells it: the list is read afresh on opening.
  attempt(null, async () => apply("faults", await api.faults()));
}

function activeFault(fault) {
  const left =
    fault.times < 0 ? "until cleared" : fault.times === 1 ? "next time" : `next ${fault.times} times`;
  return h(
    "div",
    { class: "active-fault" },
    icon("fault", 16),
    h("span", {}, `${TITLES[fault.kind] ?? fault.kind} · ${METHODS[fault.method] ?? fault.method} · ${left}`),
    button(
      "Clear this fault",
      { class: "round small", onclick: () => attempt(null, () => api.clearFaults(fault.id)) },
      icon("close", 16),
    ),
  );
}

function limitsSwitch() {
  const box = h("input", {
    type: "checkbox",
    class: "switch",
    id: "limits",
    role: "switch",
    checked: town.limits.on,
    "data-testid": "limits",
    onchange: async () => {
      if (!(await attempt(null, () => api.limits(box.checked)))) box.checked = !box.checked;
    },
  });
  return h(
    "label",
    { class: "switch-line", for: "limits" },
    h(
      "span",
      {},
      h("strong", {}, "Telegram's rate limits"),
      h("small", {}, "30 messages a second, 1 per chat, 20 a minute in a group"),
    ),
    box,
  );
}

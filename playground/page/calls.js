// The drawer with the bot's calls, newest first: what it asked Telegram and what it was told.

import { api } from "./api.js";
import { exactTime } from "./dates.js";
import { button, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { on } from "./store.js";

// The drawer is for looking, not for archives: more rows than this only slow the page down.
const SHOWN = 300;

// Calls come in bursts; one request for all of them is enough.
const GATHER_MS = 150;

const QUIET = new Set(["getUpdates"]);

class CallLog {
  constructor() {
    this.next = 0;
    this.rows = [];
    this.onlyErrors = false;
    this.list = h("div", { class: "calls", role: "log", tabindex: "0", "aria-label": "Bot API calls" });
    const errors = h("input", {
      type: "checkbox",
      id: "only-errors",
      onchange: () => {
        this.onlyErrors = errors.checked;
        this.draw();
      },
    });
    this.element = h(
      "aside",
      { class: "drawer", hidden: true, "aria-label": "Log of Bot API calls" },
      h(
        "header",
        { class: "drawer-head" },
        h("h2", {}, "Bot API calls"),
        h("label", { class: "check", for: "only-errors" }, errors, "only refused"),
        button("Close the log", { class: "round", onclick: () => this.toggle() }, icon("close", 20)),
      ),
      this.list,
    );
    on("call", () => this.gather());
    on("refreshed", () => {
      this.next = 0;
      this.rows = [];
      this.gather();
    });
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    this.control?.setAttribute("aria-expanded", String(!this.element.hidden));
    if (!this.element.hidden) this.fetch();
  }

  gather() {
    if (this.element.hidden || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.fetch();
    }, GATHER_MS);
  }

  async fetch() {
    const page = await api.calls(this.next);
    this.next = page.next;
    const fresh = page.calls.filter((call) => !QUIET.has(call.method) || !call.ok);
    // A row is built once: redrawing must not fold up the one that is being read.
    this.rows = [...this.rows, ...fresh.map((call) => ({ ok: call.ok, element: row(call) }))].slice(-SHOWN);
    this.draw();
  }

  draw() {
    const shown = this.rows.filter((entry) => !this.onlyErrors || !entry.ok).reverse();
    fill(
      this.list,
      shown.length
        ? shown.map((entry) => entry.element)
        : h(
            "p",
            { class: "empty-note" },
            this.onlyErrors ? "Nothing was refused." : "The bot has not called yet.",
          ),
    );
  }
}

function row(call) {
  return h(
    "details",
    { class: `call ${call.ok ? "" : "is-refused"}` },
    h(
      "summary",
      {},
      h("span", { class: "call-mark" }, icon(call.ok ? "check" : "close", 15)),
      h("span", { class: "call-method" }, call.method),
      h("span", { class: "call-chat" }, call.chat_id ? String(call.chat_id) : ""),
      h("time", {}, exactTime(call.at)),
      call.ok
        ? null
        : h("span", { class: "call-error" }, [call.error_code, call.description].filter(Boolean).join(" ")),
    ),
    h("pre", {}, typeof call.params === "string" ? call.params : JSON.stringify(call.params, null, 1)),
  );
}

export const callLog = new CallLog();

export function callsButton() {
  callLog.control = button(
    "Log of Bot API calls",
    {
      class: "round tool",
      "aria-expanded": "false",
      "data-testid": "calls",
      onclick: () => callLog.toggle(),
    },
    icon("log"),
    h("span", { class: "tool-name" }, "Log"),
  );
  return callLog.control;
}

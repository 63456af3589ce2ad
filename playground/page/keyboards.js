// Inline keyboards under a message and reply keyboards under the input.

import { api } from "./api.js";
import { button, copyText, h } from "./dom.js";
import { icon } from "./icons.js";
import { alertIn, attempt, say } from "./notify.js";
import { on, town } from "./store.js";

// How long a button keeps turning when the bot never answers; Telegram's apps give up at about this time.
const PATIENCE_MS = 15_000;
const REMEMBERED_ANSWERS = 200;

const waiting = new Map();
const early = new Map();

// The answer may come through the event stream before the tap's own HTTP response does, so answers
// nobody waits for yet are kept for a moment.
on("answer", (answer) => {
  const finish = waiting.get(answer.callback_id);
  if (finish) return finish(answer);
  early.set(answer.callback_id, answer);
  if (early.size > REMEMBERED_ANSWERS) early.delete(early.keys().next().value);
});

export function renderInlineKeyboard(message, viewer) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h(
    "div",
    { class: "inline-keyboard" },
    ...rows.map((row, rowNumber) =>
      h(
        "div",
        { class: "keyboard-row" },
        ...row.map((key, column) => inlineButton(key, message, viewer, rowNumber, column)),
      ),
    ),
  );
}

function inlineButton(key, message, viewer, row, column) {
  const mark = markOf(key);
  return h(
    "button",
    {
      type: "button",
      class: `inline-button ${key.style ? `style-${key.style}` : ""}`,
      "data-testid": "button",
      disabled: key.disabled,
      onclick: (event) => press(event.currentTarget, key, message, viewer, row, column),
    },
    h("span", { class: "inline-text" }, key.text),
    mark ? icon(mark, 14) : null,
  );
}

function markOf(key) {
  if (key.url || key.login_url || key.web_app) return "open";
  if (key.copy_text) return "copy";
  return null;
}

async function press(element, key, message, viewer, row, column) {
  if (key.copy_text) {
    await copyText(key.copy_text.text);
    say(element, `Copied: ${key.copy_text.text}`);
  } else if (key.url) {
    if (!viewer.onLink(key.url)) window.open(key.url, "_blank", "noopener");
  } else if (key.callback_data !== undefined) {
    await tap(element, message, viewer, row, column);
  } else {
    say(element, "The playground does not play this kind of button.");
  }
}

// The spinner starts with the tap and ends with the bot's answer, as it does in Telegram.
async function tap(element, message, viewer, row, column) {
  if (element.classList.contains("is-waiting")) return;
  element.classList.add("is-waiting");
  element.setAttribute("aria-busy", "true");
  const stop = () => {
    element.classList.remove("is-waiting");
    element.removeAttribute("aria-busy");
  };
  const sent = await attempt(element, () =>
    api.tap(viewer.person.id, message.chat.id, message.message_id, row, column),
  );
  if (!sent) return stop();
  const answer = await answerTo(sent.callback_id);
  stop();
  if (answer?.text) showAnswer(viewer.column, answer);
}

function answerTo(callbackId) {
  if (early.has(callbackId)) {
    const answer = early.get(callbackId);
    early.delete(callbackId);
    return answer;
  }
  return new Promise((resolve) => {
    const finish = (answer) => {
      waiting.delete(callbackId);
      clearTimeout(timer);
      resolve(answer);
    };
    const timer = setTimeout(finish, PATIENCE_MS, undefined);
    waiting.set(callbackId, finish);
  });
}

function showAnswer(column, answer) {
  if (answer.show_alert) alertIn(column, town.bot.name ?? "Bot", answer.text);
  else say(column, answer.text);
}

// Reply keyboard: pressing a key sends its text, as if it had been typed.
export function renderReplyKeyboard(markup, { onText, onSpecial }) {
  return h(
    "div",
    { class: "reply-keyboard", role: "group", "aria-label": "Reply keyboard" },
    ...markup.keyboard.map((row) =>
      h(
        "div",
        { class: "keyboard-row" },
        ...row.map((entry) => {
          const key = typeof entry === "string" ? { text: entry } : entry;
          const press = () => {
            if (key.request_contact) onSpecial("contact");
            else if (key.request_location) onSpecial("location");
            else onText(key.text);
          };
          return button(key.text, {
            class: `reply-button ${key.style ? `style-${key.style}` : ""}`,
            "data-testid": "reply-button",
            onclick: press,
          });
        }),
      ),
    ),
  );
}

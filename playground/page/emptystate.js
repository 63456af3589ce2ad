// What stands in a chat before its first message: the bot introduces itself, as in Telegram.

import { button, h } from "./dom.js";
import { renderText } from "./entities.js";
import { icon } from "./icons.js";
import { town } from "./store.js";

// The bot's own texts are kept per language; the one without a language is for everybody else.
export function inLanguage(texts, language) {
  if (typeof texts === "string") return texts;
  return texts?.[language] || texts?.[""] || texts?.default || Object.values(texts ?? {})[0] || "";
}

export function emptyState(person, chatId, say) {
  if (chatId !== person.id)
    return h("div", { class: "empty" }, h("p", { class: "empty-note" }, "No messages in this group yet"));
  const description = inLanguage(town.bot.description, person.language_code);
  return h(
    "div",
    { class: "empty" },
    h(
      "div",
      { class: "empty-card" },
      h("div", { class: "empty-mark", "aria-hidden": "true" }, icon("sun", 30)),
      h("strong", {}, inLanguage(town.bot.names ?? town.bot.name, person.language_code) || "The bot"),
      description
        ? h("p", {}, ...renderText(description))
        : h("p", { class: "empty-note" }, "No messages yet"),
    ),
    button("Start", {
      class: "button button-primary start",
      "data-testid": `start-${person.id}`,
      onclick: () => say("/start"),
    }),
  );
}

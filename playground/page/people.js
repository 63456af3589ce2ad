// How people look on the page, and the small form that adds one more citizen.

import { api } from "./api.js";
import { button, h, select } from "./dom.js";
import { openPanel } from "./menu.js";
import { attempt } from "./notify.js";

const ROLES = {
  citizen: "Citizen",
  operator: "Operator",
  head: "Head of the body",
  administrator: "Administrator",
};
const LANGUAGES = { kk: "Kazakh", ru: "Russian", en: "English" };

// Calm tones with the same lightness, so that no person looks more important than another.
const TONES = 6;

export function avatar(person, { small = false } = {}) {
  const initial = [...(person.first_name ?? "?")][0].toUpperCase();
  return h(
    "span",
    { class: `avatar ${small ? "is-small" : ""} tone-${Math.abs(person.id) % TONES}`, "aria-hidden": "true" },
    initial,
  );
}

export function describe(person) {
  const role = ROLES[person.role_hint] ?? "Citizen";
  const language = LANGUAGES[person.language_code] ?? person.language_code;
  return [role, person.blocked ? "blocked the bot" : language].filter(Boolean).join(" · ");
}

export function openAddPerson(anchor, onAdded) {
  const name = h("input", {
    class: "field",
    id: "new-name",
    required: true,
    maxlength: "40",
    autocomplete: "off",
  });
  const language = select("new-language", LANGUAGES, "kk");
  const role = select("new-role", ROLES, "citizen");
  const form = h(
    "form",
    {
      class: "panel-form",
      onsubmit: async (event) => {
        event.preventDefault();
        const person = await attempt(null, () =>
          api.addPerson({
            first_name: name.value.trim(),
            language_code: language.value,
            role_hint: role.value,
          }),
        );
        if (!person) return;
        close();
        onAdded(person);
      },
    },
    h("label", { for: "new-name" }, "First name"),
    name,
    h("label", { for: "new-language" }, "Language of their Telegram"),
    language,
    h("label", { for: "new-role" }, "Plays"),
    role,
    h("p", { class: "note" }, "The role is only a label here: rights come from the bot."),
    h("div", { class: "panel-actions" }, button("Add", { class: "button button-primary", type: "submit" })),
  );
  const close = openPanel(anchor, "Add a person", form);
  name.focus();
}

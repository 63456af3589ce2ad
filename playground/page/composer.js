// The input of one person: text, reply and edit modes, commands, attachments, reply keyboard.

import { api } from "./api.js";
import { openAttachMenu, sendPicked } from "./attach.js";
import { openCommandMenu } from "./commands.js";
import { button, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { renderReplyKeyboard } from "./keyboards.js";
import { senderName, summary } from "./media.js";
import { attempt } from "./notify.js";
import { expectAnswer } from "./silence.js";
import { chatsOf, town } from "./store.js";

const TALLEST_PX = 160;

export class Composer {
  constructor(person) {
    this.person = person;
    this.chatId = person.id;
    this.mode = null;
    this.keyboardOpen = true;
    this.#build();
  }

  #build() {
    const { id, first_name: name } = this.person;
    this.input = h("textarea", {
      rows: "1",
      id: `input-${id}`,
      "data-testid": `input-${id}`,
      placeholder: "Message",
      "aria-label": `Message as ${name}`,
      oninput: () => this.#resized(),
      onkeydown: (event) => this.#key(event),
      onpaste: (event) => this.#pasted(event),
    });
    this.send = button(
      `Send as ${name}`,
      { class: "round send", "data-testid": `send-${id}`, onclick: () => this.submit() },
      icon("send"),
    );
    this.toggle = button(
      "Reply keyboard",
      { class: "round", hidden: true, "aria-pressed": "true", onclick: () => this.#flipKeyboard() },
      icon("keyboard"),
    );
    this.bar = h("div", { class: "mode-bar", hidden: true });
    this.keyboard = h("div", { class: "reply-keyboard-holder" });
    this.blocked = button("You blocked the bot. Unblock", {
      class: "button button-quiet unblock",
      onclick: () => attempt(this.element, () => api.unblock(id)),
    });
    this.row = h(
      "div",
      { class: "composer-row" },
      button(
        "Attach",
        {
          class: "round",
          "aria-haspopup": "menu",
          "data-testid": `attach-${id}`,
          onclick: (event) => this.#attach(event),
        },
        icon("attach"),
      ),
      this.input,
      this.toggle,
      button(
        "Commands",
        {
          class: "round",
          "aria-haspopup": "menu",
          "data-testid": `commands-${id}`,
          onclick: (event) => this.#commands(event),
        },
        icon("slash"),
      ),
      this.send,
    );
    this.element = h("div", { class: "composer" }, this.bar, this.row, this.blocked, this.keyboard);
    this.update();
  }

  // Draws what depends on the town: blocking and the reply keyboard in force.
  update() {
    const person = town.people.get(this.person.id) ?? this.person;
    const blocked = Boolean(person.blocked) && this.chatId === this.person.id;
    this.row.hidden = blocked;
    this.blocked.hidden = !blocked;
    const markup = town.histories.get(this.chatId)?.replyKeyboard;
    const shown = Boolean(markup?.keyboard?.length) && !blocked;
    this.toggle.hidden = !shown;
    this.input.placeholder = (shown && markup.input_field_placeholder) || "Message";
    fill(
      this.keyboard,
      shown && this.keyboardOpen
        ? renderReplyKeyboard(markup, {
            onText: (text) => this.say(text),
            onSpecial: (kind) => attempt(this.element, () => api[kind](this.person.id, this.chatId)),
          })
        : null,
    );
  }

  setChat(chatId) {
    this.chatId = chatId;
    this.cancelMode();
    this.update();
  }

  // Puts a text into the input without sending it, as the sample phrases do.
  fill(text) {
    this.input.value = text;
    this.#resized();
    this.input.focus();
  }

  say(text) {
    return attempt(this.element, () => this.#post(text));
  }

  #post(text, replyTo) {
    // Before the request: a quick bot answers through the event stream before the request returns.
    if (this.chatId === this.person.id) expectAnswer(this.person.id, this.element);
    return api.text(this.person.id, this.chatId, text, replyTo);
  }

  // The input is emptied at once, so that a second Enter cannot send twice; a refusal brings the text back.
  // Focus is taken before anything is awaited: by then another person's column may be in use.
  async submit() {
    const text = this.input.value.trim();
    this.input.focus();
    if (!text) return;
    const { mode } = this;
    this.#clear();
    const sent = await attempt(this.element, () => this.#deliver(text, mode));
    if (!sent && !this.input.value) {
      this.input.value = text;
      this.#resized();
    }
  }

  #deliver(text, mode) {
    if (mode?.kind !== "edit") return this.#post(text, mode?.message.message_id);
    const fields = mode.message.text === undefined ? { caption: text } : { text };
    return api.edit(this.person.id, this.chatId, mode.message.message_id, fields);
  }

  reply(message) {
    this.#enter({ kind: "reply", message }, "reply", `Reply to ${senderName(message)}`);
  }

  edit(message) {
    this.#enter({ kind: "edit", message }, "edit", "Edit message");
    this.fill(message.text ?? message.caption ?? "");
  }

  #enter(mode, name, title) {
    this.mode = mode;
    fill(
      this.bar,
      icon(name, 20),
      h("div", { class: "mode-text" }, h("strong", {}, title), h("span", {}, summary(mode.message))),
      button("Cancel", { class: "round", onclick: () => this.cancelMode() }, icon("close", 18)),
    );
    this.bar.hidden = false;
    this.input.focus();
  }

  cancelMode() {
    if (this.mode?.kind === "edit") this.input.value = "";
    this.mode = null;
    this.bar.hidden = true;
    this.#resized();
  }

  #clear() {
    this.input.value = "";
    this.mode = null;
    this.bar.hidden = true;
    this.#resized();
  }

  #resized() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
    this.send.classList.toggle("is-ready", Boolean(this.input.value.trim()));
  }

  // Enter sends, Shift+Enter makes a line; while an input method composes a letter, Enter belongs to it.
  #key(event) {
    if (event.key === "Escape" && this.mode) return this.cancelMode();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return undefined;
    event.preventDefault();
    return this.submit();
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.sendFiles(files);
  }

  // Dropped and pasted files: pictures go as photos, all else as documents.
  sendFiles(files) {
    const kindOf = (file) => (/^image\/(jpeg|png|webp)$/.test(file.type) ? "photo" : "document");
    return attempt(this.element, async () => {
      await sendPicked(this.#target(), files, this.input.value.trim() || undefined, kindOf);
      this.#clear();
    });
  }

  #target() {
    return {
      person: this.person,
      chatId: this.chatId,
      caption: () => this.input.value.trim(),
      done: () => this.#clear(),
    };
  }

  #attach(event) {
    openAttachMenu(event.currentTarget, this.#target());
  }

  #commands(event) {
    const chat = chatsOf(this.person.id).find((entry) => entry.id === this.chatId);
    openCommandMenu(event.currentTarget, this.person, chat, (command) => this.say(command));
  }

  #flipKeyboard() {
    this.keyboardOpen = !this.keyboardOpen;
    this.toggle.setAttribute("aria-pressed", String(this.keyboardOpen));
    this.update();
  }
}

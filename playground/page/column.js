// One person's phone: who it is, the chats they see, the messages and the input.

import { openColumnMenu } from "./columnmenu.js";
import { Composer } from "./composer.js";
import { button, fill, h } from "./dom.js";
import { emptyState } from "./emptystate.js";
import { icon } from "./icons.js";
import { followLink } from "./links.js";
import { avatar, describe } from "./people.js";
import { chatsOf, on, town } from "./store.js";
import { Thread } from "./thread.js";
import { markRead, unreadIn } from "./unread.js";

export class Column {
  // `board` is told when the person becomes the chosen one or wants to be hidden.
  constructor(person, board) {
    this.person = person;
    this.board = board;
    this.chatId = person.id;
    this.visible = false;
    this.composer = new Composer(person);
    this.viewer = this.#viewer();
    this.thread = new Thread(this.viewer, {
      emptyState: (chatId) => emptyState(person, chatId, (text) => this.composer.say(text)),
    });
    this.#build();
    this.stops = this.#listen();
    this.openChat(person.id);
  }

  #viewer() {
    return {
      person: this.person,
      get column() {
        return this.element;
      },
      onCommand: (command) => this.composer.say(command),
      onLink: (url) => followLink(url, this.person, this.element, () => this.openChat(this.person.id)),
      onReply: (message) => this.composer.reply(message),
      onEdit: (message) => this.composer.edit(message),
      onJump: (messageId) => this.thread.jumpTo(messageId),
    };
  }

  #build() {
    this.head = h("header", { class: "column-head" });
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Chats", hidden: true });
    this.element = h(
      "section",
      {
        class: "column",
        "data-testid": `column-${this.person.id}`,
        "aria-label": `${this.person.first_name}'s chat`,
        onpointerdown: () => this.board.choose(this),
        onfocusin: () => this.board.choose(this),
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => this.#dropped(event),
      },
      this.head,
      this.tabs,
      h("div", { class: "toasts", role: "status", "aria-live": "polite" }),
      this.thread.element,
      this.composer.element,
    );
    this.viewer.element = this.element;
    this.drawHead();
    this.drawTabs();
  }

  #listen() {
    const mine = (handler) => (event) => {
      if (event.chatId === this.chatId) handler(event);
    };
    return [
      on(
        "message",
        mine(({ message }) => {
          this.thread.append(message);
          this.#read();
        }),
      ),
      on(
        "edited",
        mine(({ message }) => this.thread.replace(message)),
      ),
      on(
        "deleted",
        mine(({ messageId }) => this.thread.remove(messageId)),
      ),
      on(
        "typing",
        mine(() => this.thread.showTyping()),
      ),
      on(
        "keyboard",
        mine(() => this.composer.update()),
      ),
      on("unread", () => this.drawTabs()),
      on("chats", () => this.#followGroup()),
      on("clock", () => this.thread.renameDays()),
      on("people", () => this.refresh()),
      on("refreshed", () => {
        this.refresh();
        this.#followGroup();
        if (this.thread.history) this.thread.draw();
      }),
      on("bot", () => {
        this.drawTabs();
        // An empty chat shows the bot's name and description, so it is drawn again.
        if (this.thread.history?.messages.length === 0) this.thread.draw();
      }),
    ];
  }

  refresh() {
    this.person = town.people.get(this.person.id) ?? this.person;
    this.viewer.person = this.person;
    this.composer.person = this.person;
    this.drawHead();
    this.drawTabs();
    this.composer.update();
  }

  drawHead() {
    fill(
      this.head,
      avatar(this.person),
      h(
        "div",
        { class: "column-title" },
        h("h2", {}, this.person.first_name),
        h("p", {}, describe(this.person)),
      ),
      button(
        `More about ${this.person.first_name}`,
        {
          class: "round",
          "aria-haspopup": "menu",
          "data-testid": `more-${this.person.id}`,
          onclick: (event) => openColumnMenu(event.currentTarget, this),
        },
        icon("more"),
      ),
    );
  }

  drawTabs() {
    const chats = chatsOf(this.person.id);
    this.tabs.hidden = chats.length < 2;
    fill(
      this.tabs,
      chats.map((chat) => {
        const unread = unreadIn(this.person.id, chat.id);
        return h(
          "button",
          {
            type: "button",
            role: "tab",
            class: "tab",
            "aria-selected": String(chat.id === this.chatId),
            onclick: () => this.openChat(chat.id),
          },
          chat.type === "private" ? null : icon("people", 18),
          h("span", {}, chat.type === "private" ? "With the bot" : chat.title),
          unread ? h("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread)) : null,
        );
      }),
    );
  }

  // The open group may have moved to a new id, or the person may have left it.
  #followGroup() {
    this.drawTabs();
    if (chatsOf(this.person.id).some((chat) => chat.id === this.chatId)) return;
    this.openChat(town.chats.get(this.chatId)?.migrated_to ?? this.person.id);
  }

  async openChat(chatId) {
    this.chatId = chatId;
    this.composer.setChat(chatId);
    this.drawTabs();
    await this.thread.show(chatId);
    this.composer.update();
    this.#read();
  }

  setVisible(visible) {
    this.visible = visible;
    this.#read();
  }

  close() {
    for (const stop of this.stops) stop();
    this.element.remove();
  }

  #read() {
    if (this.visible && !document.hidden) markRead(this.person.id, this.chatId);
  }

  #dropped(event) {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length) this.composer.sendFiles(files);
  }
}

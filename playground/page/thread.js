// The scrolling list of messages in one column: day separators, grouping, unread line of sight.

import { renderMessage } from "./bubble.js";
import { button, fill, h } from "./dom.js";
import { dayKey, dayLabel } from "./dates.js";
import { icon } from "./icons.js";
import { isFrom, openHistory } from "./store.js";

// Within this many pixels of the end the reader is "at the end", and new messages scroll into view.
const NEAR_END = 80;

// Messages of one sender closer than this stand together, as one thought.
const TOGETHER_SECONDS = 180;

const TYPING_MS = 5500;

export class Thread {
  constructor(viewer, { emptyState }) {
    this.viewer = viewer;
    this.emptyState = emptyState;
    this.chatId = null;
    this.list = h("div", {
      class: "messages",
      role: "log",
      "aria-live": "polite",
      "aria-label": "Messages",
      tabindex: "0",
    });
    this.typing = h("div", { class: "typing", hidden: true, "aria-label": "typing" }, h("i"), h("i"), h("i"));
    this.jump = button(
      "To the newest message",
      { class: "jump", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      h("span", { class: "badge", hidden: true }),
    );
    this.scroller = h("div", { class: "scroller", onscroll: () => this.#scrolled() }, this.list, this.typing);
    this.element = h("div", { class: "thread" }, this.scroller, this.jump);
    this.missed = 0;
    // The column changes its height when the keyboard opens or a reply bar appears: the end must stay.
    new ResizeObserver(() => {
      if (this.atEnd) this.toEnd();
    }).observe(this.scroller);
    this.atEnd = true;
  }

  async show(chatId) {
    this.chatId = chatId;
    this.history = null;
    const history = await openHistory(chatId);
    if (this.chatId !== chatId) return;
    this.history = history;
    this.draw();
    this.toEnd();
  }

  draw() {
    const { messages, mayHaveMore } = this.history;
    if (!messages.length) return fill(this.list, this.emptyState(this.chatId));
    const nodes = [];
    let previous = null;
    for (const message of messages) {
      nodes.push(...this.#nodesFor(message, previous));
      previous = message;
    }
    fill(this.list, mayHaveMore ? this.#earlierButton() : null, ...nodes);
  }

  append(message) {
    if (!this.history) return;
    if (this.history.trim() || this.history.messages.length <= 1 || this.history.last !== message)
      this.draw();
    else this.list.append(...this.#nodesFor(message, this.history.messages.at(-2)));
    if (message.from?.is_bot) this.typing.hidden = true;
    if (this.atEnd || isFrom(message, this.viewer.person.id)) this.toEnd();
    else this.#miss();
  }

  replace(message) {
    const old = this.#find(message.message_id);
    const current = this.history?.get(message.message_id);
    if (!old || !current) return;
    const fresh = renderMessage(current, this.viewer);
    fresh.classList.toggle("is-continued", old.classList.contains("is-continued"));
    // A focused button is replaced by the one at its place, so that a keyboard user is not thrown out.
    const focused = [...old.querySelectorAll(".inline-button")].indexOf(document.activeElement);
    old.replaceWith(fresh);
    if (focused >= 0) fresh.querySelectorAll(".inline-button")[focused]?.focus({ preventScroll: true });
    if (this.atEnd) this.toEnd();
  }

  remove(messageId) {
    if (this.#find(messageId)) this.draw();
  }

  // After a jump of the clock "Today" is another day.
  renameDays() {
    for (const day of this.list.querySelectorAll(".day"))
      day.textContent = dayLabel(Number(day.dataset.date));
  }

  showTyping() {
    this.typing.hidden = false;
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => {
      this.typing.hidden = true;
    }, TYPING_MS);
    if (this.atEnd) this.toEnd();
  }

  jumpTo(messageId) {
    const element = this.#find(messageId);
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.add("is-pointed");
    setTimeout(() => element.classList.remove("is-pointed"), 1600);
  }

  // Never smoothly: an edit that arrives during the animation would find the reader "not at the end".
  toEnd() {
    this.atEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#seeEnd();
  }

  #nodesFor(message, previous) {
    const element = renderMessage(message, this.viewer);
    const newDay = !previous || dayKey(previous.date) !== dayKey(message.date);
    const together =
      !newDay && previous.from?.id === message.from?.id && message.date - previous.date < TOGETHER_SECONDS;
    element.classList.toggle("is-continued", together);
    element.classList.toggle(
      "is-album",
      Boolean(message.media_group_id) && message.media_group_id === previous?.media_group_id,
    );
    const separator = newDay
      ? h("div", { class: "day", role: "separator", "data-date": message.date }, dayLabel(message.date))
      : null;
    return [separator, element].filter(Boolean);
  }

  #earlierButton() {
    return button("Earlier messages", {
      class: "button button-quiet earlier",
      onclick: async () => {
        const before = this.scroller.scrollHeight;
        await this.history.loadEarlier();
        this.draw();
        this.scroller.scrollTop += this.scroller.scrollHeight - before;
      },
    });
  }

  #find(messageId) {
    return this.list.querySelector(`[data-id="${messageId}"]`);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.atEnd) this.#seeEnd();
    else this.jump.hidden = false;
  }

  #seeEnd() {
    this.missed = 0;
    this.jump.hidden = true;
    this.jump.querySelector(".badge").hidden = true;
  }

  #miss() {
    this.missed += 1;
    const badge = this.jump.querySelector(".badge");
    badge.textContent = String(this.missed);
    badge.hidden = false;
    this.jump.hidden = false;
  }
}

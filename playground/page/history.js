// The messages of one chat as the server knows them, in the order Telegram shows them.

import { api } from "./api.js";

const FIRST_PAGE = 100;

// A page left open during a load test would grow for ever; older messages stay on the server.
const MOST = 1500;
const KEPT = 500;

export class History {
  constructor(chatId) {
    this.chatId = chatId;
    this.messages = [];
    this.positions = new Map();
    this.replyKeyboard = null;
    this.loaded = false;
    this.mayHaveMore = false;
    this.limit = FIRST_PAGE;
    this.arrived = null;
  }

  // What happens while the answer is under way may be missing in it, so it is put in afterwards.
  async load() {
    this.arrived = [];
    const page = await api.chat(this.chatId, this.limit);
    this.messages = page.messages;
    this.replyKeyboard = page.reply_keyboard ?? null;
    this.mayHaveMore = page.messages.length >= this.limit;
    this.loaded = true;
    this.#index();
    const { arrived } = this;
    this.arrived = null;
    for (const message of arrived) this.put(message);
  }

  // The control API pages by "the newest N", so an earlier page means asking for a larger N.
  async loadEarlier() {
    this.limit *= 4;
    await this.load();
  }

  get(messageId) {
    return this.messages[this.positions.get(messageId)];
  }

  get last() {
    return this.messages.at(-1);
  }

  // Returns true when the message is new. Events are replayed after a reconnect, so a known message must
  // replace itself and never appear twice.
  put(message) {
    this.arrived?.push(message);
    const position = this.positions.get(message.message_id);
    if (position !== undefined) {
      // Whole, never merged: an edit that takes formatting away must not leave the old one behind.
      this.messages[position] = message;
      return false;
    }
    this.messages.push(message);
    if (this.messages.length > 1 && this.messages.at(-2).message_id > message.message_id) {
      this.messages.sort((one, other) => one.message_id - other.message_id);
      this.#index();
    } else {
      this.positions.set(message.message_id, this.messages.length - 1);
    }
    return true;
  }

  // Forgets the oldest messages when there are very many; returns whether it did.
  trim() {
    if (this.messages.length <= MOST) return false;
    this.messages = this.messages.slice(-KEPT);
    this.limit = KEPT;
    this.mayHaveMore = true;
    this.#index();
    return true;
  }

  remove(messageId) {
    this.arrived &&= this.arrived.filter((message) => message.message_id !== messageId);
    this.messages = this.messages.filter((message) => message.message_id !== messageId);
    this.#index();
  }

  #index() {
    this.positions = new Map(this.messages.map((message, position) => [message.message_id, position]));
  }
}

// The columns side by side and the strip of people that chooses among them: a rail at the left of a
// desktop, a bar at the bottom of a phone, where one column fills the screen.

import { Column } from "./column.js";
import { button, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, openAddPerson } from "./people.js";
import { emit, on, town } from "./store.js";
import { unreadOf } from "./unread.js";

const HIDDEN_KEY = "dauys.hidden";
const CHOSEN_KEY = "dauys.chosen";

// A benchmark may fill the town with hundreds of people; only the first ones open by themselves.
const OPEN_AT_FIRST = 6;

export class Board {
  constructor() {
    this.columns = new Map();
    this.chosen = null;
    this.element = h("main", { class: "board", "aria-label": "Chats, one column per person" });
    this.rail = h("nav", { class: "rail", "aria-label": "People" });
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) this.#columnOf(entry.target)?.setVisible(entry.isIntersecting);
      },
      { threshold: 0.5 },
    );
    on("people", () => this.sync());
    on("refreshed", () => this.sync());
    on("unread", () => this.drawRail());
    document.addEventListener("visibilitychange", () => {
      for (const column of this.columns.values()) column.setVisible(column.visible);
    });
    this.sync();
  }

  // Opens a column for each new person and closes those of people who are gone.
  sync() {
    const hidden = remembered(HIDDEN_KEY, []);
    for (const [id, column] of this.columns) if (!town.people.has(id)) this.#drop(column);
    for (const person of town.people.values()) {
      const wanted = !hidden.includes(person.id) && this.columns.size < OPEN_AT_FIRST;
      if (wanted && !this.columns.has(person.id)) this.#open(person);
    }
    if (!this.chosen && this.columns.size) {
      this.choose(this.columns.get(remembered(CHOSEN_KEY, null)) ?? this.columns.values().next().value);
    }
    this.drawRail();
  }

  drawRail() {
    fill(
      this.rail,
      [...town.people.values()].map((person) => this.#railButton(person)),
      button(
        "Add a person",
        {
          class: "rail-person rail-add",
          "data-testid": "add-person",
          onclick: (event) => openAddPerson(event.currentTarget, (added) => this.reveal(added.id)),
        },
        h("span", { class: "avatar is-empty" }, icon("personAdd")),
        h("span", { class: "rail-name" }, "Add"),
      ),
    );
  }

  #railButton(person) {
    const unread = unreadOf(person.id);
    const chosen = this.chosen?.person.id === person.id;
    return h(
      "button",
      {
        type: "button",
        class: `rail-person ${chosen ? "is-chosen" : ""} ${this.columns.has(person.id) ? "" : "is-hidden"}`,
        "aria-label": `${person.first_name}${unread ? `, ${unread} unread` : ""}`,
        "aria-pressed": String(chosen),
        "data-testid": `person-${person.id}`,
        onclick: () => this.reveal(person.id),
      },
      avatar(person),
      h("span", { class: "rail-name" }, person.first_name),
      unread ? h("span", { class: "badge" }, unread > 99 ? "99+" : String(unread)) : null,
    );
  }

  // Shows the person's column, opening it again when it was hidden, and makes it the chosen one.
  reveal(personId) {
    const person = town.people.get(personId);
    if (!person) return;
    const column = this.columns.get(personId) ?? this.#open(person);
    remember(
      HIDDEN_KEY,
      remembered(HIDDEN_KEY, []).filter((id) => id !== personId),
    );
    this.choose(column);
    column.element.scrollIntoView({ behavior: "smooth", inline: "nearest", block: "nearest" });
    this.drawRail();
  }

  choose(column) {
    if (this.chosen === column) return;
    this.chosen?.element.classList.remove("is-chosen");
    this.chosen = column;
    column.element.classList.add("is-chosen");
    remember(CHOSEN_KEY, column.person.id);
    this.drawRail();
    emit("chosen", column);
  }

  hide(column) {
    if (this.columns.size === 1) return;
    remember(HIDDEN_KEY, [...remembered(HIDDEN_KEY, []), column.person.id]);
    this.#drop(column);
    if (this.chosen === column) this.choose(this.columns.values().next().value);
    this.drawRail();
  }

  #open(person) {
    const column = new Column(person, this);
    this.columns.set(person.id, column);
    // Columns stand in the order of the rail, whenever they were opened.
    const order = [...town.people.keys()];
    const next = [...this.columns.values()]
      .filter((other) => order.indexOf(other.person.id) > order.indexOf(person.id))
      .sort((one, other) => order.indexOf(one.person.id) - order.indexOf(other.person.id))[0];
    this.element.insertBefore(column.element, next?.element ?? null);
    this.observer.observe(column.element);
    return column;
  }

  #drop(column) {
    this.observer.unobserve(column.element);
    this.columns.delete(column.person.id);
    column.close();
  }

  #columnOf(element) {
    return [...this.columns.values()].find((column) => column.element === element);
  }
}

function remembered(key, fallback) {
  return JSON.parse(localStorage.getItem(key) ?? "null") ?? fallback;
}

function remember(key, value) {
  localStorage.setItem(key, JSON.stringify(value));
}

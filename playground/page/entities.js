// Text with Telegram entities, as DOM. Offsets count UTF-16 units, and so do JavaScript strings, so they
// can be used as they come. Everything is built from text nodes: no message can smuggle markup in.

import { button, copyText, h } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./notify.js";

// What Telegram's apps recognise by themselves: addresses, bare domains such as eOtinish.kz, commands.
// The groups are, in this order: a web address, a bare domain, a command.
const AUTOMATIC = new RegExp(
  [
    String.raw`(https?:\/\/[^\s<>"«»]+[^\s<>"«».,:;!?)])`,
    String.raw`((?:[a-z0-9-]+\.)+(?:kz|me|com|org|net|ru|gov)\b(?:\/[^\s<>"«».,:;!?)]*)?)`,
    String.raw`((?<![\p{L}\p{N}/])\/[a-z][a-z0-9_]{0,31}(?![\p{L}\p{N}/]))`,
  ].join("|"),
  "giu",
);

const FOLD_LINES = 3;
const FOLD_CHARACTERS = 150;

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const PLAIN_TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  expandable_blockquote: "blockquote",
  blockquote: "blockquote",
};

// Renders `text` with `entities`. `actions` has onCommand(command) and onLink(url) -> true when handled.
export function renderText(text, entities = [], actions = {}) {
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return renderRange(text, 0, text.length, sorted, actions, true);
}

function renderRange(text, start, end, entities, actions, mayLink) {
  const nodes = [];
  let position = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = [];
    index += 1;
    while (index < entities.length && entities[index].offset < stop) inner.push(entities[index++]);
    if (entity.offset < position) continue;
    nodes.push(...plain(text.slice(position, entity.offset), actions, mayLink));
    nodes.push(renderEntity(entity, text, stop, inner, actions, mayLink));
    // A block ends its line by itself; the line break after it would show as an empty line.
    position = BLOCKS.has(entity.type) && text[stop] === "\n" ? stop + 1 : stop;
  }
  nodes.push(...plain(text.slice(position, end), actions, mayLink));
  return nodes;
}

function renderEntity(entity, text, stop, inner, actions, mayLink) {
  const raw = text.slice(entity.offset, stop);
  const children = (links) => renderRange(text, entity.offset, stop, inner, actions, links);
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children(false), actions);
    case "url":
      return link(withScheme(raw), children(false), actions);
    case "email":
      return link(`mailto:${raw}`, children(false), actions);
    case "phone_number":
      return link(`tel:${raw.replace(/[^+\d]/g, "")}`, children(false), actions);
    case "bot_command":
      return command(raw, actions);
    case "code":
      return codeSpan(raw);
    case "pre":
      return h("pre", { class: "code-block" }, raw);
    case "spoiler":
      return spoiler(children(mayLink));
    case "blockquote":
      return h("blockquote", {}, ...children(mayLink));
    case "expandable_blockquote":
      return foldingQuote(raw, children(mayLink));
    case "mention":
    case "hashtag":
    case "text_mention":
      return h("span", { class: "mention" }, ...children(false));
    default:
      return h(PLAIN_TAGS[entity.type] ?? "span", {}, ...children(mayLink));
  }
}

function plain(text, actions, mayLink) {
  if (!mayLink || !text) return text ? [text] : [];
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(AUTOMATIC)) {
    if (match.index > position) nodes.push(text.slice(position, match.index));
    nodes.push(match[3] ? command(match[0], actions) : link(withScheme(match[0]), [match[0]], actions));
    position = match.index + match[0].length;
  }
  if (position < text.length) nodes.push(text.slice(position));
  return nodes;
}

const withScheme = (address) => (/^[a-z]+:/i.test(address) ? address : `https://${address}`);

// Only schemes that cannot run a script become links; the rest stays readable text.
function link(url, children, actions) {
  if (!/^(https?|tg|mailto|tel):/i.test(url)) return h("span", {}, ...children);
  const follow = (event) => {
    if (actions.onLink?.(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...children);
}

function command(raw, actions) {
  return button(raw, { class: "command-link", onclick: () => actions.onCommand?.(raw) });
}

function codeSpan(raw) {
  const copy = async (event) => {
    await copyText(raw);
    say(event.target, "Copied");
  };
  return h(
    "code",
    {
      tabindex: "0",
      role: "button",
      title: "Copy",
      onclick: copy,
      onkeydown: (event) => {
        if (event.key === "Enter") copy(event);
      },
    },
    raw,
  );
}

function spoiler(children) {
  const reveal = (event) => event.currentTarget.classList.add("is-shown");
  return h(
    "span",
    {
      class: "spoiler",
      tabindex: "0",
      role: "button",
      "aria-label": "Hidden text, press to show",
      onclick: reveal,
      onkeydown: (event) => {
        if (event.key === "Enter") reveal(event);
      },
    },
    ...children,
  );
}

// Telegram folds an expandable quote to three lines. Whether it is longer is judged by its text and not
// by measuring: the bubble may be in a column that is not on the screen and has no width yet.
function foldingQuote(raw, children) {
  const body = h("div", { class: "quote-body" }, ...children);
  const quote = h("blockquote", { class: "folding" }, body);
  if (raw.length <= FOLD_CHARACTERS && raw.split("\n").length <= FOLD_LINES) return quote;
  const toggle = button(
    "Show the whole quote",
    { class: "quote-toggle", "aria-expanded": "false" },
    icon("down", 18),
  );
  const flip = () => {
    const folded = quote.classList.toggle("is-folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.setAttribute("aria-label", folded ? "Show the whole quote" : "Fold the quote");
    toggle.title = toggle.getAttribute("aria-label");
  };
  quote.classList.add("is-folded");
  quote.append(toggle);
  // The whole quote is the target, as in Telegram, but selecting text in it must not fold it again.
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, code, .command-link") || String(getSelection())) return;
    flip();
  });
  return quote;
}

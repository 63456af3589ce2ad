// The few helpers that stand between this page and a framework: building elements and finding them.

// Builds one element. `props` holds attributes; a key that starts with "on" is an event listener, and
// false, null and undefined leave the attribute out, so that conditions can stand inline.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

// A button that never submits a form by accident and always has a name for screen readers.
export function button(label, props = {}, ...children) {
  return h(
    "button",
    {
      type: "button",
      "aria-label": children.length ? label : null,
      title: children.length ? label : null,
      ...props,
    },
    ...(children.length ? children : [label]),
  );
}

// A choice among `options` ({value: label}).
export function select(id, options, chosen) {
  return h(
    "select",
    { class: "field", id },
    ...Object.entries(options).map(([value, label]) =>
      h("option", { value, selected: value === chosen }, label),
    ),
  );
}

// Replaces all children at once; null and false are skipped as in `h`.
export function fill(element, ...children) {
  element.replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
}

// Bytes as a person reads them: Telegram shows one decimal above a kilobyte and none below.
export function humanSize(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

// Clipboard access needs a secure context; loopback counts as one, but an old browser or a denied
// permission still ends in an exception, and the hidden textarea is the way that always worked.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
    const area = h("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// Dates as the town sees them. The whole country keeps one zone since March 2024, and every due date of
// the product is counted in it, so the page shows it too, whatever zone the browser stands in.

import { town } from "./store.js";

const ZONE = "Asia/Almaty";
const OFFSET = "+05:00";
const OFFSET_MS = 5 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

const hourMinute = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const dayName = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
});
const dayNameWithYear = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const clockFace = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});

// Public holidays on fixed dates (month-day), enough for "next working morning". Moved days off and
// Kurban Ait are the bot's business; a player who needs them uses "Set".
const HOLIDAYS = new Set([
  "01-01",
  "01-02",
  "01-07",
  "03-08",
  "03-21",
  "03-22",
  "03-23",
  "05-01",
  "05-07",
  "05-09",
  "07-06",
  "08-30",
  "10-25",
  "12-16",
]);

// The simulated instant, in milliseconds since 1970.
export const now = () => Date.now() + town.clock.offset * 1000;

const withSeconds = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, timeStyle: "medium" });

export const timeOf = (seconds) => hourMinute.format(seconds * 1000);
export const exactTime = (iso) => withSeconds.format(new Date(iso));
export const clockTime = () => hourMinute.format(now());
export const clockDate = () => clockFace.format(now());

// A key that is equal for two instants of the same civil day.
export const dayKey = (seconds) => Math.floor((seconds * 1000 + OFFSET_MS) / DAY_MS);

export function dayLabel(seconds) {
  const today = dayKey(now() / 1000);
  const day = dayKey(seconds);
  if (day === today) return "Today";
  if (day === today - 1) return "Yesterday";
  const sameYear =
    new Date(seconds * 1000 + OFFSET_MS).getUTCFullYear() === new Date(now() + OFFSET_MS).getUTCFullYear();
  return (sameYear ? dayName : dayNameWithYear).format(seconds * 1000);
}

// The next Monday-to-Friday morning at 09:00 that is no fixed holiday, as ISO with offset.
export function nextWorkingMorning() {
  let civil = new Date(now() + OFFSET_MS);
  if (civil.getUTCHours() >= 9) civil = new Date(civil.getTime() + DAY_MS);
  while (isDayOff(civil)) civil = new Date(civil.getTime() + DAY_MS);
  return `${civil.toISOString().slice(0, 10)}T09:00:00${OFFSET}`;
}

function isDayOff(civil) {
  return [0, 6].includes(civil.getUTCDay()) || HOLIDAYS.has(civil.toISOString().slice(5, 10));
}

// For <input type="datetime-local">: its value, and back to ISO with the town's offset.
export const inputValue = () => new Date(now() + OFFSET_MS).toISOString().slice(0, 16);
export const fromInput = (value) => `${value}:00${OFFSET}`;

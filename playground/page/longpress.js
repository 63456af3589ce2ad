// One gesture for "more about this": the right button of a mouse, a long press of a finger.

const LONG_MS = 480;
const STILL_PX = 10;

// Calls `open(x, y)` for either. Android turns a long press into "contextmenu" by itself, iOS never does,
// so touch is timed here and the browser's own event is only silenced.
export function onLongPress(element, open) {
  let timer;
  let start;
  const cancel = () => clearTimeout(timer);
  element.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    if (event.pointerType !== "touch") open(event.clientX, event.clientY);
  });
  element.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    start = event;
    timer = setTimeout(() => open(event.clientX, event.clientY), LONG_MS);
  });
  element.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STILL_PX)
      cancel();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) element.addEventListener(end, cancel);
}

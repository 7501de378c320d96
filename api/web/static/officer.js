// Marks the first stop that is not over yet, every half minute, so that the list needs no reload on the way.
"use strict";
const stops = [...document.querySelectorAll("#stops > li")];
function markNext() {
  const next = stops.find((stop) => Date.parse(stop.dataset.end) > Date.now());
  stops.forEach((stop) => stop.classList.toggle("next", stop === next));
}
if (stops.length && document.getElementById("stops").dataset.live === "yes") {
  setInterval(markNext, 30000);
}

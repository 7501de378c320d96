// Form and map of one address. The map stands in a sandboxed frame, a stranger: it tells places, nothing else is taken from it.
"use strict";
const form = document.getElementById("settle"), frame = document.getElementById("door-map");
const MOST_SIGNS = 200;   // of an id

// The message of gisdata/maps: {huhu: "place", lon, lat, candidate}; anything else is null.
function placeIn(data) {
  if (typeof data !== "object" || data === null || data.huhu !== "place") return null;
  const {lon, lat, candidate} = data;
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
  if (typeof candidate !== "string" || candidate.length > MOST_SIGNS) return null;
  return {lon, lat, candidate};
}

function take({lon, lat, candidate}) {
  const known = [...form.elements.choice].find((radio) => candidate && radio.value === `candidate:${candidate}`);
  const radio = known || form.querySelector('[name="choice"][value="point"]');
  radio.disabled = false;
  radio.checked = true;
  if (known) return;
  form.elements.lon.value = lon.toFixed(7);
  form.elements.lat.value = lat.toFixed(7);
  const place = document.getElementById("place");
  place.textContent = place.dataset.words.replace("{lon}", lon.toFixed(5)).replace("{lat}", lat.toFixed(5));
}

if (form && frame) {
  window.addEventListener("message", (event) => {
    // "null" is the origin of every sandboxed frame; ours is told apart by its window
    if (event.source !== frame.contentWindow || event.origin !== "null") return;
    const place = placeIn(event.data);
    if (place) take(place);
  });
  form.addEventListener("change", (event) => {
    const [kind, candidate] = [event.target.value.slice(0, 10), event.target.value.slice(10)];
    // a sandboxed frame has no origin to name; the message holds only the id of a candidate that the frame shows
    if (kind === "candidate:") frame.contentWindow.postMessage({huhu: "choose", candidate}, "*");
  });
}

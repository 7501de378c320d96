// One door to place: candidates and plates to choose, a pin to drag, to move by arrow keys, or to set by a tap.
// Each chosen place is told to the page around the frame, and to that page only; see gisdata/maps/README.md.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  const STEP_PX = 4, BIG_STEP_PX = 40;   // arrow keys, and with Shift
  const ARROWS = {ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
  const SMALLEST_ZOOM = 17;              // house numbers further out would cover each other

  huhu.addDoor = function (map, data, sheet) {
    const words = data.words;
    const pin = L.marker(data.pin, {icon: icon("huhu-door-pin", ""), draggable: true, autoPan: true, zIndexOffset: 1000, title: words.door_pin, alt: words.door_pin});
    const marks = new Map();
    for (const plate of data.plates) addPlate(plate, "huhu-plate", false);
    for (const candidate of data.candidates) marks.set(candidate.id, addPlate(candidate, "huhu-letter", true));
    pin.addTo(map);
    pin.getElement().append(huhu.make("i"));
    show(data.placed, "");
    pin.on("dragend", () => choose(pin.getLatLng().wrap(), ""));
    map.on("click", (event) => choose(event.latlng.wrap(), ""));
    pin.getElement().addEventListener("keydown", step);
    map.on("zoomend", thin);
    thin();
    window.addEventListener("message", (event) => {
      if (event.source !== window.parent || event.origin !== location.origin) return;
      const asked = event.data;
      if (typeof asked !== "object" || asked === null || asked.huhu !== "choose" || !marks.has(asked.candidate)) return;
      move(marks.get(asked.candidate).getLatLng(), asked.candidate);
      map.panInside(pin.getLatLng(), {padding: [40, 40]});
    });
    sheet.legend.append(huhu.legendLine("huhu-key-pin", words.door_pin));
    if (data.candidates.length) sheet.legend.append(huhu.legendLine("huhu-key-letter", words.door_candidate));
    if (data.plates.length) sheet.legend.append(huhu.legendLine("huhu-key-plate", words.door_plate));
    sheet.done();
    map.getContainer().dataset.door = "ready";

    function addPlate(plate, className, keyboard) {
      const mark = L.marker([plate.lat, plate.lon], {icon: icon(className, plate.sign), keyboard, zIndexOffset: keyboard ? 500 : 0, title: plate.text, alt: plate.text});
      // a plate is a place like any other; only a candidate has a name of its own on the page around
      mark.on("click", () => choose(mark.getLatLng(), keyboard ? plate.id : ""));
      mark.on("keydown", (event) => { if (event.originalEvent.key === "Enter") choose(mark.getLatLng(), plate.id); });
      return mark.addTo(map);
    }

    function thin() {
      map.getContainer().classList.toggle("huhu-numbers-off", map.getZoom() < SMALLEST_ZOOM);
    }

    function step(event) {
      const way = event.key === "Enter" ? [0, 0] : ARROWS[event.key];
      if (!way) return;
      event.preventDefault();
      event.stopPropagation();           // else the map would pan as well
      const far = event.shiftKey ? BIG_STEP_PX : STEP_PX, at = map.latLngToContainerPoint(pin.getLatLng());
      choose(map.containerPointToLatLng(at.add([way[0] * far, way[1] * far])), "");
      map.panInside(pin.getLatLng(), {padding: [40, 40]});
    }

    function move(place, candidate) {
      pin.setLatLng(place);
      show(true, candidate);
    }

    function choose(place, candidate) {
      move(place, candidate);
      if (window.parent === window) return;   // opened alone: there is nobody to tell
      window.parent.postMessage({huhu: "place", lon: place.lng, lat: place.lat, candidate}, location.origin);
    }

    function show(chosen, candidate) {
      pin.getElement().classList.toggle("huhu-chosen", chosen);
      for (const [id, mark] of marks) mark.getElement().classList.toggle("huhu-taken", id === candidate);
    }
  };

  function icon(className, sign) {
    const box = huhu.make("span", "", sign);
    return L.divIcon({className, html: box, iconSize: [0, 0]});
  }
})(window.huhu);

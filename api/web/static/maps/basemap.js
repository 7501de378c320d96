// The drawn town under the marks: one canvas for the ground, one above the layers for the labels. No requests.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  // Highway classes from minor to major: first zoom, width in pixels at zoom 16 (and at most), fill, edge.
  const ROADS = {
    path: {from: 16, width: 1.2, most: 2.5, fill: "#c9c1b1", dash: [5, 5]},
    service: {from: 15.5, width: 2.2, fill: "#ffffff", edge: "#e0dacd"},
    local: {from: 13.5, width: 4.5, fill: "#ffffff", edge: "#d6cfc0"},
    tertiary: {from: 12, width: 6, fill: "#ffffff", edge: "#cbc3b2"},
    secondary: {from: 11, width: 7.5, fill: "#fdf0c4", edge: "#d9c48c"},
    primary: {from: 9, width: 8.5, fill: "#fbe19f", edge: "#d3b266"},
    motorway: {from: 7, width: 9.5, fill: "#f6c98a", edge: "#c79a52"},
  };
  const ORDER = Object.keys(ROADS);
  const CLASS_OF = {
    motorway: "motorway", trunk: "motorway", primary: "primary", secondary: "secondary", tertiary: "tertiary",
    residential: "local", unclassified: "local", living_street: "local", road: "local", pedestrian: "local",
    service: "service", track: "service",
  };
  const WATER = "#b5d5e8", GREEN = "#d9e8cc", BUILDING = "#e0d8c9";
  const LABEL_FROM = {motorway: 12, primary: 13, secondary: 13.5, tertiary: 14.5, local: 15.5, service: 17, path: 18};
  // Names of places, those written first before others; first zoom of each.
  const PLACES = ["city", "town", "suburb", "village", "quarter", "neighbourhood", "hamlet", "city_block"];
  const PLACE_FROM = [6, 9, 12, 12, 13, 13, 13.5, 15];
  const FONT = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

  huhu.roadClass = (kind) => CLASS_OF[kind.replace(/_link$/, "")] || "path";

  // Data of `draw_basemap` in gisdata/maps/basemap_layer.py -> what the painters need.
  function unpack(data) {
    const road = ([kind, name, line]) =>
      ({...huhu.project(line), kind: huhu.roadClass(data.kinds[kind]), name: data.names[name]});
    const area = ([name, rings]) => {
      const parts = rings.map(huhu.project);
      return {parts, box: parts[0].box, name: data.names[name]};
    };
    return {
      roads: data.roads.map(road), water: data.water.map(area), green: data.green.map(area),
      streams: data.streams.map(([kind, name, line]) => ({...huhu.project(line), kind: data.kinds[kind], name: data.names[name]})),
      places: data.places.map(([kind, name, lat, lon]) =>
        ({x: huhu.unitX(lon), y: huhu.unitY(lat), name: data.names[name], rank: PLACES.indexOf(data.kinds[kind])})).sort((a, b) => a.rank - b.rank),
      buildings: data.buildings.map((rings) => area([0, rings])),
    };
  }

  function fillAreas(pen, areas, eye, color, smallest) {
    pen.fillStyle = color;
    pen.beginPath();
    for (const area of areas)
      if (eye.sees(area.box) && eye.pixels(area.box) >= smallest)
        for (const part of area.parts) huhu.trace(pen, part.xy, eye);
    pen.fill("evenodd");
  }

  function strokeLines(pen, lines, eye, style) {
    pen.strokeStyle = style.color;
    pen.lineWidth = style.width;
    pen.setLineDash(style.dash || []);
    pen.beginPath();
    for (const line of lines) if (eye.sees(line.box)) huhu.trace(pen, line.xy, eye);
    pen.stroke();
    pen.setLineDash([]);
  }

  function paintGround(pen, town, eye) {
    const grow = 2 ** (eye.zoom - 16), by = {};
    pen.lineCap = pen.lineJoin = "round";
    // one by one: overlapping areas would cancel out in one even-odd path
    for (const area of town.green) fillAreas(pen, [area], eye, GREEN, 3);
    for (const area of town.water) fillAreas(pen, [area], eye, WATER, 2);
    const rivers = town.streams.filter((line) => line.kind === "river");
    const brooks = town.streams.filter((line) => line.kind !== "river");
    strokeLines(pen, rivers, eye, {color: WATER, width: Math.max(2, Math.min(14, 10 * grow))});
    if (eye.zoom >= 13) strokeLines(pen, brooks, eye, {color: WATER, width: Math.max(1, Math.min(4, 3 * grow))});
    if (eye.zoom >= 14.5) for (const area of town.buildings) fillAreas(pen, [area], eye, BUILDING, 2);
    for (const road of town.roads) (by[road.kind] = by[road.kind] || []).push(road);
    const drawn = ORDER.filter((kind) => by[kind] && eye.zoom >= ROADS[kind].from);
    const width = (kind) => Math.max(1, Math.min(ROADS[kind].most || 18, ROADS[kind].width * Math.max(grow, 0.22)));
    for (const kind of drawn)
      if (ROADS[kind].edge) strokeLines(pen, by[kind], eye, {color: ROADS[kind].edge, width: width(kind) + 1.4});
    for (const kind of drawn)
      strokeLines(pen, by[kind], eye, {color: ROADS[kind].fill, width: width(kind), dash: ROADS[kind].dash});
  }

  // Places first, then streets, longest stretch first, majors first; a name is written again only when it is far from its last place.
  function paintLabels(pen, town, eye) {
    const taken = [], written = {};
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = "rgba(255,255,255,.92)";
    for (const place of town.places) writePlace(pen, place, eye, {taken, written, color: "#3a4656", size: place.rank < 2 ? 15 : 13});
    const roads = town.roads.filter((road) => road.name && eye.zoom >= LABEL_FROM[road.kind] && eye.sees(road.box));
    roads.sort((a, b) => ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind) || eye.pixels(b.box) - eye.pixels(a.box));
    for (const road of roads) writeAlong(pen, road, eye, {taken, written, color: "#5c5546", size: 11.5});
    const rivers = town.streams.filter((line) => line.name && eye.zoom >= 13 && eye.sees(line.box));
    for (const line of rivers) writeAlong(pen, line, eye, {taken, written, color: "#3f7796", size: 12});
    for (const [areas, color] of [[town.water, "#3f7796"], [town.green, "#567a45"]])
      for (const area of areas) writeOn(pen, area, eye, {taken, written, color, size: 11.5});
  }

  function writePlace(pen, place, eye, style) {
    const x = place.x * eye.world - eye.left, y = place.y * eye.world - eye.top;
    if (eye.zoom < PLACE_FROM[place.rank] || x < 0 || y < 0 || x > eye.size.x || y > eye.size.y) return;
    pen.font = `600 ${style.size}px ${FONT}`;
    write(pen, place.name, {x, y, turn: 0, length: pen.measureText(place.name).width}, style);
  }

  function writeAlong(pen, line, eye, style) {
    pen.font = `500 ${style.size}px ${FONT}`;
    const length = pen.measureText(line.name).width, spot = straightSpot(line.xy, eye, length + 8);
    if (spot) write(pen, line.name, {...spot, length}, style);
  }

  function writeOn(pen, area, eye, style) {
    if (!area.name || !eye.sees(area.box)) return;
    pen.font = `500 ${style.size}px ${FONT}`;
    const length = pen.measureText(area.name).width, [x0, y0, x1, y1] = area.box;
    if ((x1 - x0) * eye.world < length * 0.9) return;
    const x = (x0 + x1) / 2 * eye.world - eye.left, y = (y0 + y1) / 2 * eye.world - eye.top;
    write(pen, area.name, {x, y, turn: 0, length}, style);
  }

  // The middle of a stretch of `need` pixels that is nearly straight, or null.
  function straightSpot(xy, eye, need) {
    let best = null;
    for (let i = 0; i + 3 < xy.length; i += 2) {
      let j = i + 2, span = 0;
      while (j < xy.length && span < need) {
        span = Math.hypot(xy[j] - xy[i], xy[j + 1] - xy[i + 1]) * eye.world;
        j += 2;
      }
      if (span < need) continue;
      const k = j - 2, x = (xy[i] + xy[k]) / 2 * eye.world - eye.left, y = (xy[i + 1] + xy[k + 1]) / 2 * eye.world - eye.top;
      if (x < 0 || y < 0 || x > eye.size.x || y > eye.size.y) continue;
      let turn = Math.atan2(xy[k + 1] - xy[i + 1], xy[k] - xy[i]);
      if (turn > Math.PI / 2) turn -= Math.PI;
      if (turn < -Math.PI / 2) turn += Math.PI;
      const off = Math.hypot(x - eye.size.x / 2, y - eye.size.y / 2);
      if (!best || off < best.off) best = {x, y, turn, off};
    }
    return best;
  }

  function write(pen, text, spot, style) {
    const {x, y, turn, length} = spot, cos = Math.abs(Math.cos(turn)), sin = Math.abs(Math.sin(turn));
    const half = {x: (length * cos + 14 * sin) / 2 + 3, y: (length * sin + 14 * cos) / 2 + 3};
    const near = (style.written[text] || []).some(([a, b]) => Math.hypot(a - x, b - y) < 420);
    const hit = style.taken.some((t) => Math.abs(t.x - x) < t.half.x + half.x && Math.abs(t.y - y) < t.half.y + half.y);
    if (near || hit) return;
    style.taken.push({x, y, half});
    (style.written[text] = style.written[text] || []).push([x, y]);
    pen.save();
    pen.translate(x, y);
    pen.rotate(turn);
    pen.strokeText(text, 0, 0);
    pen.fillStyle = style.color;
    pen.fillText(text, 0, 0);
    pen.restore();
  }

  huhu.addBasemap = function (map, data) {
    const town = unpack(data);
    const pane = map.createPane("huhu-labels");
    pane.style.zIndex = 450; // over coloured cells (400), under markers (600)
    pane.style.pointerEvents = "none";
    new huhu.Sketch({pane: "tilePane", paint: paintGround, data: town}).addTo(map);
    new huhu.Sketch({pane: "huhu-labels", paint: paintLabels, data: town}).addTo(map);
    map.attributionControl.addAttribution(huhu.text(data.attribution));
    Object.assign(map.getContainer().dataset, {roads: town.roads.length, places: town.places.length});
  };
})(window.huhu);

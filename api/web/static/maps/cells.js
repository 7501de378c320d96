// Coloured cells with a choice of layers; cells that must not be told apart are hatched.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  // Canvas that fills with a hatch where a path asks for it.
  const HatchCanvas = L.Canvas.extend({
    _fillStroke(pen, layer) {
      L.Canvas.prototype._fillStroke.call(this, pen, layer);
      if (layer.options.hatch) fillHatch(pen);
    },
  });

  let tile = null;
  function fillHatch(pen) {
    pen.globalAlpha = 0.55;
    pen.fillStyle = pen.createPattern(tile = tile || hatch(), "repeat");
    pen.fill("evenodd");
    pen.globalAlpha = 1;
  }

  function hatch() {
    const made = document.createElement("canvas");
    made.width = made.height = 8;
    const pen = made.getContext("2d");
    pen.strokeStyle = "#77808c";
    pen.lineWidth = 1.3;
    for (const from of [-8, 0, 8]) {
      pen.moveTo(from, 8);
      pen.lineTo(from + 8, 0);
    }
    pen.stroke();
    return made;
  }

  const PLAIN = {color: "#ffffff", weight: 1, opacity: 0.8, fillOpacity: 0.62};
  const HIDDEN = {fillColor: "#c9ced5", fillOpacity: 0.5};
  const EMPTY = {fillColor: "#ffffff", fillOpacity: 0.08};
  const MARKED = {color: "#14304f", weight: 2.5, opacity: 1};
  const ABSENT = -2;   // the class of a mark that a layer does not show

  // Data of `pack_cells`; `picture` is folium's image overlay, shown with the layer that says so.
  huhu.addCells = function (map, data, sheet, picture) {
    const hidden = new Set(data.hidden), lines = new Set(data.lines), n = data.n_marks;
    const fixed = data.layers.map((_, i) => Int8Array.from({length: n}, (_, k) => data.classes[i] ? data.classes[i].charCodeAt(k) - 67 : -1));
    const moving = data.layers.map((layer) => layer.frames.length ? huhu.moments(n, data.changes[layer.key]) : null);
    const times = data.layers.map((layer, i) => layer.frames.length
      ? huhu.timeline(layer.frames, layer.start, {label: data.words.moment, choose: (k) => paint(i, k)}) : null);
    const shown = {layer: data.layers[0], classes: fixed[0], inks: [], moment: ""};
    const text = (mark) => cellText(data, mark, shown);
    const outline = L.polyline([], {...MARKED, interactive: false});
    const group = L.featureGroup(), shapes = addShapes(map, group, data, {hidden, lines, text, outline});
    const bulk = data.bulk && huhu.bulk(map, data.bulk, shapes.length, (mark) => hidden.has(mark) ? shown.inks.hidden : shown.inks[shown.classes[mark]]);
    const pointer = bulk && huhu.pointer(map, (latlng) => {
      const found = shown.layer.picture ? -1 : bulk.find(latlng);
      return found >= 0 && shown.classes[found] === ABSENT ? -1 : found;
    }, text, (found) => found < 0 ? outline.remove() : outline.setLatLngs(bulk.rings(found)).addTo(map));
    const layers = huhu.choices("huhu-choices", data.layers.map((layer) => layer.name), {label: data.words.layer, choose: show});
    if (data.layers.length > 1) sheet.tools.append(layers.row);
    const slot = huhu.make("div", "huhu-slot");
    sheet.tools.append(slot);
    arrange(0);
    sheet.done();
    layers.pick(0);
    Object.assign(map.getContainer().dataset, {cells: n, kind: !bulk ? "shapes" : data.bulk.rings ? "painted" : "raster"});

    function show(i) {
      const layer = data.layers[i];
      if (picture) { if (layer.picture) picture.addTo(map); else picture.remove(); }
      if (layer.picture) group.remove(); else group.addTo(map);
      arrange(i);
      if (times[i]) times[i].set(); else paint(i, -1);
      if (bulk) bulk.show(!layer.picture);
      map.getContainer().dataset.layer = layer.key;
    }

    // What the layer puts around the map; it takes room, so it comes before the view is found.
    function arrange(i) {
      slot.replaceChildren(...(times[i] ? [times[i].row] : []));
      drawLegend(sheet, data.layers[i], data);
    }

    function paint(i, moment) {
      const layer = data.layers[i];
      if (pointer) pointer.forget();
      outline.remove();
      Object.assign(shown, {layer, classes: moment < 0 ? fixed[i] : moving[i](moment), moment: moment < 0 ? "" : layer.frames[moment], inks: inksOf(layer)});
      shapes.forEach((shape, mark) => {
        shape.options.interactive = shown.classes[mark] !== ABSENT;
        shape.setStyle(markStyle(mark));
      });
      if (bulk) bulk.repaint();
    }

    function markStyle(mark) {
      const found = shown.classes[mark], edge = {color: PLAIN.color, weight: PLAIN.weight, opacity: PLAIN.opacity};
      if (hidden.has(mark)) return {...edge, stroke: true, fill: true, ...HIDDEN};
      if (shown.layer.picture || found === ABSENT) return {stroke: false, fill: false};
      if (lines.has(mark)) return {stroke: true, fill: false, color: shown.layer.classes[found].color, weight: 4, opacity: 0.9};
      const inside = found < 0 ? EMPTY : {fillColor: shown.layer.classes[found].color, fillOpacity: PLAIN.fillOpacity};
      return {...edge, stroke: true, fill: true, ...inside};
    }
  };

  function addShapes(map, group, data, {hidden, lines, text, outline}) {
    const renderer = new HatchCanvas({padding: 0.3});
    return data.shapes.map((parts, mark) => {
      const shape = lines.has(mark) ? L.polyline(huhu.decodeLine(parts[0][0]), {renderer})
        : L.polygon(parts.map((rings) => rings.map(huhu.decodeLine)), {...PLAIN, renderer, hatch: hidden.has(mark)});
      shape.bindTooltip(() => text(mark), {sticky: true, direction: "top", className: "huhu-tip"});
      const rings = lines.has(mark) ? shape.getLatLngs() : shape.getLatLngs().flat();
      shape.on("mouseover", () => outline.setLatLngs(rings).setStyle({weight: lines.has(mark) ? 6 : MARKED.weight}).addTo(map));
      shape.on("mouseout", () => outline.remove());
      if (data.named) addTag(map, shape, textsOf(data.texts, mark)[0]);
      return shape.addTo(group);
    });
  }

  function addTag(map, shape, name) {
    L.tooltip({permanent: true, direction: "center", className: "huhu-tag"}).setLatLng(shape.getBounds().getCenter())
      .setContent(huhu.make("span", "", name)).addTo(map);
  }

  // How the classes of a layer are put on a canvas: as a path, or pixel by pixel.
  function inksOf(layer) {
    const inks = {hidden: ink(HIDDEN, -1, true), [-1]: ink(EMPTY, -1), [ABSENT]: {order: -1, inside: 0, edge: 0, stripe: 0, fill() {}, stroke() {}}};
    layer.classes.forEach(({color}, k) => { inks[k] = ink({fillColor: color, fillOpacity: PLAIN.fillOpacity}, k); });
    return inks;
  }

  // `order`: what comes later is painted over what comes before.
  function ink({fillColor, fillOpacity}, order, hatched = false) {
    return {
      order, inside: packed(fillColor, fillOpacity), edge: packed(PLAIN.color, PLAIN.opacity), stripe: hatched ? packed("#77808c", 0.75) : 0,
      fill(pen) {
        pen.globalAlpha = fillOpacity;
        pen.fillStyle = fillColor;
        pen.fill();
        pen.globalAlpha = 1;
        if (hatched) fillHatch(pen);
      },
      stroke(pen) {
        pen.globalAlpha = PLAIN.opacity;
        pen.strokeStyle = PLAIN.color;
        pen.lineWidth = PLAIN.weight;
        pen.stroke();
        pen.globalAlpha = 1;
      },
    };
  }

  // "#rrggbb" as the four bytes of a canvas pixel, red first in memory.
  function packed(color, opacity) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    return (Math.round(opacity * 255) << 24 | blue << 16 | green << 8 | red) >>> 0;
  }

  // Name and lines of a mark out of `Texts` in gisdata/maps/cells_layer.py.
  function textsOf({templates, rows}, mark) {
    const row = rows[mark], found = [];
    for (let i = 0; i < row.length;) {
      const pieces = templates[row[i++]];
      found.push(pieces.map((piece, k) => k ? row[i++] + piece : piece).join(""));
    }
    return found;
  }

  function cellText(data, mark, shown) {
    const box = huhu.make("div"), [name, ...lines] = textsOf(data.texts, mark), found = shown.classes[mark];
    box.append(huhu.make("strong", "", name));
    if (shown.moment && found >= 0) lines.unshift(`${shown.moment}: ${shown.layer.classes[found].label}`);
    for (const line of lines) box.append(huhu.make("div", "", line));
    return box;
  }

  function drawLegend(sheet, layer, data) {
    sheet.legend.replaceChildren(huhu.make("p", "huhu-legend-title", layer.legend));
    const scale = huhu.make("div", "huhu-scale");
    for (const {color, label} of layer.classes) {
      const step = huhu.make("span", "huhu-step"), sample = huhu.make("i");
      sample.style.background = color;
      step.append(sample, huhu.make("span", "", label));
      scale.append(step);
    }
    sheet.legend.append(scale);
    if (!layer.picture && data.hidden.length) sheet.legend.append(huhu.legendLine("huhu-key-hatch", data.words.hidden));
    if (layer.note) sheet.legend.append(huhu.paragraph("huhu-source", layer.note));
    if (layer.source) sheet.legend.append(huhu.paragraph("huhu-source", layer.source));
  }
})(window.huhu);

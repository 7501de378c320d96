// Coloured cells with a choice of layers; cells that must not be told apart are hatched.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  // Canvas that fills with a hatch where a path asks for it.
  const HatchCanvas = L.Canvas.extend({
    _fillStroke(pen, layer) {
      L.Canvas.prototype._fillStroke.call(this, pen, layer);
      if (!layer.options.hatch) return;
      pen.globalAlpha = 0.55;
      pen.fillStyle = pen.createPattern(hatch(), "repeat");
      pen.fill("evenodd");
    },
  });

  let tile = null;
  function hatch() {
    if (tile) return tile;
    tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = "#77808c";
    pen.lineWidth = 1.3;
    for (const from of [-8, 0, 8]) {
      pen.moveTo(from, 8);
      pen.lineTo(from + 8, 0);
    }
    pen.stroke();
    return tile;
  }

  const PLAIN = {color: "#ffffff", weight: 1, opacity: 0.8, fillOpacity: 0.62};
  const ABSENT = -2;   // the class of a mark that a layer does not show

  // A cell holds one class for each layer without a picture; `picture` is folium's image overlay, shown with the layer that says so.
  huhu.addCells = function (map, data, sheet, picture) {
    let shown = null;
    const renderer = new HatchCanvas({padding: 0.3}), group = L.featureGroup();
    const cells = data.cells.map((cell) => {
      const shape = cell.line ? L.polyline(huhu.decodeLine(cell.parts[0][0]), {renderer})
        : L.polygon(cell.parts.map((rings) => rings.map(huhu.decodeLine)), {...PLAIN, renderer, hatch: cell.hidden});
      shape.bindTooltip(() => cellText(cell), {sticky: true, direction: "top", className: "huhu-tip"});
      shape.on("mouseover", () => shape.setStyle({color: "#14304f", weight: cell.line ? 6 : 2.5, opacity: 1}).bringToFront());
      shape.on("mouseout", () => shape.setStyle(cellStyle(cell, shown.layer, shown.column)));
      return {...cell, shape: shape.addTo(group)};
    });
    const layers = huhu.choices("huhu-choices", data.layers.map((layer) => layer.name), {label: data.words.layer, choose: show});
    if (data.layers.length > 1) sheet.tools.append(layers.row);
    layers.pick(0);
    sheet.done();
    map.getContainer().dataset.cells = cells.length;

    function show(i) {
      const layer = data.layers[i], column = data.layers.slice(0, i).filter((other) => !other.picture).length;
      if (picture) { if (layer.picture) picture.addTo(map); else picture.remove(); }
      if (layer.picture) group.remove(); else group.addTo(map);
      shown = {layer, column};
      for (const cell of cells) {
        cell.shape.options.interactive = cell.classes[column] !== ABSENT;
        cell.shape.setStyle(cellStyle(cell, layer, column));
      }
      drawLegend(sheet, layer, data);
      map.getContainer().dataset.layer = layer.key;
    }
  };

  function cellStyle(cell, layer, column) {
    const found = cell.classes[column], edge = {color: PLAIN.color, weight: PLAIN.weight, opacity: PLAIN.opacity};
    if (cell.hidden) return {...edge, fillColor: "#c9ced5", fillOpacity: 0.5};
    if (layer.picture || found === ABSENT) return {stroke: false, fill: false};
    if (cell.line) return {stroke: true, fill: false, color: layer.classes[found].color, weight: 4, opacity: 0.9};
    const inside = found < 0 ? {fillColor: "#ffffff", fillOpacity: 0.08} : {fillColor: layer.classes[found].color, fillOpacity: PLAIN.fillOpacity};
    return {...edge, stroke: true, fill: true, ...inside};
  }

  function cellText(cell) {
    const box = huhu.make("div");
    box.append(huhu.make("strong", "", cell.name));
    for (const line of cell.lines) box.append(huhu.make("div", "", line));
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
    if (!layer.picture && data.cells.some((cell) => cell.hidden)) sheet.legend.append(huhu.legendLine("huhu-key-hatch", data.words.hidden));
    if (layer.source) sheet.legend.append(huhu.paragraph("huhu-source", layer.source));
  }
})(window.huhu);

// Doors as dots on one canvas, a hundred thousand as easily as ten: a dot is a place and tells how many doors it has.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  const COLOR = "#5b6674", EDGE = "#ffffff";
  const ROUND_UP_TO = 4000;   // dots in view beyond which they are squares without an edge: a circle costs ten times more

  // `homes`: places as one encoded line, and the number of doors of each.
  huhu.addHomes = function (map, homes, words) {
    const {xy} = huhu.project(homes.line), n = homes.counts.length, boxes = new Float64Array(n * 4);
    for (let i = 0; i < n; i++) {
      boxes[4 * i] = boxes[4 * i + 2] = xy[2 * i];
      boxes[4 * i + 1] = boxes[4 * i + 3] = xy[2 * i + 1];
    }
    const bins = huhu.bins(boxes);
    const near = (zoom) => Math.max(0.32, Math.min(1, 2 ** ((zoom - 16) / 2)));   // dots shrink as the town does
    const radius = (i, zoom) => Math.min(7, 2.6 + Math.sqrt(homes.counts[i]) * 0.6) * near(zoom);

    function paint(pen, _, eye) {
      const found = [], reach = 8 / eye.world, [left, top, right, bottom] = eye.window;
      bins.visit([left - reach, top - reach, right + reach, bottom + reach], (i) => found.push(i));
      const round = found.length <= ROUND_UP_TO;
      pen.beginPath();
      for (const i of found) {
        const x = xy[2 * i] * eye.world - eye.left, y = xy[2 * i + 1] * eye.world - eye.top, r = radius(i, eye.zoom);
        if (round) {
          pen.moveTo(x + r, y);
          pen.arc(x, y, r, 0, 2 * Math.PI);
        } else pen.rect(x - r, y - r, 2 * r, 2 * r);
      }
      pen.globalAlpha = round ? 0.75 : 0.6;
      pen.fillStyle = COLOR;
      pen.fill();
      if (!round) return;
      pen.globalAlpha = 1;
      pen.strokeStyle = EDGE;
      pen.stroke();
    }

    function nearest(latlng, pixels) {
      const world = 256 * 2 ** map.getZoom(), reach = pixels / world, x = huhu.unitX(latlng.lng), y = huhu.unitY(latlng.lat);
      let best = -1, least = reach;
      bins.visit([x - reach, y - reach, x + reach, y + reach], (i) => {
        const off = Math.hypot(xy[2 * i] - x, xy[2 * i + 1] - y);
        if (off <= least) { least = off; best = i; }
      });
      return best;
    }

    new huhu.Sketch({pane: "overlayPane", paint, data: null}).addTo(map);
    huhu.pointer(map, nearest, (i) => huhu.make("span", "", words.n_assigned.replace("{n}", homes.counts[i])));
    map.getContainer().dataset.homes = n;
  };
})(window.huhu);

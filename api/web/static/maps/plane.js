// The plane of the map: the unit square of web mercator, canvases that cover the view, and finding what lies in a window.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  huhu.unitX = (lon) => (lon + 180) / 360;
  huhu.unitY = (lat) => 0.5 - Math.atanh(Math.sin(lat * Math.PI / 180)) / (2 * Math.PI);
  huhu.latLng = (x, y) => [Math.asin(Math.tanh((0.5 - y) * 2 * Math.PI)) * 180 / Math.PI, x * 360 - 180];

  // Texts of `encode_line` in gisdata/maps/encoding.py -> for each x, y, x, y, ... in the unit square, with the bounds.
  // All in one buffer and one loop: a town has half a million points.
  huhu.projectAll = function (texts) {
    const buffer = new Float64Array(texts.reduce((sum, text) => sum + text.length, 0));
    let used = 0;
    return texts.map((text) => {
      const start = used, box = [Infinity, Infinity, -Infinity, -Infinity];
      let lat = 0, lon = 0;
      for (let at = 0; at < text.length;) {
        for (let k = 0; k < 2; k++) {
          let shift = 0, value = 0, piece;
          do {
            piece = text.charCodeAt(at++) - 63;
            value |= (piece & 31) << shift;
            shift += 5;
          } while (piece >= 32);
          value = value & 1 ? ~(value >> 1) : value >> 1;
          if (k) lon += value; else lat += value;
        }
        const x = huhu.unitX(lon / 1e5), y = huhu.unitY(lat / 1e5);
        buffer[used++] = x;
        buffer[used++] = y;
        if (x < box[0]) box[0] = x;
        if (x > box[2]) box[2] = x;
        if (y < box[1]) box[1] = y;
        if (y > box[3]) box[3] = y;
      }
      return {xy: buffer.subarray(start, used), box};
    });
  };

  huhu.project = (text) => huhu.projectAll([text])[0];

  // The same text as Leaflet wants it: [[lat, lon], ...] in degrees.
  huhu.decodeLine = function (text) {
    const {xy} = huhu.project(text);
    return Array.from({length: xy.length / 2}, (_, k) => huhu.latLng(xy[2 * k], xy[2 * k + 1]));
  };

  // A canvas that covers the view and a margin, repainted after each move; Leaflet moves and scales it meanwhile.
  huhu.Sketch = L.Renderer.extend({
    options: {padding: 0.25, paint: null, data: null},
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "huhu-sketch";
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      L.DomUtil.remove(this._container);
      delete this._container;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const canvas = this._container, size = this._bounds.getSize(), origin = this._map.getPixelOrigin();
      const sharp = document.body.classList.contains("huhu-paper") ? 2 : Math.min(2, window.devicePixelRatio || 1), zoom = this._map.getZoom();
      L.DomUtil.setPosition(canvas, this._bounds.min);
      canvas.width = size.x * sharp;
      canvas.height = size.y * sharp;
      canvas.style.width = size.x + "px";
      canvas.style.height = size.y + "px";
      const pen = canvas.getContext("2d");
      pen.scale(sharp, sharp);
      this.options.paint(pen, this.options.data, view(zoom, origin.add(this._bounds.min), size, sharp));
    },
    repaint() {
      if (this._map) this._update();
    },
  });

  function view(zoom, corner, size, sharp) {
    const world = 256 * 2 ** zoom;
    return {
      zoom, size, world, sharp, left: corner.x, top: corner.y,
      window: [corner.x / world, corner.y / world, (corner.x + size.x) / world, (corner.y + size.y) / world],
      sees: (box) => box[2] * world >= corner.x && box[0] * world <= corner.x + size.x &&
                     box[3] * world >= corner.y && box[1] * world <= corner.y + size.y,
      pixels: (box) => Math.max(box[2] - box[0], box[3] - box[1]) * world,
    };
  }

  // Adds a line to the path; points nearer than `least` pixels to the last one drawn are passed over. Rings end where
  // they began and are not closed: closePath asks for the bounds of the whole path each time, and 20,000 rings stall.
  huhu.trace = function (pen, xy, eye, least = 0) {
    let x0 = Infinity, y0 = Infinity;
    for (let i = 0; i < xy.length; i += 2) {
      const x = xy[i] * eye.world - eye.left, y = xy[i + 1] * eye.world - eye.top;
      if (Math.abs(x - x0) + Math.abs(y - y0) < least) continue;
      if (i) pen.lineTo(x, y); else pen.moveTo(x, y);
      x0 = x; y0 = y;
    }
  };

  // Boxes (x0, y0, x1, y1 of each, one after the other) sorted by their middles into a grid of bins.
  // `visit` calls `use(i)` for each box that may touch a window; a point is a box without width.
  huhu.bins = function (boxes) {
    const n = boxes.length / 4, side = Math.max(1, Math.min(256, Math.ceil(Math.sqrt(n / 4))));
    const all = [Infinity, Infinity, -Infinity, -Infinity], most = [0, 0];
    for (let i = 0; i < n; i++)
      for (const k of [0, 1]) {
        const low = boxes[4 * i + k], high = boxes[4 * i + k + 2];
        all[k] = Math.min(all[k], low);
        all[k + 2] = Math.max(all[k + 2], high);
        most[k] = Math.max(most[k], (high - low) / 2);
      }
    const bin = (value, k) => Math.max(0, Math.min(side - 1, (value - all[k]) / (all[k + 2] - all[k] + 1e-15) * side | 0));
    const place = (i) => bin((boxes[4 * i + 1] + boxes[4 * i + 3]) / 2, 1) * side + bin((boxes[4 * i] + boxes[4 * i + 2]) / 2, 0);
    const start = new Uint32Array(side * side + 1), order = new Uint32Array(n);
    for (let i = 0; i < n; i++) start[place(i) + 1]++;
    for (let k = 0; k < side * side; k++) start[k + 1] += start[k];
    const next = start.slice();
    for (let i = 0; i < n; i++) order[next[place(i)]++] = i;
    const touches = (i, [left, top, right, bottom]) => boxes[4 * i] <= right && boxes[4 * i + 2] >= left &&
      boxes[4 * i + 1] <= bottom && boxes[4 * i + 3] >= top;
    return {
      visit(window, use) {
        const left = bin(window[0] - most[0], 0), right = bin(window[2] + most[0], 0);
        for (let row = bin(window[1] - most[1], 1); row <= bin(window[3] + most[1], 1); row++)
          for (let k = start[row * side + left]; k < start[row * side + right + 1]; k++)
            if (touches(order[k], window)) use(order[k]);
      },
    };
  };

  // Tells what lies under the mouse or was tapped: `find(latlng, pixels)` gives an index or -1, `text(i)` an element.
  huhu.pointer = function (map, find, text, mark = () => {}) {
    const tip = L.tooltip({direction: "top", className: "huhu-tip", opacity: 1});
    let last = -1;
    const show = (event, pixels) => {
      const found = find(event.latlng, pixels);
      if (found !== last) {
        last = found;
        if (found < 0) tip.remove(); else tip.setContent(text(found));
        mark(found);
      }
      if (found >= 0) tip.setLatLng(event.latlng).addTo(map);
    };
    map.on("mousemove", (event) => show(event, 6));
    map.on("click", (event) => show(event, 14));
    map.on("mouseout", () => show({latlng: L.latLng(90, 0)}, 0));
    return {forget() { last = -1; tip.remove(); mark(-1); }};
  };
})(window.huhu);

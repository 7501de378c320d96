// Many cells of any form on one canvas: all of one colour are one path; what lies outside the view is not touched.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  const LEAST = 0.7;      // pixels: nearer points of a border make no difference on the screen
  const EDGES_FROM = 7;   // pixels across a usual cell from which edges are drawn

  // `first`: the number of the mark that is the first cell; `look(mark)` -> what huhu.ink makes of it.
  huhu.bulk = function (map, data, first, look) {
    const all = huhu.projectAll(data.rings.flat()), boxes = new Float64Array(data.rings.length * 4);
    let next = 0;
    const cells = data.rings.map((rings) => all.slice(next, next += rings.length));
    cells.forEach((rings, i) => rings.forEach(({box}, k) => {
      for (const side of [0, 1, 2, 3]) {
        const pick = side < 2 ? Math.min : Math.max;
        boxes[4 * i + side] = k ? pick(boxes[4 * i + side], box[side]) : box[side];
      }
    }));
    const widths = Float64Array.from(cells, (_, i) => boxes[4 * i + 2] - boxes[4 * i]).sort();
    const bins = huhu.bins(boxes), usual = widths[widths.length >> 1];
    const sketch = new huhu.Sketch({pane: "overlayPane", paint, data: null});

    function paint(pen, _, eye) {
      const groups = new Map();
      bins.visit(eye.window, (i) => {
        const ink = look(first + i);
        if (!groups.has(ink)) groups.set(ink, []);
        groups.get(ink).push(i);
      });
      const edges = usual * eye.world >= EDGES_FROM;
      for (const [ink, found] of [...groups].sort(([a], [b]) => a.order - b.order)) {
        pen.beginPath();
        for (const i of found) for (const ring of cells[i]) huhu.trace(pen, ring.xy, eye, LEAST);
        ink.fill(pen);
        if (edges) ink.stroke(pen);
      }
    }

    function holds(i, x, y) {
      let inside = false;
      for (const {xy} of cells[i])
        for (let a = 0, b = xy.length - 2; a < xy.length; b = a, a += 2)
          if ((xy[a + 1] > y) !== (xy[b + 1] > y) && x < xy[a] + (xy[b] - xy[a]) * (y - xy[a + 1]) / (xy[b + 1] - xy[a + 1])) inside = !inside;
      return inside;
    }

    return {
      repaint: () => sketch.repaint(),
      show: (shown) => { if (shown) sketch.addTo(map); else sketch.remove(); },
      find(latlng) {
        const x = huhu.unitX(latlng.lng), y = huhu.unitY(latlng.lat);
        let found = -1;
        bins.visit([x, y, x, y], (i) => { if (holds(i, x, y)) found = Math.max(found, first + i); });
        return found;
      },
      rings: (found) => cells[found - first].map(({xy}) => Array.from({length: xy.length / 2}, (_, k) => huhu.latLng(xy[2 * k], xy[2 * k + 1]))),
    };
  };
})(window.huhu);

// Squares of a metric grid as a picture: every pixel of the screen asks the grid which square it lies in.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  const STEP = 16;     // pixels between which the curves are taken as straight: off by less than 0.01 pixel
  const EDGES_FROM = 7; // pixels of a side from which edges are drawn

  // Powers u^i v^j in the order of POWERS in gisdata/maps/square_grid.py.
  function value(a, u, v) {
    return a[0] + v * (a[1] + v * (a[2] + v * a[3])) + u * (a[4] + v * (a[5] + v * a[6]) + u * (a[7] + v * a[8] + u * a[9]));
  }

  // `first`: the number of the mark that is the grid's first cell; `look(mark)` -> what huhu.ink makes of it.
  huhu.bulk = function (map, grid, first, look) {
    const mark = new Int32Array(grid.columns * grid.rows).fill(-1), place = new Int32Array(grid.steps.length);
    grid.steps.reduce((at, step, i) => {
      place[i] = at + step;
      mark[at + step] = first + i;
      return at + step;
    }, 0);
    const side = 2 * grid.reach / Math.max(grid.columns, grid.rows);
    const toGrid = (x, y) => {
      const s = (x - grid.middle[0]) / grid.reach, t = (y - grid.middle[1]) / grid.reach;
      return [value(grid.to_grid[0], s, t), value(grid.to_grid[1], s, t)];
    };
    const toMap = (column, row) => {
      const u = 2 * column / grid.columns - 1, v = 2 * row / grid.rows - 1;
      return huhu.latLng(grid.middle[0] + value(grid.to_map[0], u, v), grid.middle[1] + value(grid.to_map[1], u, v));
    };
    const at = (column, row) => column >= 0 && row >= 0 && column < grid.columns && row < grid.rows
      ? mark[Math.floor(row) * grid.columns + Math.floor(column)] : -1;
    const sketch = new huhu.Sketch({pane: "overlayPane", paint, data: null});

    function paint(pen, _, eye) {
      const width = pen.canvas.width, height = pen.canvas.height, world = eye.world * eye.sharp;
      const picture = pen.createImageData(width, height), pixels = new Uint32Array(picture.data.buffer);
      const edge = side * world >= EDGES_FROM * eye.sharp ? eye.sharp / (side * world) / 2 : -1;
      const hatch = 8 * eye.sharp, stripe = 1.8 * eye.sharp;
      const x0 = eye.left * eye.sharp, y0 = eye.top * eye.sharp;
      for (let py = 0; py < height; py++)
        for (let px = 0; px < width; px += STEP)
          stretch(py, px, Math.min(STEP, width - px));
      pen.putImageData(picture, 0, 0);

      function stretch(py, px, n) {
        const y = (y0 + py + 0.5) / world, low = toGrid((x0 + px + 0.5) / world, y), high = toGrid((x0 + px + n + 0.5) / world, y);
        const dc = (high[0] - low[0]) / n, dr = (high[1] - low[1]) / n;
        if (Math.max(low[0], high[0]) < 0 || Math.min(low[0], high[0]) >= grid.columns ||
            Math.max(low[1], high[1]) < 0 || Math.min(low[1], high[1]) >= grid.rows) return;
        for (let k = 0; k < n; k++) {
          const column = low[0] + dc * k, row = low[1] + dr * k, c = Math.floor(column), r = Math.floor(row);
          if (c < 0 || r < 0 || c >= grid.columns || r >= grid.rows) continue;
          const found = mark[r * grid.columns + c];
          if (found < 0) continue;
          const ink = look(found), a = column - c, b = row - r;
          pixels[py * width + px + k] = a < edge || b < edge || 1 - a < edge || 1 - b < edge ? ink.edge
            : ink.stripe && (px + k + py) % hatch < stripe ? ink.stripe : ink.inside;
        }
      }
    }

    return {
      repaint: () => sketch.repaint(),
      show: (shown) => { if (shown) sketch.addTo(map); else sketch.remove(); },
      find: (latlng) => at(...toGrid(huhu.unitX(latlng.lng), huhu.unitY(latlng.lat))),
      rings(found) {
        const column = place[found - first] % grid.columns, row = Math.floor(place[found - first] / grid.columns);
        return [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([a, b]) => toMap(column + a, row + b))];
      },
    };
  };
})(window.huhu);

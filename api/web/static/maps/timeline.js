// A choice of moments: a slider that the arrow keys move, and the classes of the moment chosen.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  // Frames of `frame_changes` in gisdata/maps/cells_packing.py -> the class of every mark at frame k.
  huhu.moments = function (n, changes) {
    const classes = new Int8Array(n);
    let at = Infinity;
    return function (k) {
      if (k < at) {
        classes.fill(-1);
        at = -1;
      }
      while (at < k) {
        const found = changes[++at];
        for (let i = 0, mark = 0; i < found.length; i += 2) {
          mark += found[i];
          classes[mark] = found[i + 1];
        }
      }
      return classes;
    };
  };

  // `choose(k)` is called with the index of the label.
  huhu.timeline = function (labels, start, {label, choose}) {
    const row = huhu.make("div", "huhu-timeline"), told = huhu.make("output", ""), slider = huhu.make("input");
    slider.type = "range";
    slider.min = 0;
    slider.max = labels.length - 1;
    slider.value = start;
    slider.setAttribute("aria-label", label);
    const set = () => {
      const k = Number(slider.value);
      told.textContent = labels[k];
      slider.setAttribute("aria-valuetext", labels[k]);
      choose(k);
    };
    slider.addEventListener("input", set);
    row.append(slider, told);
    return {row, set, value: () => Number(slider.value)};
  };
})(window.huhu);

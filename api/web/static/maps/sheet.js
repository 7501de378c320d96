// The paper around the map: title card, switches, legend, and where the view starts.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";
  const BUTTONS_PX = 60;   // the zoom buttons with the edge beside them

  // An element with plain text; nothing of the data ever becomes markup.
  huhu.make = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Markup that shows `text` as it is, for the few places where Leaflet wants markup.
  huhu.text = (text) => huhu.make("span", "", text).innerHTML;

  huhu.button = function (className, text, act) {
    const button = huhu.make("button", className, text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };

  // A paragraph in which dates stay on one line.
  huhu.paragraph = function (className, text) {
    const line = huhu.make("p", className);
    for (const part of text.split(/(\d{4}-\d\d-\d\d)/)) line.append(huhu.make("span", /^\d{4}-\d\d-\d\d$/.test(part) ? "huhu-date" : "", part));
    return line;
  };

  // One choice out of several; `choose(i)` is called with the index.
  huhu.choices = function (className, labels, options) {
    const row = huhu.make("div", className);
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", options.label);
    const buttons = labels.map((label, i) => huhu.button("", label, () => pick(i)));
    const pick = (i) => {
      buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(k === i)));
      options.choose(i);
    };
    row.append(...buttons);
    return {row, pick};
  };

  huhu.read = (id) => JSON.parse(document.getElementById(id).textContent);

  // Card and legend in the page; returns where the layers put their own controls. The last layer calls `done`.
  huhu.addSheet = function (map, data) {
    const card = huhu.make("section", "huhu-card"), head = huhu.make("div", "huhu-head");
    const body = huhu.make("div", "huhu-body"), tools = huhu.make("div", "huhu-tools");
    const legend = huhu.make("section", "huhu-legend");
    head.append(huhu.make("h1", "", data.title));
    if (data.subtitle) head.append(huhu.paragraph("huhu-sub", data.subtitle));
    if (data.banner) {
      const banner = huhu.make("p", "huhu-banner", data.banner);
      banner.setAttribute("role", "status");
      head.append(banner);
    }
    for (const note of data.notes) body.append(huhu.make("p", "huhu-note", note));
    legend.setAttribute("aria-label", data.words.legend);
    card.append(head, tools, body);
    document.body.prepend(card);
    document.body.append(legend);
    L.control.zoom({position: "bottomright", zoomInTitle: data.words.zoom_in, zoomOutTitle: data.words.zoom_out}).addTo(map);
    map.attributionControl.setPrefix(false);
    map.getContainer().setAttribute("aria-label", data.title);
    map.getContainer().setAttribute("role", "application");
    const sheet = {card, tools, body, legend, words: data.words, wide: () => window.innerWidth >= 720 || document.body.classList.contains("huhu-paper")};
    L.control.scale({position: "bottomleft", imperial: false, maxWidth: 120}).addTo(map);
    const view = {bounds: data.bounds, mine: true};    // mine: nobody has moved the map since it was fitted
    sheet.fit = (bounds) => {
      Object.assign(view, {bounds, mine: true});
      fit(map, sheet, bounds, 32);
    };
    sheet.done = () => {
      addFold(sheet, data.words);
      sheet.fit(view.bounds);
    };
    watchHands(map, view);
    watchSize(map, () => view.mine && sheet.fit(view.bounds));
    putOnPaper(map, sheet);
    return sheet;
  };

  // Before printing, the page takes the size of the paper and the map shows on it what it shows on the screen: the print
  // style alone comes too late, when the canvases are painted already.
  function putOnPaper(map, sheet) {
    let before = null;
    window.addEventListener("beforeprint", () => {
      if (before) return;
      before = {centre: map.getCenter(), zoom: map.getZoom()};
      const seen = map.getBounds();
      document.body.classList.add("huhu-paper");
      fit(map, sheet, seen, 0);
      before.copies = [...map.getContainer().querySelectorAll("canvas")].map(copyOf);
    });
    window.addEventListener("afterprint", () => {
      if (!before) return;
      for (const copy of before.copies) copy.remove();
      document.body.classList.remove("huhu-paper");
      const onScreen = new ResizeObserver(() => {     // called with the next frame: by then the page has its size again
        onScreen.disconnect();
        map.invalidateSize({pan: false});
        map.setView(before.centre, before.zoom, {animate: false});
        before = null;
      });
      onScreen.observe(map.getContainer());
    });
  }

  // A fresh canvas over an old one (which the style sheet hides). Chromium prints the strokes of a canvas, not its pixels,
  // and the stroke that wiped the old one would print as a white sheet over all that lies below.
  function copyOf(canvas) {
    const copy = huhu.make("canvas", canvas.className + " huhu-copy");
    copy.width = canvas.width;
    copy.height = canvas.height;
    copy.style.cssText = canvas.style.cssText;
    if (copy.width && copy.height) copy.getContext("2d").drawImage(canvas, 0, 0);
    canvas.after(copy);
    return copy;
  }

  // Follows the size of the frame: a frame is often low until its page is laid out, and a phone is turned. What the map
  // showed of itself it shows again; a place that a reader chose stays.
  function watchSize(map, find) {
    new ResizeObserver(() => {
      if (document.body.classList.contains("huhu-paper")) return;
      map.invalidateSize({pan: false});
      if (map.getSize().x > 0) find();
    }).observe(map.getContainer());
  }

  function watchHands(map, view) {
    for (const kind of ["pointerdown", "wheel", "keydown"])
      map.getContainer().addEventListener(kind, () => { view.mine = false; }, {passive: true});
  }

  // On a narrow screen the body of the card opens on demand, so that the map has the room.
  function addFold(sheet, words) {
    if (!sheet.body.childNodes.length) return;
    const fold = huhu.button("huhu-fold", "", () => set(sheet.card.classList.contains("huhu-folded")));
    const set = (open) => {
      sheet.card.classList.toggle("huhu-folded", !open);
      fold.setAttribute("aria-expanded", String(open));
      fold.setAttribute("aria-label", open ? words.less : words.more);
    };
    sheet.card.append(fold);
    set(sheet.wide());
  }

  // Shows the bounds beside the card on a wide screen; `most`: pixels kept free at the other sides, 0 for none at all.
  function fit(map, sheet, bounds, most) {
    map.invalidateSize({pan: false});
    const size = map.getSize(), around = Math.min(most, size.x / 4, size.y / 4);   // a low frame keeps half of itself
    const left = sheet.wide() ? Math.min(sheet.card.offsetWidth + 32, size.x / 2) : Math.min(24, size.x / 4);
    const right = Math.min(around && BUTTONS_PX, size.x / 4);
    map.fitBounds(bounds, {paddingTopLeft: [around && left, around], paddingBottomRight: [right, around], maxZoom: 17, animate: false});
  }

  // One line of a legend: a sample of `className` (and colour) and its meaning.
  huhu.legendLine = function (className, text, color) {
    const line = huhu.make("span", "huhu-key"), sample = huhu.make("i", className);
    if (color) sample.style.setProperty("--c", color);
    line.append(sample, huhu.make("span", "", text));
    return line;
  };
})(window.huhu);

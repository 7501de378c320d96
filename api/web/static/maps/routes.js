// Routes of a week: lines along streets, numbered stops, a choice of day and officer.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  const ALL = -1;

  huhu.addRoutes = function (map, data, sheet) {
    const shown = {day: data.days.length > 1 ? 0 : ALL, officer: ALL};
    const walks = data.walks.map((walk) => ({...walk, layer: drawWalk(walk, data)}));
    const bases = L.layerGroup().addTo(map);
    const rows = data.officers.length > 1 ? officerRows(data, sheet, (i) => {
      shown.officer = shown.officer === i ? ALL : i;
      show();
    }) : [];
    addDays(data, sheet, (day) => { shown.day = day; show(); });
    addLegend(data, sheet);
    map.on("zoomend", () => thin(map, walks));
    show();
    sheet.done();

    function show() {
      const open = (walk) => (shown.day === ALL || walk.day === shown.day) && (shown.officer === ALL || walk.officer === shown.officer);
      for (const walk of walks) if (open(walk)) walk.layer.addTo(map); else walk.layer.remove();
      drawBases(bases, walks.filter(open), data);
      rows.forEach((row, i) => row.update(walks.filter((walk) => walk.officer === i && (shown.day === ALL || walk.day === shown.day)), shown.officer));
      thin(map, walks);
      fan(walks.filter(open));
      if (shown.officer !== ALL || data.officers.length === 1) sheet.fit(boundsOf(walks.filter(open)) || data.bounds);
    }
  };

  function boundsOf(walks) {
    const bounds = L.latLngBounds([]);
    for (const walk of walks) for (const part of walk.layer.getLayers()) bounds.extend(part.getBounds ? part.getBounds() : part.getLatLng());
    return bounds.isValid() ? bounds : null;
  }

  // Marks of several walks at one point are shifted a little, so that none hides another.
  function fan(walks) {
    const crowd = {};
    for (const walk of walks) {
      for (const mark of walk.layer.getLayers()) {
        if (!mark.huhuPin) continue;
        const at = mark.getLatLng(), key = `${at.lat} ${at.lng}`;
        crowd[key] = (crowd[key] ?? -1) + 1;
        mark.huhuPin.style.setProperty("--k", crowd[key]);
      }
    }
  }

  // Numbers are left away while many stops share few pixels.
  function thin(map, walks) {
    const n = walks.filter((walk) => map.hasLayer(walk.layer)).reduce((sum, walk) => sum + walk.stops.length, 0);
    const room = n > 400 ? 17 : n > 150 ? 16 : n > 60 ? 15 : n > 25 ? 14 : 12;
    map.getContainer().classList.toggle("huhu-far", map.getZoom() < room);
  }

  function drawWalk(walk, data) {
    const officer = data.officers[walk.officer], line = huhu.decodeLine(walk.line);
    const dashArray = walk.estimated ? "2 8" : null;
    const parts = line.length < 2 ? [] : [
      L.polyline(line, {color: "#fff", weight: 7, opacity: 0.75, interactive: false}),
      L.polyline(line, {color: officer.color, weight: 4, opacity: 0.95, dashArray, className: "huhu-line"})
        .bindPopup(() => walkPopup(walk, officer, data), {maxWidth: 300}),
    ];
    for (const stop of walk.stops) parts.push(drawStop(stop, walk, data));
    return L.featureGroup(parts);
  }

  function drawStop(stop, walk, data) {
    const officer = data.officers[walk.officer], pin = huhu.make("span", "huhu-pin", stop.label);
    pin.style.setProperty("--c", officer.color);
    pin.style.setProperty("--ink", officer.ink);
    const icon = L.divIcon({className: `huhu-stop huhu-${stop.kind}`, html: pin, iconSize: [24, 24]});
    const marker = L.marker([stop.lat, stop.lon], {icon, riseOnHover: true, zIndexOffset: stop.kind === "patrol" ? 200 : 0});
    marker.huhuPin = pin;
    marker.bindPopup(() => stopPopup(stop, walk, officer, data), {maxWidth: 300, offset: [0, -8]});
    marker.on("add", () => marker.getElement().setAttribute("aria-label", stop.rows.map((row) => `${row.time} ${row.what}`).join("; ")));
    return marker;
  }

  function drawBases(group, walks, data) {
    group.clearLayers();
    const seen = new Set();
    for (const {base} of walks) {
      if (!base || seen.has(base.join())) continue;
      seen.add(base.join());
      const pin = huhu.make("span", "huhu-pin", data.words.base_sign);
      L.marker(base, {icon: L.divIcon({className: "huhu-base", html: pin, iconSize: [24, 24]}), alt: data.words.base, zIndexOffset: 400})
        .bindPopup(() => huhu.make("strong", "", data.words.base)).addTo(group);
    }
  }

  function popupHead(walk, officer, data) {
    const head = huhu.make("div", "huhu-pop-head"), dot = huhu.make("i", "huhu-dot");
    dot.style.setProperty("--c", officer.color);
    head.append(dot, huhu.make("strong", "", officer.name), huhu.make("span", "", data.days[walk.day].long));
    return head;
  }

  function stopPopup(stop, walk, officer, data) {
    const box = huhu.make("div", "huhu-pop"), list = huhu.make("ol", "huhu-rows");
    for (const row of stop.rows) {
      const item = huhu.make("li");
      item.append(huhu.make("b", "", row.number || ""), huhu.make("time", "", row.time), huhu.make("em", "", row.kind));
      if (row.what) item.append(huhu.make("div", "", row.what));
      list.append(item);
    }
    box.append(popupHead(walk, officer, data), list);
    return box;
  }

  function walkPopup(walk, officer, data) {
    const box = huhu.make("div", "huhu-pop");
    box.append(popupHead(walk, officer, data));
    for (const line of walk.summary) box.append(huhu.make("div", "huhu-pop-line", line));
    return box;
  }

  function addDays(data, sheet, choose) {
    if (data.days.length < 2) return;
    const labels = [...data.days.map((day) => day.short), data.words.all_days];
    const days = huhu.choices("huhu-choices", labels, {
      label: data.words.day, choose: (i) => choose(i < data.days.length ? i : ALL),
    });
    days.row.querySelectorAll("button").forEach((button, i) => { if (data.days[i]) button.title = data.days[i].long; });
    sheet.tools.append(days.row);
    days.row.firstChild.setAttribute("aria-pressed", "true");
  }

  // One button per officer: colour, number, stops of the shown day; pressed means only this one is shown.
  function officerRows(data, sheet, choose) {
    const list = huhu.make("div", "huhu-officers");
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", data.words.officer_choice);
    sheet.body.prepend(list);
    return data.officers.map((officer, i) => {
      const row = huhu.button("", undefined, () => choose(i)), dot = huhu.make("i", "huhu-dot");
      const count = huhu.make("span", "huhu-count");
      dot.style.setProperty("--c", officer.color);
      row.append(dot, huhu.make("span", "huhu-name", officer.name), count);
      list.append(row);
      return {
        update(walks, chosen) {
          const n = walks.reduce((sum, walk) => sum + walk.n_stops, 0);
          count.textContent = n ? data.words.n_stops.replace("{n}", n) : data.words.no_route;
          row.classList.toggle("huhu-idle", !n);
          row.setAttribute("aria-pressed", String(chosen === i));
          row.classList.toggle("huhu-dim", chosen >= 0 && chosen !== i);
        },
      };
    });
  }

  function addLegend(data, sheet) {
    const {words} = data, color = data.officers.length === 1 ? data.officers[0].color : "#53606f";
    sheet.legend.append(huhu.legendLine("huhu-key-visit", words.visit, color), huhu.legendLine("huhu-key-patrol", words.patrol, color),
                        huhu.legendLine("huhu-key-base", words.base));
    if (data.walks.some((walk) => !walk.estimated)) sheet.legend.append(huhu.legendLine("huhu-key-line", words.line, color));
    if (data.walks.some((walk) => walk.estimated)) sheet.legend.append(huhu.legendLine("huhu-key-dash", words.estimated_line, color));
    if (data.homes.counts.length) sheet.legend.append(huhu.legendLine("huhu-key-home", words.assigned));
  }
})(window.huhu);

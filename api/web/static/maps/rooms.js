// Mobile police rooms: where they stand in the week, with hours and counts; never a door.
window.huhu = window.huhu || {};
(function (huhu) {
  "use strict";

  huhu.addRooms = function (map, data, sheet) {
    for (const room of data.rooms) {
      const pin = huhu.make("span", "huhu-pin", data.words.room_sign);
      const icon = L.divIcon({className: "huhu-room", html: pin, iconSize: [30, 30]});
      const mark = L.marker([room.lat, room.lon], {icon, zIndexOffset: 600, riseOnHover: true});
      mark.bindPopup(() => popup(room, data), {maxWidth: 300, offset: [0, -8]}).addTo(map);
      mark.getElement().setAttribute("aria-label", `${data.words.room}: ${room.place}; ${room.lines.join("; ")}`);
    }
    sheet.legend.append(huhu.legendLine("huhu-key-room", data.words.room));
    map.getContainer().dataset.rooms = data.rooms.length;
  };

  function popup(room, data) {
    const box = huhu.make("div", "huhu-pop"), head = huhu.make("div", "huhu-pop-head");
    head.append(huhu.make("strong", "", data.words.room), huhu.make("span", "", room.place));
    box.append(head);
    for (const line of room.lines) box.append(huhu.make("div", "huhu-pop-line", line));
    return box;
  }
})(window.huhu);

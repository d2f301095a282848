// Keeps the words of every clock true while the page stays open; the server wrote the first ones.
"use strict";
(() => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  const SHAPES = {
    late: ["square", "Late", "late"],
    "under-6": ["triangle", "Running, under 6 h", "soon"],
  };
  const announcer = document.getElementById("announcer");
  const hourSaid = new WeakMap();

  function left(due, now) {
    const late = now > due;
    const minutes = Math.floor(Math.abs(due - now) / MINUTE);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (late) return `late by ${hours} h ${String(rest).padStart(2, "0")} min`;
    if (due - now >= DAY) return `${Math.floor(hours / 24)} d ${hours % 24} h left`;
    return hours ? `${hours} h ${rest} min left` : `${rest} min left`;
  }

  function bandOf(due, now) {
    if (now > due) return "late";
    if (due - now < 6 * HOUR) return "under-6";
    return due - now < DAY ? "under-24" : "later";
  }

  // The word and the shape change with the colour, so that neither is left behind when a limit passes.
  function changeShape(clock, band) {
    const [shape, word, tone] = SHAPES[band] ?? [];
    if (!shape || clock.classList.contains(band)) return;
    if (clock.classList.contains("unproven") && band !== "late") return;
    for (const use of clock.querySelectorAll(".clock-words > .icon use, .tag:first-child .icon use")) {
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${shape}`));
    }
    const tag = clock.querySelector(".tag:first-child");
    if (!tag) return;
    tag.className = `tag ${tone}`;
    tag.lastChild.textContent = ` ${word}`;
  }

  function moveBar(clock, start, due, now) {
    const share = Math.max(0, Math.min(100, ((due - now) / (due - start)) * 100));
    for (const bar of clock.querySelectorAll("[data-clock-bar]")) {
      bar.setAttribute("x", `${100 - share}%`);
      bar.setAttribute("width", `${share}%`);
    }
  }

  function say(clock, due, now, words) {
    const hour = Math.floor((due - now) / HOUR);
    const before = hourSaid.get(clock);
    hourSaid.set(clock, hour);
    if (before !== undefined && before !== hour && clock.getAttribute("aria-label")) {
      announcer.textContent = `${clock.getAttribute("aria-label")}: ${words}`;
    }
  }

  function refresh() {
    const now = Date.now();
    for (const clock of document.querySelectorAll("[data-clock]")) {
      const due = Date.parse(clock.dataset.clockDue);
      const words = left(due, now);
      for (const place of clock.querySelectorAll("[data-clock-words]")) place.textContent = words;
      changeShape(clock, bandOf(due, now));
      clock.classList.remove("late", "under-6", "under-24", "later");
      clock.classList.add(bandOf(due, now));
      moveBar(clock, Date.parse(clock.dataset.clockStart), due, now);
      say(clock, due, now, words);
    }
  }

  refresh();
  setInterval(refresh, MINUTE);
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  document.addEventListener("htmx:afterSettle", refresh);
})();

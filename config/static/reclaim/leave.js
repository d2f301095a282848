// Leaves at once: the page is hidden first, then replaced, so that Back does not return to it.
"use strict";
(() => {
  const PRESSES = 3;
  const WITHIN = 2000; // milliseconds between the first press of Shift and the last
  const exit = document.querySelector("[data-exit]");
  let pressed = [];

  function leave() {
    document.documentElement.classList.add("left");
    document.title = "…";
    window.location.replace(exit.href);
  }

  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keyup", (event) => {
    // A capital letter also lets go of Shift: any other key starts the count again.
    if (event.key !== "Shift") {
      pressed = [];
      return;
    }
    const now = performance.now();
    pressed = [...pressed.filter((at) => now - at < WITHIN), now];
    if (pressed.length >= PRESSES) leave();
  });
})();

// Warns before an idle reader is signed out and before a session's day is over, and tells the server
// while a person types. What is typed stays: a new day is begun in another tab, and this page goes on.
"use strict";
(() => {
  const WARN = 120_000;
  const TELL = 60_000; // while a person is at work, the server hears of it at most this often
  const allowed = Number(document.body.dataset.idleSeconds) * 1000;
  const dialog = document.getElementById("idle");
  const leftWords = dialog.querySelector("[data-idle-left]");
  const others = new BroadcastChannel("reclaim-still-here");
  let active = Date.now();
  let told = Date.now();
  const DAY_WARN = 600_000;
  const day = document.getElementById("day-over");
  const dayWords = day.querySelector("[data-day-left]");
  let dayEnds = Date.now() + Number(document.body.dataset.daySeconds) * 1000;
  let dayPutOff = 0;

  // A new day has a new token: forms that wait on this page are given it.
  function renew(answer) {
    const token = answer.headers.get("X-Form-Token");
    if (token) {
      document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
    }
    const left = Number(answer.headers.get("X-Day-Seconds"));
    if (left) dayEnds = Date.now() + left * 1000;
    if (left * 1000 > DAY_WARN && day.open) day.close();
  }

  function lookAtDay() {
    const left = dayEnds - Date.now();
    if (left > DAY_WARN || dialog.open || day.open || Date.now() < dayPutOff) return;
    const minutes = Math.max(1, Math.ceil(left / 60_000));
    dayWords.textContent = minutes === 1 ? "1 minute" : `${minutes} minutes`;
    day.showModal();
  }

  function putOff() {
    dayPutOff = Date.now() + Math.max(60_000, (dayEnds - Date.now()) / 2);
    day.close();
    tell();
  }

  function signOut() {
    document.documentElement.classList.add("left");
    document.querySelector("[data-sign-out]").submit();
  }

  function tell() {
    told = Date.now();
    others.postMessage(told);
    const headers = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(document.body.dataset.stillHere, { method: "POST", headers })
      .then((answer) => (good(answer) ? answer : fetch(document.body.dataset.stillHere)))
      .then((answer) => {
        if (good(answer)) renew(answer);
        else if (dayEnds - Date.now() > DAY_WARN) window.location.reload();
      })
      .catch(() => { told = 0; });
  }

  // A new day's session does not know this page's old token: then it is asked for without one.
  function good(answer) {
    return answer.ok && !answer.redirected;
  }

  function here() {
    if (dialog.open || day.open) return;
    active = Date.now();
    if (active - told > TELL) tell();
  }

  function look() {
    lookAtDay();
    const left = allowed - (Date.now() - active);
    if (left <= 0) return signOut();
    if (left > WARN) return;
    leftWords.textContent = left > 60_000 ? "2 minutes" : "1 minute";
    if (!dialog.open) dialog.showModal();
  }

  function stay() {
    dialog.close();
    active = Date.now();
    tell();
  }

  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.querySelector("[data-idle-leave]").addEventListener("click", signOut);
  dialog.addEventListener("cancel", stay);
  day.querySelector("[data-day-later]").addEventListener("click", putOff);
  day.addEventListener("cancel", putOff);
  window.addEventListener("focus", () => { if (day.open) tell(); });
  others.addEventListener("message", () => { active = Date.now(); if (dialog.open) dialog.close(); });
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(kind, here, { passive: true, capture: true });
  }
  setInterval(look, 5000);
})();

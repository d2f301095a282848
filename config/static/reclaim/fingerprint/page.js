// The page round the worker: choosing, progress, stopping, the result or the reason why there is none.
import { takeFiles } from "./drop.js";
import { producer } from "./producer.js";
import { Result } from "./result.js";
import { watchSession } from "./session.js";
import { REFUSALS, STEPS } from "./words.js";

const root = document.querySelector("[data-fingerprint]");
const part = (name) => root.querySelector(`[data-${name}]`);
const [bar, step, refused, progress] = ["bar", "step", "refused", "progress"].map(part);
const result = new Result(root);
const input = takeFiles(root, take);
const worker = new Worker(root.dataset.worker, { type: "module" });
let number = 0; // of the file at work; answers about an earlier one are not heard
let fileName = "";

function say(words) {
  if (step.textContent !== words) step.textContent = words;
}

function rest() {
  progress.hidden = true;
  root.removeAttribute("aria-busy");
}

function take(file) {
  number += 1;
  fileName = file.name;
  result.forget();
  refused.hidden = true;
  progress.hidden = false;
  root.setAttribute("aria-busy", "true");
  bar.value = 0;
  say(STEPS.reading);
  worker.postMessage({ number, file });
}

function stop(words) {
  number += 1;
  worker.postMessage({ number });
  rest();
  say(words);
}

function refuse(code, detail) {
  rest();
  say("");
  refused.querySelector("[data-why]").textContent = REFUSALS[code](detail);
  refused.hidden = false;
  refused.focus();
}

function hear({ data }) {
  if (data.ready) {
    root.hidden = false;
    document.querySelector("[data-loading]").hidden = true;
  }
  if (data.number !== number) return;
  if (data.step) {
    bar.value = data.share;
    say(STEPS[data.step]);
  } else if (data.refused) refuse(data.refused.code, data.refused.detail);
  else if (data.made) {
    rest();
    say("Done. Nothing was sent.");
    result.show({ ...data.made, producer: producer() }, fileName);
  }
}

worker.addEventListener("message", hear);
worker.addEventListener("error", () => {
  number += 1;
  root.hidden = false;
  refuse("stopped", {});
});
part("cancel").addEventListener("click", () => {
  stop("Stopped. Nothing was kept.");
  input.focus();
});
watchSession(document.querySelector("[data-session]"), (words) => {
  refused.hidden = true;
  result.forget();
  stop(words);
});

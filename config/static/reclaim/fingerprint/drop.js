// A file may be chosen, or dropped anywhere on the page; the browser never opens it in the page's place.
export function takeFiles(root, take) {
  const zone = root.querySelector("[data-drop]");
  const input = document.createElement("input"); // it has no name and stands in no form: it cannot be sent
  input.type = "file";
  input.id = "file";
  input.setAttribute("aria-describedby", "file-hint");
  zone.querySelector("label").after(input);
  input.addEventListener("change", () => {
    if (input.files.length) take(input.files[0]);
  });
  input.addEventListener("click", () => { input.value = ""; }); // so that the same file can be chosen again
  const over = (event) => {
    event.preventDefault();
    zone.classList.toggle("over", event.type === "dragover");
  };
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) window.addEventListener(kind, over);
  window.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    input.value = "";
    take(event.dataTransfer.files[0]);
  });
  return input;
}

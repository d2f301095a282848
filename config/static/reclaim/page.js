// Small comforts: copying, moving to the summary of errors, closing menus, tables that stay tables.
"use strict";
(() => {
  async function copy(button) {
    const text = button.closest("[data-copy]").querySelector("[data-copy-text]");
    const words = button.querySelector("[data-copy-words]");
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      words.textContent = "Copied";
    } catch {
      window.getSelection().selectAllChildren(text);
      words.textContent = "Selected: press Ctrl+C";
    }
    document.getElementById("announcer").textContent = words.textContent;
    setTimeout(() => { words.textContent = "Copy"; }, 4000);
    goOn(button);
  }

  // In a batch Enter copies and moves on: from field to field, then to the reference.
  function goOn(button) {
    const row = button.closest("[data-copy-row]");
    if (!row) return;
    const buttons = [...row.querySelectorAll("[data-copy-button]")];
    const next = buttons[buttons.indexOf(button) + 1] ?? document.querySelector("[name=reference]");
    next?.focus();
  }

  // A stacked table is drawn as blocks, and some browsers then forget that it is a table.
  function nameRoles(root) {
    const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
    for (const [name, role] of Object.entries(roles)) {
      for (const part of root.querySelectorAll(name === "table" ? "table.stack" : `table.stack ${name}`)) {
        part.setAttribute("role", role);
      }
    }
    for (const head of root.querySelectorAll("table.stack th")) {
      head.setAttribute("role", head.closest("thead") ? "columnheader" : "rowheader");
    }
  }

  function prepare(root) {
    for (const button of root.querySelectorAll("[data-copy-button], [data-print-button]")) button.hidden = false;
    nameRoles(root);
    root.querySelector("[data-focus-first]")?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-button]");
    if (button) copy(button);
    if (event.target.closest("[data-print-button]")) window.print();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  prepare(document);
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target.parentElement ?? document));
})();

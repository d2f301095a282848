// Trusted Types: text becomes a part of a page here and nowhere else, and never with a script in it.
// htmx reads the server's answers through this; browsers without Trusted Types have the policy alone.
"use strict";
(() => {
  if (!window.trustedTypes || trustedTypes.defaultPolicy) return;
  const NEVER = "script, style, link, meta, base, iframe, frame, object, embed, portal";
  const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href"]);
  const asIs = trustedTypes.createPolicy("reclaim-look", { createHTML: (text) => text });

  function acts(attribute) {
    const { name, value } = attribute;
    if (/^(data-)?(hx-)?on/i.test(name) || name === "style" || name === "srcdoc") return true;
    return ADDRESSES.has(name) && /^(javascript|data|vbscript):/i.test(value.replace(/[\s\0]/g, ""));
  }

  function still(root) {
    for (const part of root.querySelectorAll(NEVER)) part.remove();
    for (const part of root.querySelectorAll("*")) {
      for (const attribute of [...part.attributes]) {
        if (acts(attribute)) part.removeAttribute(attribute.name);
      }
      if (part.localName === "template") still(part.content);
    }
  }

  function read(text, type, sink) {
    const page = new DOMParser().parseFromString(asIs.createHTML(text), "text/html");
    still(page);
    return sink?.endsWith("parseFromString") ? page.documentElement.outerHTML : page.body.innerHTML;
  }

  function ours(address) {
    const { origin, pathname } = new URL(address, location.href);
    const known = pathname.startsWith("/static/") || pathname === "/fingerprint/worker.js";
    if (origin === location.origin && known) return address;
    throw new TypeError("Not a script of ours.");
  }

  trustedTypes.createPolicy("default", { createHTML: read, createScriptURL: ours });
})();

// Asks this device for a passkey and sends its answer with the form, as the text of one field.
"use strict";
(() => {
  const box = document.querySelector("[data-passkey]");
  const form = document.querySelector("[data-passkey-form]");
  if (!box || !form || !window.PublicKeyCredential) return;
  const said = box.querySelector("[data-passkey-said]");
  const button = box.querySelector("[data-passkey-button]");

  function bytes(text) {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function text(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function asked() {
    const options = JSON.parse(box.dataset.passkeyAsked);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.allowCredentials, options.excludeCredentials]) {
      for (const one of list ?? []) one.id = bytes(one.id);
    }
    return options;
  }

  function told(credential) {
    const answer = { id: credential.id, rawId: credential.id, type: credential.type, clientExtensionResults: {}, response: {} };
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
      if (credential.response[name]) answer.response[name] = text(credential.response[name]);
    }
    return JSON.stringify(answer);
  }

  async function go() {
    button.disabled = true;
    said.textContent = "Waiting for your device…";
    try {
      const publicKey = asked();
      const credential = box.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey })
        : await navigator.credentials.get({ publicKey });
      form.elements.code.value = "";
      form.elements.passkey.value = told(credential);
      form.submit();
    } catch (trouble) {
      said.textContent = trouble.name === "InvalidStateError"
        ? "This device has a passkey for this account already."
        : "No passkey came. Try again, or use a code.";
      button.disabled = false;
    }
  }

  button.addEventListener("click", go);
  box.hidden = false;
})();

"use strict";
// Adds live refresh, keyboard shortcuts, copying and confirmation dialogs. The page works without this file.
const status = document.getElementById("status");
const showStatus = (text) => { status.textContent = text; };

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const source = event.target.dataset.copy;
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source);
    showStatus("Copied.");
  } catch {
    showStatus("The browser does not allow copying here.");
  }
});

// Hides the errors that the chosen operations do not document.
const hideOtherErrors = () => {
  const chosen = document.querySelector("select[name=operation]");
  if (!chosen) return;
  const matches = (name) => chosen.value.endsWith("*") ? name.startsWith(chosen.value.slice(0, -1)) : name === chosen.value;
  for (const option of document.querySelectorAll("option[data-only-for]")) {
    option.hidden = option.disabled = chosen.value !== "" && !option.dataset.onlyFor.split(" ").some(matches);
    if (option.selected && option.disabled) option.closest("select").selectedIndex = 0;
  }
};
document.addEventListener("change", hideOtherErrors);
hideOtherErrors();

const isField = (node) => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName);
let isGoPressed = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  if (isGoPressed) {
    isGoPressed = false;
    const section = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    if (section) section.click();
  } else if (event.key === "g") {
    isGoPressed = true;
  } else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  } else if (event.key === "?") {
    document.getElementById("help").showModal();
  } else if (event.key === "[" || event.key === "]") {
    const card = event.target.closest(".card");
    const button = card && card.querySelector(`button[data-move="${event.key}"]`);
    if (button) button.click();
  }
});

// Polls while the tab is visible, less often while the server does not respond.
let position = document.body.dataset.position;
let wait = 1000;
const poll = async () => {
  if (!document.hidden) {
    try {
      const response = await fetch(`/_sandbox/changes?after=${position}`);
      if (response.status === 200) await refresh((await response.json()).position);
      wait = 1000;
    } catch {
      showStatus("The sandbox does not respond.");
      wait = Math.min(wait * 2, 30000);
    }
  }
  setTimeout(poll, wait);
};
const refresh = async (next) => {
  const main = document.querySelector("main");
  position = next;
  if (main.contains(document.activeElement) && isField(document.activeElement)) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { accept: "text/html" } })).text(), "text/html");
  const open = [...main.querySelectorAll("details[open] > summary")].map((node) => node.textContent);
  const faultsLink = 'nav a[data-key="f"]';
  document.querySelector(faultsLink).textContent = page.querySelector(faultsLink).textContent;
  main.replaceChildren(...page.querySelector("main").childNodes);
  hideOtherErrors();
  for (const node of main.querySelectorAll("details > summary")) {
    if (open.includes(node.textContent)) node.parentElement.open = true;
  }
};
setTimeout(poll, wait);

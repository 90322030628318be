"use strict";
// Everything works without this file but live refresh, keys, copying, and questions before a reset.
const status = document.getElementById("status");
const say = (text) => { status.textContent = text; };

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const source = event.target.dataset.copy;
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source);
    say("Copied.");
  } catch {
    say("The browser does not allow copying here.");
  }
});

// Errors that the chosen operations do not respond with are not offered.
const offer = () => {
  const chosen = document.querySelector("select[name=operation]");
  if (!chosen) return;
  const fits = (name) => chosen.value.endsWith("*") ? name.startsWith(chosen.value.slice(0, -1)) : name === chosen.value;
  for (const option of document.querySelectorAll("option[data-only-for]")) {
    option.hidden = option.disabled = chosen.value !== "" && !option.dataset.onlyFor.split(" ").some(fits);
    if (option.selected && option.disabled) option.closest("select").selectedIndex = 0;
  }
};
document.addEventListener("change", offer);
offer();

const typing = (node) => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName);
let going = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (going) {
    going = false;
    const found = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
    if (found) found.click();
  } else if (event.key === "g") {
    going = true;
  } else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  } else if (event.key === "?") {
    document.getElementById("help").showModal();
  } else if (event.key === "[" || event.key === "]") {
    const card = event.target.closest(".card");
    const way = card && card.querySelector(`button[data-move="${event.key}"]`);
    if (way) way.click();
  }
});

// Polls while the tab is visible, less often while the server is gone.
let position = document.body.dataset.position;
let wait = 1000;
const poll = async () => {
  if (!document.hidden) {
    try {
      const response = await fetch(`/_sandbox/changes?after=${position}`);
      if (response.status === 200) await refresh((await response.json()).position);
      wait = 1000;
    } catch {
      say("The sandbox does not respond.");
      wait = Math.min(wait * 2, 30000);
    }
  }
  setTimeout(poll, wait);
};
const refresh = async (next) => {
  const main = document.querySelector("main");
  position = next;
  if (main.contains(document.activeElement) && typing(document.activeElement)) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { accept: "text/html" } })).text(), "text/html");
  const open = [...main.querySelectorAll("details[open] > summary")].map((node) => node.textContent);
  const armed = 'nav a[data-key="f"]';
  document.querySelector(armed).textContent = page.querySelector(armed).textContent;
  main.replaceChildren(...page.querySelector("main").childNodes);
  offer();
  for (const node of main.querySelectorAll("details > summary")) {
    if (open.includes(node.textContent)) node.parentElement.open = true;
  }
};
setTimeout(poll, wait);

"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const documents = all(".document");
  const cards = all(".card");
  const picker = one("#picker");
  const help = one("#help");
  const query = one("#query");
  const narrow = matchMedia("(max-width: 59.99rem)");
  const highlights = new Map(cards.map((card) => [card.id, []]));
  for (const link of all(".hl")) {
    for (const id of link.dataset.r.split(" ")) highlights.get(id)?.push(link);
  }
  let current = documents[0];
  let active = null;

  root.classList.add("js");
  root.dataset.pane = "text";

  const remembered = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem("pledgebook-" + name);
      localStorage.setItem("pledgebook-" + name, value);
    } catch { /* a page from a file may not keep anything */ }
    return null;
  };

  const speak = (language) => {
    root.dataset.ui = root.lang = language;
    remembered("ui", language);
    count();
  };

  const colour = (theme) => {
    if (theme) root.dataset.theme = theme;
    remembered("theme", theme);
  };

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  const showPane = (pane) => {
    root.dataset.pane = pane;
    one("#show-text").setAttribute("aria-pressed", String(pane === "text"));
    one("#show-records").setAttribute("aria-pressed", String(pane === "records"));
  };

  const open = (wanted) => {
    if (!wanted) return;
    current = wanted;
    for (const section of documents) section.hidden = section !== wanted;
    for (const link of picker ? all("a", picker) : []) {
      const chosen = link.hash === "#" + wanted.id;
      if (chosen) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
      if (chosen) one("summary", picker).textContent = link.firstChild.textContent;
    }
    count();
  };

  const visibleCards = () => all(".card", current).filter((card) => !card.parentElement.hidden);

  const activate = (card) => {
    if (active) {
      active.classList.remove("on");
      for (const link of highlights.get(active.id)) link.classList.remove("on");
    }
    active = card;
    if (!card) return;
    open(card.closest(".document"));
    card.classList.add("on");
    for (const link of highlights.get(card.id)) link.classList.add("on");
  };

  const toCard = (card) => {
    card.parentElement.hidden = false;
    activate(card);
    if (narrow.matches) showPane("records");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  const wordsAt = (anchor) => {
    let next = anchor?.nextElementSibling;
    while (next && !next.matches(".hl")) next = next.nextElementSibling;
    return next;
  };

  const toWords = (card, anchor) => {
    activate(card);
    if (narrow.matches) showPane("text");
    const link = wordsAt(anchor) || highlights.get(card.id)[0];
    if (!link) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center" });
  };

  const step = (by) => {
    const choice = visibleCards();
    if (!choice.length) return;
    const at = choice.indexOf(active);
    const next = choice[at < 0 ? (by > 0 ? 0 : choice.length - 1) : at + by];
    if (!next) return;
    activate(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    const link = highlights.get(next.id)[0];
    if (link && !narrow.matches) link.scrollIntoView({ block: "center" });
  };

  const filter = () => {
    const words = query.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const off = new Set(all(".chip[aria-pressed=false]").map((chip) => chip.dataset.kind));
    for (const card of cards) {
      const text = card.textContent.toLowerCase();
      const hidden = off.has(card.dataset.kind) || !words.every((word) => text.includes(word));
      card.parentElement.hidden = hidden;
      for (const link of highlights.get(card.id)) {
        link.classList.toggle("off", link.dataset.r.split(" ").every((id) => document.getElementById(id).parentElement.hidden));
      }
    }
    count();
  };

  function count() {
    const within = all(".card", current);
    const shown = visibleCards().length;
    one("#shown").textContent = shown === within.length ? "" : `${shown} / ${within.length}`;
    for (const chip of all(".chip")) {
      one("small", chip).textContent = within.filter((card) => card.dataset.kind === chip.dataset.kind).length;
    }
  }

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest(".document")) return;
    if (target.matches(".card")) toCard(target);
    else if (target.matches(".document")) open(target);
    else if (target.id.includes("e")) {
      toWords(document.getElementById(target.id.replace("e", "r").replace(/-\d+$/, "")), target);
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !link.matches(".skip")) {
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      follow();
      if (picker?.contains(link)) one("details", picker).open = false;
      return;
    }
    if (picker && !picker.contains(event.target)) one("details", picker).open = false;
    const card = event.target.closest(".card");
    if (card && !event.target.closest("a, summary, details") && !String(getSelection())) toWords(card);
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && card !== active) activate(card);
  });
  for (const chip of all(".chip")) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  query.addEventListener("input", filter);
  one("#filters").addEventListener("submit", (event) => event.preventDefault());
  one("#show-text").addEventListener("click", () => showPane("text"));
  one("#show-records").addEventListener("click", () => showPane("records"));
  one("#language").addEventListener("click", () => speak(root.dataset.ui === "ko" ? "en" : "ko"));
  one("#theme").addEventListener("click", () => colour(isDark() ? "light" : "dark"));
  one("#help-button").addEventListener("click", () => help.showModal());
  addEventListener("hashchange", follow);

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => query.focus(),
    "?": () => help.showModal(),
    l: () => one("#language").click(),
    t: () => one("#theme").click(),
    "[": () => open(documents[documents.indexOf(current) - 1]),
    "]": () => open(documents[documents.indexOf(current) + 1]),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    const within = event.target;
    if (within.matches("input")) {
      if (event.key === "Escape") {
        if (query.value) { query.value = ""; filter(); } else query.blur();
      } else if (event.key === "Enter") step(1);
      return;
    }
    const inList = within.matches(".card");
    const action =
      keys[event.key] ||
      (inList && event.key === "ArrowDown" && keys.j) ||
      (inList && event.key === "ArrowUp" && keys.k) ||
      (inList && event.key === "Enter" && (() => toWords(within))) ||
      (/^[1-5]$/.test(event.key) && (() => all(".chip")[event.key - 1]?.click())) ||
      (event.key === "Escape" && (() => activate(null)));
    if (!action) return;
    event.preventDefault();
    action();
  });

  if (remembered("theme")) colour(remembered("theme"));
  if (remembered("ui")) speak(remembered("ui"));
  open(documents[0]);
  follow();
})();

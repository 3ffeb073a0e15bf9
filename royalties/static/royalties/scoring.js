// The scoring grid by keyboard: Enter, Tab and arrows go from cell to cell, and leaving a changed cell saves it.
// Rows wait in a queue while others are under way, so answers never come out of order; what fails is sent again.
"use strict";
(() => {
  const waiting = new Map();
  let isSending = false;
  let underWay = new Map();

  const cells = () => [...document.querySelectorAll("[data-score]")];
  const cellOf = (target) => (target instanceof Element ? target.closest("[data-score]") : null);
  const keyOf = (cell) => cell.name.replace("typed-", "");
  const savedIn = (cell) => cell.dataset.sent ?? cell.defaultValue;
  const resultOf = (key) => document.getElementById(`ket-qua-${key}`);
  const note = (text) => {
    const place = document.querySelector("[data-score-note]");
    if (place) place.textContent = text;
  };

  const leave = (cell) => {
    if (cell.value.trim() === savedIn(cell).trim()) return;
    cell.dataset.sent = cell.value;
    cell.dataset.left = "";
    waiting.set(keyOf(cell), cell.value);
    const result = resultOf(keyOf(cell));
    if (result) result.textContent = "Đang lưu…";
  };

  const send = () => {
    const form = document.querySelector("[data-score-form]");
    if (isSending || waiting.size === 0 || !form) return;
    isSending = true;
    underWay = new Map(waiting);
    waiting.clear();
    const values = {};
    for (const [key, typed] of underWay) {
      values[`typed-${key}`] = typed;
      values[`shown-${key}`] = document.getElementById(`shown-${key}`)?.value ?? "";
    }
    htmx.ajax("POST", form.getAttribute("action"), { source: "#gui-diem", swap: "none", values });
  };

  // A row that was typed into again meanwhile keeps its newer number.
  const sendAgain = () => {
    for (const [key, typed] of underWay) {
      if (!waiting.has(key)) waiting.set(key, typed);
      const result = resultOf(key);
      if (result) result.textContent = "Chưa lưu. Bấm «Lưu» để gửi lại.";
    }
  };

  const mark = () => {
    for (const cell of cells()) {
      if (resultOf(keyOf(cell))?.hasAttribute("data-bad")) cell.setAttribute("aria-invalid", "true");
      else cell.removeAttribute("aria-invalid");
    }
  };

  const go = (cell, step) => {
    const all = cells();
    const next = all[all.indexOf(cell) + step];
    leave(cell);
    send();
    if (!next) return false;
    next.focus();
    next.select();
    return true;
  };

  const restore = (cell) => {
    cell.value = savedIn(cell);
    cell.select();
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const toLinks = (cell) => {
    if (cell.selectionStart !== cell.value.length || cell.selectionStart !== cell.selectionEnd) return false;
    const link = cell.closest("tr").querySelector("a");
    link?.focus();
    return Boolean(link);
  };

  const STEPS = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      go(cell, event.key === "Enter" && event.shiftKey ? -1 : STEPS[event.key]);
    } else if (event.key === "Tab") {
      // From the last cell, and from the first one backwards, Tab leaves the grid as it leaves any field.
      if (go(cell, event.shiftKey ? -1 : 1)) event.preventDefault();
    } else if (event.key === "Escape") {
      restore(cell);
    } else if (event.key === "ArrowRight" && toLinks(cell)) {
      event.preventDefault();
    }
  });

  document.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    leave(cell);
    send();
  });

  document.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    const lines = (event.clipboardData?.getData("text") ?? "").replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    if (!cell || lines.length < 2) return;
    event.preventDefault();
    const all = cells();
    const places = all.slice(all.indexOf(cell));
    // A blank line of the column says nothing of its row; it takes no score back.
    lines.slice(0, places.length).forEach((line, index) => {
      const typed = line.split("\t")[0].trim();
      if (!typed) return;
      places[index].value = typed;
      leave(places[index]);
    });
    const left = Math.max(lines.length - places.length, 0);
    note(`Đã dán ${lines.length - left} dòng.${left ? ` Thừa ${left} dòng không có ô để dán.` : ""}`);
    send();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-score-form]")) return;
    event.preventDefault();
    cells().forEach(leave);
    send();
    if (!isSending) note("Mọi dòng đã lưu.");
  });

  // A price that is asked for late, or comes late, would take the place of the result that was just saved.
  document.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (cell) delete cell.dataset.left;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (cellOf(event.detail.elt)?.dataset.left === "") event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (cellOf(event.detail.requestConfig.elt)?.dataset.left === "") event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt.id !== "gui-diem") return;
    isSending = false;
    if (event.detail.successful) {
      note("");
      // Only after this event does htmx let the next request of the same sender go.
      setTimeout(send);
    } else sendAgain();
  });
  // Something else of a work was decided in the panel: its amounts are asked for anew.
  document.addEventListener("work-judged", (event) => {
    for (const cell of cells().filter((one) => one.dataset.work === String(event.detail.work))) {
      delete cell.dataset.left;
      const target = `#gia-${keyOf(cell)}`;
      htmx.ajax("GET", cell.getAttribute("hx-get"), { source: cell, target, swap: "innerHTML" });
    }
  });
  document.addEventListener("htmx:afterSettle", mark);
  document.addEventListener("htmx:oobAfterSwap", mark);

  window.addEventListener("beforeunload", (event) => {
    if (waiting.size || isSending) event.preventDefault();
  });
})();

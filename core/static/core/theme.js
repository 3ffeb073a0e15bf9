// Light or dark: follows the machine until somebody chooses, then remembers the choice in this browser.
// Runs before the first paint, so that nothing flashes. Without a script tokens.css follows the machine by itself.
"use strict";
(() => {
  const KEY = "giao-dien";
  const machine = window.matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  // A browser may refuse storage altogether; then a choice holds for the page.
  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      // What the machine prefers anyway is no choice: so the way back to following it stays open.
      if (theme === byMachine()) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, theme);
    } catch {
      return;
    }
  };
  const byMachine = () => (machine.matches ? "dark" : "light");
  const show = (theme) => {
    root.dataset.bsTheme = theme;
    for (const button of document.querySelectorAll("[data-theme-button]")) {
      button.hidden = false;
      button.textContent = theme === "dark" ? "Nền sáng" : "Nền tối";
    }
  };
  const showWanted = () => show(remembered() ?? byMachine());

  showWanted();
  machine.addEventListener("change", showWanted);
  document.addEventListener("DOMContentLoaded", showWanted);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-button]")) return;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    remember(theme);
    show(theme);
  });
})();

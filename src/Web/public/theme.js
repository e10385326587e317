// Runs before the first paint so that the page never flashes in the wrong theme.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem("theme");
  } catch {
    // Storage may be switched off; the default theme serves.
  }
  if (stored === "system") stored = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  document.documentElement.dataset.theme = stored === "light" ? "light" : "dark";
})();

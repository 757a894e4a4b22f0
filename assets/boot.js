// The theme before the first paint; everything else comes later. `theme` is kept as JSON or plain text.
(() => {
  const root = document.documentElement;
  let theme = null;
  try {
    theme = localStorage.getItem("fueltune:theme");
  } catch {
    // Storage may be blocked; the system's preference decides then.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  }
  root.dataset.theme = theme;
})();

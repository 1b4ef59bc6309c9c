// Runs before the first paint, so that a light page never flashes dark. The policy of the server allows no inline script.
(function () {
  var theme = null;
  try {
    theme = localStorage.getItem('marquee.theme');
  } catch {
    // Storage may be refused; the system's wish then counts.
  }
  if (theme !== 'dark' && theme !== 'light' && theme !== 'contrast') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : matchMedia('(prefers-contrast: more)').matches ? 'contrast' : 'dark';
  }
  document.documentElement.dataset.theme = theme;
})();

// What the theme's buttons do, in place of its inline handlers, which the page's policy forbids.
const actions = { print: () => window.print(), fullscreen: () => window.toggleFullScreen() };

// The theme's script listens to the first button of each kind only, and its style hides that one;
// the button that readers see passes its clicks on.
const sidebars = ['.primary-toggle', '.secondary-toggle'];

document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-press]');
  if (button) actions[button.dataset.press]();
  for (const kind of sidebars) {
    const first = document.querySelector(kind);
    const clicked = target.closest?.(kind);
    // The menu makes a phone lay out the page anew: first the button shows that it was pressed.
    if (clicked && clicked !== first) requestAnimationFrame(() => setTimeout(() => first.click()));
  }
});

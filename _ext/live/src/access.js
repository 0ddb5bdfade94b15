// What ipywidgets leaves out for readers who use a screen reader.

/** Name the handles and the value boxes of sliders after the label beside them. */
function nameControls(root) {
  // ipywidgets writes an absent tooltip as the word "null".
  for (const label of root.querySelectorAll('[title="null"]')) label.removeAttribute('title');
  for (const image of root.querySelectorAll('img.widget-image:not([alt])')) image.alt = image.title;
  for (const handle of root.querySelectorAll('.noUi-handle')) {
    const label = labelOf(handle);
    const handles = handle.closest('.noUi-target').querySelectorAll('.noUi-handle');
    const end = handles.length > 1 ? (handle === handles[0] ? ', from' : ', to') : '';
    setAttribute(handle, 'aria-label', label + end);
  }
  for (const box of root.querySelectorAll('.widget-readout[contenteditable]')) {
    setAttribute(box, 'role', 'textbox');
    setAttribute(box, 'aria-label', `${labelOf(box)}, value`);
  }
  for (const button of root.querySelectorAll('.widget-toggle-button')) {
    setAttribute(button, 'aria-pressed', String(button.classList.contains('mod-active')));
  }
  // An author's class for a box that stays while what is in it changes.
  for (const box of root.querySelectorAll('.live-polite')) setAttribute(box, 'aria-live', 'polite');
}

function labelOf(element) {
  const widget = element.closest('.jupyter-widgets:not(.slider-container)');
  const label = widget?.querySelector('.widget-label')?.textContent.trim();
  return label || widget?.title || 'Value';
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Keep the names right for as long as `root` lives: widgets redraw themselves. */
export function keepNamed(root) {
  nameControls(root);
  new MutationObserver(() => nameControls(root)).observe(root, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['class'],
  });
}

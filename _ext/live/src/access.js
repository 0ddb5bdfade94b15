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
    setName(handle, label + end);
  }
  for (const box of root.querySelectorAll('.widget-readout[contenteditable]')) {
    if (box.getAttribute('role') !== 'textbox') box.setAttribute('role', 'textbox');
    setName(box, `${labelOf(box)}, value`);
  }
}

function labelOf(element) {
  const widget = element.closest('.jupyter-widgets:not(.slider-container)');
  const label = widget?.querySelector('.widget-label')?.textContent.trim();
  return label || widget?.title || 'Value';
}

function setName(element, name) {
  if (element.getAttribute('aria-label') !== name) element.setAttribute('aria-label', name);
}

/** Keep the names right for as long as `root` lives: widgets redraw themselves. */
export function keepNamed(root) {
  nameControls(root);
  new MutationObserver(() => nameControls(root)).observe(root, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}

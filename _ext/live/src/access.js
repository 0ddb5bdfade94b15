// What ipywidgets leaves out for readers who use a screen reader or no mouse.
import { redrawIcon } from './repairs.js';

const GROUPS = { 'widget-radio': 'radiogroup', 'widget-toggle-buttons': 'group' };
let groups = 0;

/** Name what has no name of its own, after the description of its widget. */
function nameControls(root) {
  const each = (selector, action) => root.querySelectorAll(selector).forEach(action);
  // ipywidgets writes an absent tooltip as the word "null".
  each('[title="null"]', (label) => label.removeAttribute('title'));
  each('img.widget-image:not([alt])', (image) => (image.alt = image.title));
  each('i[data-fa-i2svg][class*="fa-"]', redrawIcon);
  each('.noUi-handle', (handle) => {
    const handles = handle.closest('.noUi-target').querySelectorAll('.noUi-handle');
    const end = handles.length > 1 ? (handle === handles[0] ? ', from' : ', to') : '';
    setAttribute(handle, 'aria-label', nameOf(handle, 'Value') + end);
  });
  each('.widget-readout[contenteditable]', (box) => {
    setAttribute(box, 'role', 'textbox');
    setAttribute(box, 'aria-label', `${nameOf(box, 'Value')}, value`);
  });
  each('.widget-toggle-button', (button) => {
    setAttribute(button, 'aria-pressed', String(button.classList.contains('mod-active')));
  });
  each('input[type=color]', (input) => setAttribute(input, 'aria-label', nameOf(input, 'Colour')));
  each('audio, video', (media) => setAttribute(media, 'aria-label', nameOf(media, media.localName)));
  for (const [name, role] of Object.entries(GROUPS)) each(`.${name}`, (box) => nameGroup(box, role));
  each('.jupyter-widget-Collapse-header', (header) => {
    const open = header.parentElement.classList.contains('jupyter-widget-Collapse-open');
    setAttribute(header, 'role', 'button');
    setAttribute(header, 'tabindex', '0');
    setAttribute(header, 'aria-expanded', String(open));
  });
  each('.jupyter-widget-TabPanel', (panel) => {
    const tabs = panel.querySelector('[role=tablist]').children;
    const contents = panel.querySelector('.jupyter-widget-TabPanel-tabContents').children;
    [...contents].forEach((content, i) => {
      setAttribute(content, 'role', 'tabpanel');
      setAttribute(content, 'aria-label', tabs[i]?.textContent.trim() ?? '');
    });
  });
  // An author's class for a box that stays while what is in it changes.
  each('.live-polite', (box) => setAttribute(box, 'aria-live', 'polite'));
}

function nameGroup(box, role) {
  const group = box.querySelector(':scope > div');
  if (!group) return; // not rendered yet
  setAttribute(group, 'role', role);
  setAttribute(group, 'aria-label', nameOf(group, 'Choice'));
  // Radio buttons of one name are one group: arrow keys move in it, Tab leaves it.
  group.dataset.liveGroup ??= `live-${++groups}`;
  for (const radio of group.querySelectorAll('input[type=radio]')) {
    if (radio.name !== group.dataset.liveGroup) radio.name = group.dataset.liveGroup;
  }
}

function nameOf(element, otherwise) {
  const widget = element.closest('.jupyter-widgets:not(.slider-container)');
  const label = widget?.querySelector('.widget-label')?.textContent.trim();
  return label || widget?.title || otherwise;
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A header of an accordion is no button, so the keys of one must be made. */
function pressHeader(event) {
  const pressed = event.key === 'Enter' || event.key === ' ';
  if (!pressed || !event.target.matches('.jupyter-widget-Collapse-header')) return;
  event.preventDefault();
  event.target.click();
}

/** Keep the names right for as long as `root` lives: widgets redraw themselves. */
export function keepNamed(root) {
  nameControls(root);
  root.addEventListener('keydown', pressHeader);
  new MutationObserver(() => nameControls(root)).observe(root, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ['class'],
  });
}

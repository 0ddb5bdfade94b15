// One live cell and its place in the page.
import { keepNamed } from './access.js';
import { renderOutput } from './render.js';

/** One live cell: its source, its place in the page, and what Python has shown so far. */
export class Cell {
  /** @param {object} place what live-start.js knows of the cell, whichever Python runs it */
  constructor(place, index) {
    Object.assign(this, { place, index, element: place.element, code: place.code });
    this.box = this.element.querySelector('.cell_output');
    if (!this.box) {
      this.box = document.createElement('div');
      this.box.className = 'cell_output docutils container';
      this.element.append(this.box);
    }
    place.print ??= [...this.box.childNodes]; // what the build printed here
  }

  /** Get ready for a run: outputs gather out of sight, in a part of the page. */
  begin() {
    if (this.host?.hidden) this.host.remove();
    this.host = document.createElement('div');
    this.host.className = 'live-output';
    this.host.hidden = true;
    this.box.append(this.host);
    this.rendering = [];
    this.clearNext = false;
    keepNamed(this.host);
  }

  add(output, manager) {
    if (this.clearNext) this.clear(false);
    const last = this.host.lastElementChild;
    if (output.output_type === 'stream' && last?.dataset.stream === output.name) {
      last.firstChild.append(output.text);
      return;
    }
    const slot = document.createElement('div');
    if (output.output_type === 'stream') slot.dataset.stream = output.name;
    this.host.append(slot);
    this.rendering.push(renderOutput(manager, output, slot));
  }

  clear(wait) {
    this.clearNext = wait;
    if (!wait) this.host.replaceChildren();
  }

  /** Put the live outputs in the place of the printed ones, in one step. */
  async swap() {
    await Promise.all(this.rendering);
    if (!this.host.hidden || !this.host.hasChildNodes()) return;
    this.box.style.minHeight = `${this.box.getBoundingClientRect().height}px`;
    const label = labelOfFocus(this.box);
    // The print, or the views of a Python that was stopped.
    for (const node of [...this.box.childNodes]) if (node !== this.host) node.remove();
    this.host.hidden = false;
    if (label) focusByLabel(this.host, label);
    if (this.slug) this.takeId();
    this.keepHeight();
  }

  /** Python is gone: what it showed can be read and no longer be used. */
  freeze() {
    if (!this.host || this.host.hidden) this.host?.remove();
    else this.host.inert = true;
  }

  /** Put what the build printed back in place of views that have no Python any more. */
  restore() {
    this.box.replaceChildren(...this.place.print); // the id stays with the cell
  }

  /** Let go of the height only out of sight: a shorter view must not pull up what follows. */
  keepHeight() {
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (isIntersecting) return;
      this.box.style.minHeight = '';
      observer.disconnect();
    });
    observer.observe(this.box);
  }

  /** Move the id that links point at from what was printed to the cell. */
  takeId() {
    for (const inner of this.element.querySelectorAll(`[id="${CSS.escape(this.slug)}"]`)) {
      inner.removeAttribute('id');
    }
    const other = document.getElementById(this.slug);
    if (!other || other === this.element) this.element.id = this.slug;
    else console.warn(`The id "${this.slug}" is already taken in this page.`, other);
  }

  fail() {
    if (this.host.hidden) this.host.remove(); // the print stays
  }
}

/** The label of the printed control that has the focus, without what is not the name. */
function labelOfFocus(box) {
  const control = box.contains(document.activeElement) && document.activeElement;
  return control?.labels?.[0]?.firstChild?.textContent.trim();
}

/** Give the focus to the live control of the same name, so that a reader can go on. */
function focusByLabel(host, label) {
  const labels = [...host.querySelectorAll('label')];
  labels.find((each) => each.textContent.trim() === label)?.control?.focus({ preventScroll: true });
}

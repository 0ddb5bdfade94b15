// The page's half of the live cells. Loaded by live-start.js beside the worker.
import '@lumino/widgets/style/widget.css';
import '@jupyter-widgets/controls/css/labvariables.css';
import '@jupyter-widgets/controls/css/widgets-base.css';
import './live.css';
import { keepNamed } from './access.js';
import { handleCopy } from './copy.js';
import { LiveManager } from './manager.js';
import { renderOutput } from './render.js';

/** ipywidgets calls the interface of MathJax 2; pages have version 3 or none. */
function shimMathJax() {
  if (!window.MathJax || window.MathJax.Hub) return;
  window.MathJax.Hub = {
    Queue: (...calls) => {
      const elements = calls.map((call) => call[2]).filter(Boolean);
      if (elements.length) window.MathJax.typesetPromise?.(elements);
    },
  };
}

/** One live cell: its source, its place in the page, and what Python has shown so far. */
class Cell {
  constructor(element, index, code) {
    Object.assign(this, { element, index, code });
    this.box = element.querySelector('.cell_output');
    if (!this.box) {
      this.box = document.createElement('div');
      this.box.className = 'cell_output docutils container';
      element.append(this.box);
    }
    this.print = [...this.box.childNodes]; // what the build printed here
  }

  /** Get ready for a run: outputs gather out of sight, in a part of the page. */
  begin() {
    this.host?.remove();
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
    for (const node of this.print) node.remove();
    this.host.hidden = false;
    if (this.slug) this.takeId();
    this.keepHeight();
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

class LivePage {
  constructor({ worker, cells, say, copied }) {
    this.worker = worker;
    this.say = say;
    this.pending = new Map(); // message id -> callbacks of the widget that waits
    this.sent = 0;
    this.cells = cells.map(({ element, code }, index) => new Cell(element, index, code));
    this.manager = new LiveManager(
      (...message) => this.send(...message),
      (output, slot) => renderOutput(this.manager, output, slot),
    );
    this.listening = new AbortController();
    const listen = (target, type, listener) =>
      target.addEventListener(type, listener, { signal: this.listening.signal, passive: true });
    listen(document, 'click', (event) => handleCopy(event, copied));
    listen(window, 'hashchange', () => this.follow());
    this.readerMoved = false; // then the page does not scroll by itself any more
    for (const sign of ['wheel', 'touchmove', 'keydown']) {
      listen(window, sign, () => (this.readerMoved = true));
    }
  }

  /** Python is gone: this page object hears nothing any more. */
  stop() {
    this.listening.abort();
  }

  /** Run every cell in page order; resolves when all have come to an end. */
  async runAll() {
    const link = parseHash();
    if (link?.query !== undefined) this.worker.postMessage({ type: 'link', ...link });
    const results = await Promise.all(this.cells.map((cell) => this.run(cell)));
    if (link && !this.readerMoved) this.scrollTo(link.slug);
    this.worker.postMessage({ type: 'save' });
    return results.every(Boolean);
  }

  run(cell) {
    cell.begin();
    this.worker.postMessage({ type: 'run', cell: cell.index, code: cell.code });
    return new Promise((resolve) => (cell.ended = resolve));
  }

  /** Send a comm message of a widget to Python. */
  send(kind, content, callbacks, metadata, buffers) {
    const id = `page-${++this.sent}`;
    if (callbacks) this.pending.set(id, callbacks);
    const header = JSON.stringify({ header: { msg_id: id, msg_type: kind }, content, metadata });
    this.worker.postMessage({ type: kind, id, header, buffers });
    return id;
  }

  /** Take a message of the worker. */
  receive(message) {
    shimMathJax();
    const cell = this.cells[message.cell];
    if (message.type === 'comm') this.receiveComm(message);
    else if (message.type === 'idle') this.receiveIdle(message, cell);
    else if (message.type === 'output') cell.add(message.output, this.manager);
    else if (message.type === 'clear') cell.clear(message.wait);
    else if (message.type === 'slug') cell.slug = message.slug;
    else if (message.type === 'done') this.finish(cell);
    else if (message.type === 'error') this.receiveError(message, cell);
    else if (message.type === 'linked') this.scrollTo(message.slug);
    else if (message.type === 'saved') document.documentElement.dataset.liveSaved = message.bytes;
  }

  receiveComm(message) {
    this.manager.receive({
      header: { msg_type: message.msg_type },
      parent_header: { msg_id: message.parent },
      content: message.content,
      metadata: message.metadata,
      buffers: message.buffers.map((b) => new DataView(b.buffer, b.byteOffset, b.byteLength)),
    });
  }

  receiveIdle(message, cell) {
    const callbacks = this.pending.get(message.id);
    this.pending.delete(message.id);
    callbacks?.iopub?.status?.({
      header: { msg_type: 'status' },
      parent_header: { msg_id: message.id },
      content: { execution_state: 'idle' },
    });
    if (message.ok && cell?.troubled) {
      cell.troubled = false;
      this.say(cell.index, 'live');
    }
  }

  receiveError({ during, summary, traceback }, cell) {
    if (during === 'run') {
      cell.fail();
      this.say(cell.index, 'failed', `This cell stopped with an error. ${summary}`, {
        traceback,
        again: () => this.retry(cell),
      });
      cell.ended(false);
    } else {
      cell.troubled = true;
      const what = during === 'link' ? 'The link could not be opened.' : 'Python reported an error.';
      this.say(cell.index, 'live', `${what} ${summary}`, { traceback });
    }
  }

  async finish(cell) {
    try {
      await cell.swap();
      if (!cell.troubled) this.say(cell.index, 'live');
      cell.ended(true);
    } catch (error) {
      cell.fail();
      this.say(cell.index, 'failed', `This cell could not be shown. ${error.message}`, {
        again: () => this.retry(cell),
      });
      cell.ended(false);
    }
  }

  async retry(cell) {
    this.say(cell.index, 'loading', 'Running again');
    await this.run(cell);
  }

  /** The reader followed a link inside the page. */
  follow() {
    const link = parseHash();
    if (link?.query === undefined) return; // the browser itself scrolls to a plain #slug
    if (this.cells.some((cell) => cell.slug === link.slug)) {
      this.worker.postMessage({ type: 'link', ...link });
    }
  }

  scrollTo(slug) {
    this.cells.find((cell) => cell.slug === slug)?.element.scrollIntoView({ block: 'start' });
  }
}

/** `#slug?query` as its two parts, the query as it stands in the address. */
function parseHash() {
  const match = /^#([^?]+)(?:\?(.*))?$/s.exec(location.hash);
  return match && { slug: match[1], query: match[2] };
}

export { LivePage };

// The page's half of the live cells. Loaded by live-start.js beside the worker.
import '@lumino/widgets/style/widget.css';
import '@jupyter-widgets/controls/css/labvariables.css';
import '@jupyter-widgets/controls/css/widgets-base.css';
import './live.css';
import { Cell } from './cell.js';
import { handleCopy } from './copy.js';
import { LiveManager } from './manager.js';
import { handlePicture } from './picture.js';
import { renderOutput } from './render.js';
import { completeReport } from './report.js';

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

const LONG = 5000; // milliseconds after which a reader can stop a calculation; said below

/** The page's end of one worker: widgets, views, and what has not been answered yet. */
class LivePage {
  /**
   * @param {object[]} cells places of the live cells, see live-start.js
   * @param {(index, state, text, more) => void} say writes into the line of a cell
   * @param {() => void} stop ends the worker, because the reader does not want to wait
   * @param {(text: string) => string} told a text in the language of the page
   * @param {object} values the reader's values, of cells that take links: see live-start.js
   */
  constructor({ worker, cells, say, copied, stop, values, told }) {
    Object.assign(this, { worker, say, stopped: stop, values });
    this.pending = new Map(); // message id -> what waits for its answer
    this.sent = 0;
    this.cells = cells.map((place, index) => new Cell(place, index));
    this.manager = new LiveManager(
      (...message) => this.send(...message),
      (output, slot) => renderOutput(this.manager, output, slot),
    );
    this.listening = new AbortController();
    const listen = (target, type, listener) =>
      target.addEventListener(type, listener, { signal: this.listening.signal, passive: true });
    listen(document, 'click', (event) => handleCopy(event, copied, told));
    listen(document, 'click', (event) => handlePicture(event, copied));
    listen(document, 'click', completeReport);
    listen(window, 'hashchange', () => this.follow());
    // While the page sleeps no answer comes: the clock starts again when it wakes.
    listen(document, 'visibilitychange', () => this.watchClock());
    this.readerMoved = false; // then the page does not scroll by itself any more
    for (const sign of ['wheel', 'touchmove', 'keydown']) {
      listen(window, sign, () => (this.readerMoved = true));
    }
  }

  /** Python is gone: this object hears nothing any more; `restore` brings back the print. */
  stop({ restore = false } = {}) {
    this.listening.abort();
    clearTimeout(this.clock);
    for (const cell of this.cells) restore ? cell.restore() : cell.freeze();
  }

  /** Run every cell in page order; resolves when all have come to an end. */
  async runAll() {
    const link = parseHash();
    const queries = this.values.queries(link?.query === undefined ? null : link);
    for (const [slug, query] of queries) this.ask({ type: 'link', slug, query });
    const results = await Promise.all(this.cells.map((cell) => this.run(cell)));
    if (link && !this.readerMoved) this.scrollTo(link.slug);
    this.worker.postMessage({ type: 'save' });
    return results.every(Boolean);
  }

  run(cell) {
    cell.begin();
    this.ask({ type: 'run', id: `cell-${cell.index}`, cell: cell.index, code: cell.code });
    return new Promise((resolve) => (cell.ended = resolve));
  }

  /** Send a comm message of a widget to Python. */
  send(kind, content, callbacks, metadata, buffers) {
    const id = `page-${++this.sent}`;
    const header = JSON.stringify({ header: { msg_id: id, msg_type: kind }, content, metadata });
    this.ask({ type: kind, id, header, buffers }, { callbacks });
    return id;
  }

  /** Send a message that will be answered, and watch the clock until then. */
  ask(message, waiting = {}) {
    message.id ??= `page-${++this.sent}`;
    this.pending.set(message.id, { cell: message.cell, ...waiting });
    this.worker.postMessage(message);
    if (this.pending.size === 1) this.watchClock();
  }

  /** Take the answer to a message; return what waited for it. */
  answered(id) {
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    this.watchClock();
    return waiting;
  }

  /** Offer to stop when nothing is answered for a long time. */
  watchClock() {
    clearTimeout(this.clock);
    if (!this.pending.size || document.hidden) return;
    this.clock = setTimeout(() => {
      const [{ cell = this.used ?? 0 }] = this.pending.values();
      this.overdue = cell;
      this.say(cell, 'busy', 'This calculation takes longer than 5 seconds.', {
        stop: this.stopped,
      });
    }, LONG);
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
    else if (message.type === 'values') this.values.keep(message.slug, message.query);
    else if (message.type === 'done') this.finish(cell);
    else if (message.type === 'error') this.receiveError(message, cell);
    else if (message.type === 'linked') this.receiveLinked(message);
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
    this.answered(message.id)?.callbacks?.iopub?.status?.({
      header: { msg_type: 'status' },
      parent_header: { msg_id: message.id },
      content: { execution_state: 'idle' },
    });
    this.used = message.cell;
    if (message.ok && (cell?.troubled || this.overdue !== undefined)) this.recover(cell);
  }

  receiveLinked({ id, slug }) {
    const waiting = this.answered(id);
    if (this.overdue !== undefined) this.recover(this.cells[this.overdue]);
    if (waiting?.scroll) this.scrollTo(slug);
  }

  /** Say that a cell is well again, after an error or a long calculation. */
  recover(cell) {
    if (this.overdue !== undefined) this.say(this.overdue, 'live');
    this.overdue = undefined;
    cell.troubled = false;
    this.say(cell.index, 'live');
  }

  receiveError({ during, summary, traceback }, cell) {
    if (during === 'run') {
      this.answered(`cell-${cell.index}`);
      this.overdue = undefined;
      cell.fail();
      this.say(cell.index, 'failed', ['This cell stopped with an error.', summary], {
        traceback,
        again: () => this.retry(cell),
      });
      cell.ended(false);
    } else {
      cell.troubled = true;
      this.overdue = undefined;
      const what = during === 'link' ? 'The link could not be opened.' : 'Python reported an error.';
      this.say(cell.index, 'live', [what, summary], { traceback });
    }
  }

  async finish(cell) {
    this.answered(`cell-${cell.index}`);
    this.overdue = undefined;
    try {
      await cell.swap();
      if (!cell.troubled) this.say(cell.index, 'live');
      // Values that the reader changed after the cell had begun to run.
      const late = cell.slug && this.values.late(cell.slug);
      if (late) this.ask({ type: 'link', slug: cell.slug, query: late });
      cell.ended(true);
    } catch (error) {
      cell.fail();
      this.say(cell.index, 'failed', ['This cell could not be shown.', error.message], {
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
    if (!this.cells.some((cell) => cell.slug === link.slug)) return;
    this.ask({ type: 'link', ...link }, { scroll: true });
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

// Decides when the cells of this page come alive, and says how far that is.
(() => {
  const script = document.currentScript.dataset;
  const base = new URL(script.liveBase, document.baseURI).href;
  const root = document.documentElement;
  const cells = [...document.querySelectorAll('script.live-source')].map((source) => ({
    element: source.closest('.live-cell'),
    line: source.closest('.live-cell').querySelector('.live-line'),
    code: JSON.parse(source.textContent),
  }));
  if (!cells.length) return;

  const FAULTS = {
    network: 'Python could not be loaded. Check the connection and try again.',
    missing: 'The book has been renewed since this page was loaded. Load the page again.',
    hash: 'A file arrived damaged, so Python was not started. Try again.',
    memory: 'There is not enough free memory for the live version. Close other tabs or programs and try again.',
    refused: 'This browser does not let the page start Python, so the printed version stays.',
    bundle: 'The live version could not be loaded. Check the connection and try again.',
    ended: 'Python has stopped: the calculation may have needed more memory than there is. Try again to go on with your last values.',
    start: 'Python could not be started in this browser, so the printed version stays.',
  };
  const LABELS = { again: 'Try again', start: 'Start', stop: 'Stop', reload: 'Load the page again' };
  // What the page says in its own language, by the English text; see texts.py.
  const words = JSON.parse(document.querySelector('.live-texts')?.textContent ?? '{}');
  const told = (text) => words[text] ?? text;
  const STALLED = 20_000; // milliseconds without a byte

  let worker = null; // while Python starts or runs
  let page = null; // what live.js knows of this worker
  let observer = null;
  const used = new Set(); // files that not every page needs

  // ---- the line that every live cell has ------------------------------------------------

  /**
   * Say in one cell's line how things are.
   * @param {'waiting'|'loading'|'live'|'busy'|'failed'} state
   * @param {string|string[]} text a sentence, or sentences each of which is known by itself
   * @param {object} more `detail` is seen, and not read aloud each time it changes; `traceback`;
   *   one of `again`, `start`, `stop`, `reload`: what the button does
   */
  function say(index, state, text, { detail = '', traceback, ...actions } = {}) {
    const { element, line } = cells[index];
    element.dataset.liveState = state;
    const said = [text || (state === 'live' ? 'Live' : '')].flat().map(told).join(' ');
    const status = line.querySelector('.live-status');
    status.classList.toggle('live-quiet', state === 'live' && !text);
    if (status.firstChild.textContent !== said) status.firstChild.textContent = said;
    status.lastChild.textContent = detail;
    const button = line.querySelector('.live-button');
    const [action] = Object.keys(actions);
    button.hidden = !action;
    button.textContent = told(LABELS[action] ?? '');
    button.onclick = actions[action] ?? null;
    line.querySelector('details')?.remove();
    if (traceback) line.append(details(traceback));
  }

  const sayAll = (state, text, more) => cells.forEach((_, i) => say(i, state, text, more));

  function details(traceback) {
    const box = document.createElement('details');
    box.append(document.createElement('summary'), document.createElement('pre'));
    box.firstChild.textContent = told('Details');
    box.lastChild.textContent = traceback;
    return box;
  }

  function buildLine(line) {
    // The element with role=status is in the page from the beginning, so that it is heard.
    const seen = document.createElement('span');
    seen.setAttribute('aria-hidden', 'true');
    line.querySelector('.live-status').replaceChildren(document.createElement('span'), seen);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'live-button';
    line.append(button);
  }

  // ---- the reader's values, which outlive a worker --------------------------------------

  const values = {
    kept: new Map(), // slug -> query, as Python last answered it
    edited: new Map(), // slug -> values set in the printed controls, before Python is there
    place: `live-cells ${location.pathname}`, // in the storage of this tab

    /** Links to open when the cells run: what the page's address says, and what was changed. */
    queries(link) {
      const found = new Map(link ? [[link.slug, link.query]] : []);
      for (const [slug, query] of this.kept) found.set(slug, query);
      for (const slug of this.edited.keys()) found.set(slug, this.late(slug, found.get(slug)));
      return found;
    },

    /** Take the values that were set in printed controls, on top of `query`. */
    late(slug, query = this.kept.get(slug) ?? '') {
      const edits = this.edited.get(slug);
      if (!edits) return undefined;
      this.edited.delete(slug);
      const others = query.split('&').filter((item) => item && !edits.has(item.split('=')[0]));
      const set = [...edits].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return [...others, ...set].join('&');
    },

    keep(slug, query) {
      this.kept.set(slug, query);
      try {
        sessionStorage.setItem(this.place, JSON.stringify([base, ...this.kept]));
      } catch {
        // Storage is refused: a tab that the browser puts to sleep begins anew.
      }
    },

    /** A tab that the browser had put away comes back with the reader's values. */
    recall() {
      const [visit] = performance.getEntriesByType('navigation');
      if (!document.wasDiscarded && visit?.type !== 'back_forward') return;
      try {
        const [release, ...kept] = JSON.parse(sessionStorage.getItem(this.place)) ?? [];
        if (release === base) this.kept = new Map(kept);
      } catch {
        // nothing was kept
      }
    },
  };

  function edited({ target }) {
    const slug = target.closest('[data-live-form]')?.dataset.liveForm;
    if (!slug || !target.name) return;
    const edits = values.edited.get(slug) ?? new Map();
    const value = target.type === 'checkbox' ? (target.checked ? 'yes' : 'no') : target.value;
    if (value === '') edits.delete(target.name);
    else edits.set(target.name, value);
    values.edited.set(slug, edits);
    if (dataIsDear()) {
      const index = cells.findIndex(({ element }) => element.contains(target));
      if (!worker) say(index, 'waiting', 'Press Start to see the result.', { start: () => begin() });
    } else begin();
  }

  // ---- from the first wish to the last live cell ----------------------------------------

  function begin(again = false) {
    if (worker) return;
    observer?.disconnect();
    root.dataset.live = 'loading';
    sayAll('loading', 'Loading Python');
    performance.mark('live:worker');
    try {
      // The mark makes the worker ask the server again for what it may have kept damaged.
      worker = new Worker(`${base}worker.js${again ? '?again' : ''}`, { type: 'module' });
    } catch (error) {
      console.error(error);
      fail('refused');
      return;
    }
    worker.postMessage({ type: 'language', language: root.lang });
    const bundle = Promise.all([import(`${base}live.js`), styles()]);
    bundle.catch(() => {}); // said below, when Python is ready for it
    waitForBytes();
    worker.onerror = (event) => {
      event.preventDefault();
      fail('network');
    };
    worker.onmessage = ({ data }) => receive(data, bundle);
  }

  const again = () => begin(true);

  async function receive(data, bundle) {
    const own = worker;
    if (data.type === 'progress') {
      waitForBytes();
      const [loaded, total] = [data.loaded, data.total].map((b) => (b / 1e6).toFixed(1));
      sayAll('loading', 'Loading Python', {
        detail: told(': {loaded} of {total} MB').replace('{loaded}', loaded).replace('{total}', total),
      });
    } else if (data.type === 'starting') {
      clearTimeout(stalled);
      sayAll('loading', 'Starting Python');
    } else if (data.type === 'uses') {
      used.add(data.file);
    } else if (data.type === 'failed') {
      console.error(data.message);
      fail(data.why);
    } else if (data.type === 'ready') {
      clearTimeout(stalled);
      root.dataset.liveStart = data.start;
      performance.mark('live:python');
      let live;
      try {
        [live] = await bundle;
      } catch (error) {
        console.error(error);
        if (worker === own) fail('bundle');
        return;
      }
      if (worker !== own) return;
      page = new live.LivePage({ worker, cells, say, copied, stop, values, told });
      const good = await page.runAll();
      performance.mark('live:ready');
      root.dataset.live = good ? 'ready' : 'failed';
      keepOffline();
    } else {
      page?.receive(data);
    }
  }

  let stalled = 0;
  function waitForBytes() {
    clearTimeout(stalled);
    stalled = setTimeout(() => {
      sayAll('loading', 'Waiting for the connection', { again: () => (end(), again()) });
    }, STALLED);
  }

  function end(options) {
    clearTimeout(stalled);
    page?.stop(options);
    page = null;
    worker?.terminate();
    worker = null;
  }

  async function fail(why) {
    end({ restore: true });
    root.dataset.live = 'failed';
    // A folder that is not there any more looks like a bad connection to the browser.
    if (why === 'network' || why === 'bundle') why = (await isGone()) ? 'missing' : why;
    const action = why === 'missing' ? { reload: () => location.reload() } : { again };
    sayAll('failed', FAULTS[why] ?? FAULTS.start, action);
  }

  async function isGone() {
    try {
      const { status } = await fetch(`${base}manifest.json`, { method: 'HEAD', cache: 'no-store' });
      return status === 404;
    } catch {
      return false;
    }
  }

  /** The reader does not want to wait: a new Python shows the last values that had an answer. */
  function stop() {
    const wasLive = root.dataset.live === 'ready';
    end({ restore: !wasLive });
    if (wasLive) {
      begin();
    } else {
      root.dataset.live = 'failed';
      sayAll('failed', 'Stopped. The printed version stays.', { again });
    }
  }

  function styles() {
    if (document.querySelector('link.live-styles')) return null;
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.className = 'live-styles';
    link.href = `${base}live.css`;
    return new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        reject(new Error(`${link.href} could not be loaded`));
      };
      document.head.append(link);
    });
  }

  function copied(button, ok) {
    const index = cells.findIndex(({ element }) => element.contains(button));
    const outcome = ok ? 'Copied' : 'This is not possible here';
    say(index, 'live', outcome);
    setTimeout(() => {
      const status = cells[index].line.querySelector('.live-status');
      if (status.firstChild.textContent === told(outcome)) say(index, 'live');
    }, 2000);
  }

  /** Ask the service worker to keep this page, when nothing else is to be done. */
  async function keepOffline() {
    try {
      await navigator.serviceWorker.register(script.liveKeeper);
      const { active } = await navigator.serviceWorker.ready;
      navigator.serviceWorker.onmessage = ({ data }) => (root.dataset.liveOffline = data.type);
      const resources = performance.getEntriesByType('resource').map(({ name }) => name);
      const page = location.href.split('#')[0];
      active.postMessage({ type: 'keep', page, resources, base, files: [...used] });
    } catch (error) {
      console.info('This page is not kept for reading without a network.', error);
    }
  }

  // ---- when to begin --------------------------------------------------------------------

  const permalink = () => /^#[^?]+\?/.test(location.hash);

  function dataIsDear() {
    const { saveData, type, effectiveType } = navigator.connection ?? {};
    return saveData || type === 'cellular' || /^(slow-2g|2g|3g)$/.test(effectiveType);
  }

  /** A permalink names an id that no element has as it stands: bring its cell into view. */
  function showLinked() {
    const slug = location.hash.slice(1).split('?')[0];
    document.getElementById(slug)?.scrollIntoView({ block: 'start' });
  }

  /** Text comes first: files for Python are asked for when the page has been drawn. */
  function afterPaint(act) {
    if (document.hidden) act(); // nothing is drawn
    else requestAnimationFrame(() => afterFirstPaint(act));
  }

  /** On a busy device a frame is on the screen some time after its script ran. */
  function afterFirstPaint(act) {
    const drawn = 'first-contentful-paint';
    const seen = () => performance.getEntriesByName(drawn).length;
    const started = performance.now();
    // Not every browser tells of it (Firefox in our tests does not): a second is enough.
    (function look() {
      if (seen() || performance.now() - started > 1000) act();
      else setTimeout(look, 20);
    })();
  }

  function arrange() {
    values.recall();
    sayAll('waiting', '', { start: () => begin() });
    for (const { element } of cells) element.addEventListener('input', edited);
    if (permalink()) {
      showLinked();
      afterPaint(begin);
      return;
    }
    window.addEventListener('hashchange', () => {
      if (permalink() && !worker) begin();
    });
    if (!navigator.connection) {
      // The browser does not say whether data is dear: wait for a sign of interest.
      for (const { element } of cells) {
        for (const sign of ['pointerdown', 'focusin', 'keydown']) {
          element.addEventListener(sign, () => begin(), { once: true });
        }
      }
    } else if (!dataIsDear()) {
      const seen = (entries) => entries.some((entry) => entry.isIntersecting) && begin();
      observer = new IntersectionObserver(seen, { rootMargin: '200px' }); // a little ahead
      cells.forEach(({ element }) => observer.observe(element));
    }
  }

  /** Without a live version the printed controls would change nothing. */
  function stayPrinted(sentence) {
    root.dataset.live = 'printed';
    sayAll('waiting', sentence);
  }

  cells.forEach(({ line }) => buildLine(line));
  if (location.protocol === 'file:') {
    stayPrinted('This page was opened as a file. Its live version needs a web server, for example: python -m http.server');
  } else if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
    stayPrinted('This browser cannot run Python in a page, so the printed version stays.');
  } else {
    arrange();
  }
})();

// Decides when the cells of this page come alive, and says how far that is.
(() => {
  const base = new URL(document.currentScript.dataset.liveBase, document.baseURI).href;
  const root = document.documentElement;
  const cells = [...document.querySelectorAll('script.live-source')].map((source) => ({
    element: source.closest('.live-cell'),
    line: source.closest('.live-cell').querySelector('.live-line'),
    code: JSON.parse(source.textContent),
  }));
  if (!cells.length) return;

  let worker = null; // while Python starts or runs
  let observer = null;

  // ---- the line that every live cell has ------------------------------------------------

  /**
   * Say in one cell's line how things are.
   * @param {'waiting'|'loading'|'live'|'failed'} state
   * @param {{detail?: string, traceback?: string, again?: () => void, start?: boolean}} more
   *   `detail` is seen, and not read aloud each time it changes
   */
  function say(index, state, text, { detail = '', traceback, again, start } = {}) {
    const { element, line } = cells[index];
    element.dataset.liveState = state;
    const said = text ?? (state === 'live' ? 'Live' : '');
    const status = line.querySelector('.live-status');
    status.classList.toggle('live-quiet', state === 'live' && !text);
    if (status.firstChild.textContent !== said) status.firstChild.textContent = said;
    status.lastChild.textContent = detail;
    const button = line.querySelector('.live-button');
    button.hidden = !again && !start;
    button.textContent = again ? 'Try again' : start ? 'Start' : '';
    button.onclick = again ?? begin;
    line.querySelector('details')?.remove();
    if (traceback) line.append(details(traceback));
  }

  const sayAll = (state, text, more) => cells.forEach((_, i) => say(i, state, text, more));

  function details(traceback) {
    const box = document.createElement('details');
    box.append(document.createElement('summary'), document.createElement('pre'));
    box.firstChild.textContent = 'Details';
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

  // ---- from the first wish to the last live cell ----------------------------------------

  function begin() {
    if (worker) return;
    observer?.disconnect();
    root.dataset.live = 'loading';
    sayAll('loading', 'Loading Python');
    performance.mark('live:worker');
    worker = new Worker(`${base}worker.mjs`, { type: 'module' });
    const bundle = Promise.all([import(`${base}live.js`), styles()]);
    bundle.catch(() => {}); // said below, when Python is ready for it
    let page = null;
    const fail = (sentence) => {
      page?.stop();
      worker?.terminate();
      worker = null;
      root.dataset.live = 'failed';
      sayAll('failed', sentence, { again: begin });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail('Python could not be loaded. Check the connection and try again.');
    };
    worker.onmessage = async ({ data }) => {
      if (data.type === 'progress') {
        const [loaded, total] = [data.loaded, data.total].map((b) => (b / 1e6).toFixed(1));
        sayAll('loading', 'Loading Python', { detail: `: ${loaded} of ${total} MB` });
      } else if (data.type === 'starting') {
        sayAll('loading', 'Starting Python');
      } else if (data.type === 'failed') {
        console.error(data.message);
        fail('Python could not be started. Check the connection and try again.');
      } else if (data.type === 'ready') {
        root.dataset.liveStart = data.start;
        performance.mark('live:python');
        let live;
        try {
          [live] = await bundle;
        } catch (error) {
          console.error(error);
          fail('The live version could not be loaded. Check the connection and try again.');
          return;
        }
        page = new live.LivePage({ worker, cells, say, copied });
        const good = await page.runAll();
        performance.mark('live:ready');
        root.dataset.live = good ? 'ready' : 'failed';
      } else {
        page.receive(data);
      }
    };
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
    const words = ok ? 'Copied' : 'Copying is not possible here';
    say(index, 'live', words);
    setTimeout(() => {
      const status = cells[index].line.querySelector('.live-status');
      if (status.firstChild.textContent === words) say(index, 'live');
    }, 2000);
  }

  // ---- when to begin --------------------------------------------------------------------

  const permalink = () => /^#[^?]+\?/.test(location.hash);

  /** A permalink names an id that no element has as it stands: bring its cell into view. */
  function showLinked() {
    const slug = location.hash.slice(1).split('?')[0];
    document.getElementById(slug)?.scrollIntoView({ block: 'start' });
  }

  function arrange() {
    sayAll('waiting', '', { start: true });
    if (permalink()) {
      showLinked();
      begin();
      return;
    }
    window.addEventListener('hashchange', () => {
      if (permalink() && !worker) begin();
    });
    const line = navigator.connection;
    if (!line) {
      // The browser does not say whether data is dear: wait for a sign of interest.
      for (const { element } of cells) {
        for (const sign of ['pointerdown', 'focusin', 'keydown']) {
          element.addEventListener(sign, begin, { once: true });
        }
      }
    } else if (!line.saveData && line.type !== 'cellular' && !/^(slow-2g|2g|3g)$/.test(line.effectiveType)) {
      const seen = (entries) => entries.some((entry) => entry.isIntersecting) && begin();
      observer = new IntersectionObserver(seen, { rootMargin: '200px' }); // a little ahead
      cells.forEach(({ element }) => observer.observe(element));
    }
  }

  cells.forEach(({ line }) => buildLine(line));
  if (location.protocol === 'file:') {
    sayAll('waiting', 'This page was opened as a file. Its live version needs a web server, for example: python -m http.server');
  } else if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
    sayAll('waiting', 'This browser cannot run Python in a page, so the printed version stays.');
  } else {
    arrange();
  }
})();

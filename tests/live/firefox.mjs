// Visits a live chapter in Firefox over WebDriver BiDi: node firefox.mjs JOB. Prints JSON.
// JOB is a JSON file: {modules, firefox, origin, chapter, permalink}. It only looks and measures;
// what must hold is said in test_firefox.py.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(`${job.modules}/`);
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')).href);

const FINISHED = () => ['ready', 'failed'].includes(document.documentElement.dataset.live);
const WAIT = { timeout: 120_000 };
// The chapter has other explorables, too. Printed, the name is inside the cell; live, it is the cell's.
const CELL = '.live-cell:is(#seat-allocator, :has(#seat-allocator))';

const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: job.firefox,
  headless: true,
  extraPrefsFirefox: {
    // Every request but those to this machine goes to a proxy that is not there.
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
    'network.proxy.no_proxies_on': '127.0.0.1',
    'network.proxy.allow_hijacking_localhost': false,
    'network.dns.disablePrefetch': true,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  },
});
const found = { version: await browser.version(), errors: [], foreign: [] };

async function open(path) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1200, height: 900 });
  page.on('pageerror', (error) => found.errors.push(String(error)));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && origin !== job.origin) found.foreign.push(request.url());
  });
  await page.goto(`${job.origin}/${path}`);
  return page;
}

/** Wait until the cells are live; what the page then says, and seconds from the worker on. */
async function whenLive(page) {
  await page.waitForFunction(FINISHED, WAIT);
  return page.evaluate(() => {
    const at = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
    const { live, liveStart } = document.documentElement.dataset;
    return {
      live,
      start: liveStart,
      seconds: (at('live:ready') - at('live:worker')) / 1000,
      sentence: document.querySelector('#seat-allocator .explorable-sentence')?.innerText,
    };
  });
}

const sentence = (page) =>
  page.$eval('#seat-allocator .explorable-sentence', (element) => element.innerText);

try {
  const first = await open(job.chapter);
  found.waited = await first.$eval(CELL, (cell) => cell.dataset.liveState);
  found.printed = await sentence(first);
  // Firefox does not tell of the line, so the page waits for a reader: here, for the focus.
  await first.focus(`${CELL} .live-button`);
  found.first = await whenLive(first);

  await first.focus(`${CELL} .live-output [role=slider]`);
  const moved = await first.evaluate(() => performance.now());
  await first.keyboard.press('ArrowLeft');
  await first.waitForFunction(
    (before) =>
      document.querySelector('#seat-allocator .explorable-sentence')?.innerText !== before,
    WAIT,
    found.first.sentence,
  );
  found.change = { milliseconds: (await first.evaluate(() => performance.now())) - moved };
  found.change.sentence = await sentence(first);
  await first.waitForFunction(() => document.documentElement.dataset.liveSaved, WAIT);
  await first.close();

  const linked = await open(job.permalink);
  found.second = await whenLive(linked);
  found.inView = await linked.$eval(CELL, (cell) => {
    const { top } = cell.getBoundingClientRect();
    return top > -10 && top < innerHeight;
  });
} catch (error) {
  found.error = String(error);
}
console.log(JSON.stringify(found));
await browser.close();

// Runs Lighthouse over pages: node lighthouse.mjs JOB. Prints one line of JSON a page.
// JOB is a JSON file: {modules, chromium, options, pages}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(`${job.modules}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: puppeteer } = await load('puppeteer-core');
const { startFlow } = await load('lighthouse');

// What a reader of a phone taps, by the first of each line that can be seen.
const TARGETS = [
  '.live-output .widget-toggle-button',
  '.live-output select, .live-output .noUi-target',
  '.selfcheck input, .selfcheck button',
  'button.primary-toggle, label.primary-toggle, .sidebar-toggle',
];
// The figures are of a page that is not simulated but slowed down, as taps cannot be simulated.
const TIMESPAN = { throttlingMethod: 'devtools' };

async function tap(page, selector) {
  for (const element of await page.$$(selector)) {
    if (!(await element.isVisible())) continue;
    await element.scrollIntoView();
    await element.tap();
    await new Promise((resolve) => setTimeout(resolve, 1500)); // until everything is painted
    return true;
  }
  return false;
}

/** Wait for the live cells of the page, if it has any, where taps are the hardest to answer. */
async function becomeLive(page) {
  const cell = await page.$('.live-cell');
  if (!cell) return;
  await cell.scrollIntoView();
  const start = await page.$('.live-cell .live-button:not([hidden])');
  if (start) await start.tap().catch(() => {}); // it has begun by itself
  await page.waitForFunction(
    () => ['ready', 'failed'].includes(document.documentElement.dataset.live),
    { timeout: 120_000 },
  );
}

/** Where in the page, or at which address, an audit saw its first fault. */
function where(item) {
  const place = item?.node?.selector ?? item?.sourceLocation?.url ?? item?.url;
  return place ? `(${place})` : '';
}

const browser = await puppeteer.launch({
  executablePath: job.chromium,
  args: job.options,
  headless: true,
});
for (const url of job.pages) {
  const page = await browser.newPage();
  const line = { url };
  try {
    const flow = await startFlow(page);
    await flow.navigate(url);
    await becomeLive(page);
    await flow.startTimespan({ flags: TIMESPAN });
    // In the first half second Lighthouse also counts what moves because a reader asked for it.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    line.taps = 0;
    for (const target of TARGETS) if (await tap(page, target)) line.taps += 1;
    await flow.endTimespan();
    const [visit, span] = (await flow.createFlowResult()).steps.map((step) => step.lhr);
    const value = (report, audit) => report.audits[audit]?.numericValue ?? null;
    for (const [id, { score }] of Object.entries(visit.categories)) line[id] = score;
    line.lcp = value(visit, 'largest-contentful-paint');
    line.tbt = value(visit, 'total-blocking-time');
    line.cls = Math.max(value(visit, 'cumulative-layout-shift'), value(span, 'cumulative-layout-shift'));
    line.inp = value(span, 'interaction-to-next-paint');
    line.failed = Object.values(visit.audits)
      .filter(({ score, id }) => score !== null && score < 1
        && ['accessibility', 'best-practices'].some((category) =>
          visit.categories[category].auditRefs.some((ref) => ref.id === id && ref.weight)))
      .map(({ id, details }) => `${id} ${where(details?.items?.[0])}`.trim());
  } catch (error) {
    line.error = String(error).split('\n')[0];
  }
  console.log(JSON.stringify(line));
  await page.close();
}
await browser.close();

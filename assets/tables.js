// Finds rows in the tables of the data page while a reader types, and opens the row of a link.
// Without this script every table is there, and nothing is hidden.
const form = document.querySelector('[data-table-search]');
const input = form.querySelector('input');
const status = form.querySelector('[data-table-hits]');
const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`;
// Letters without marks; 5,247,720 is written 5247720 in the tables.
const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  .replace(/(\d),(?=\d{3})/g, '$1').replace(/[ʻʼ’‘`']/g, "'");

let tables; // read when first needed

function read() {
  tables ??= [...document.querySelectorAll('.data-table')].map((section) => {
    const folded = section.querySelector('.data-rows');
    const rows = [...section.querySelectorAll('tbody tr')];
    const title = section.dataset.table;
    return {
      section, folded, open: folded.open, found: section.querySelector('[data-table-found]'),
      rows: rows.map((row) => ({ row, text: plain(`${title} ${row.textContent}`) })),
    };
  });
}

function find() {
  read();
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let hits = 0, places = 0;
  for (const table of tables) {
    let here = 0;
    for (const { row, text } of table.rows) {
      const hit = words.every((word) => text.includes(word));
      row.hidden = !hit;
      here += hit;
    }
    hits += here;
    places += here > 0;
    table.section.hidden = here === 0;
    table.folded.open = words.length ? here > 0 : table.open;
    table.found.textContent = words.length ? `(${here} found)` : '';
  }
  status.textContent = words.length ? `${count(hits, 'row')} found in ${count(places, 'table')}.` : '';
  const place = words.length ? `#find=${encodeURIComponent(input.value.trim())}` : location.pathname;
  if (words.length || location.hash.startsWith('#find=')) history.replaceState(null, '', place);
}

function open() {
  const name = decodeURIComponent(location.hash.slice(1));
  if (name.startsWith('find=')) {
    input.value = name.slice('find='.length);
    find();
    return;
  }
  const target = document.getElementById(name);
  const folded = target?.closest('.data-rows');
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView({ block: 'center' });
}

let waiting;
input.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 150); // a screen reader hears one number, not one for each letter
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  find();
});
addEventListener('hashchange', open);
form.hidden = false;
open();

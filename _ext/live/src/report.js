// Links `a[download][data-address]` inside live cells: a page that is kept names its own place.

/**
 * Put the address of this page in front of the link that the downloaded page holds.
 * The download itself is the browser's: without this script the page keeps a link without a place.
 */
export function completeReport(event) {
  const link = event.target.closest?.('.live-cell a[download][data-address]');
  if (!link?.href.startsWith('data:')) return;
  const place = escapeMarkup(link.dataset.address);
  const here = escapeMarkup(location.href.split('#')[0]);
  const text = decode(link.href.split(',')[1]).replaceAll(place, here + place);
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
}

const decode = (base64) =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));

const escapeMarkup = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

// Buttons `[data-copy]` inside live cells put their text on the clipboard.

/**
 * @param {(button: HTMLElement, ok: boolean) => void} report says how it went
 * @param {(text: string) => string} told a text in the language of the page
 */
export async function handleCopy(event, report, told) {
  const button = event.target.closest?.('.live-cell [data-copy]');
  if (!button) return;
  const wanted = button.dataset.copy;
  // A text that begins with # is a place in this page.
  const text = wanted.startsWith('#') ? location.href.split('#')[0] + wanted : wanted;
  const ok = await copy(text);
  if (button.dataset.copied === undefined) {
    const label = button.textContent;
    button.dataset.copied = '';
    button.textContent = told(ok ? 'Copied' : 'Not copied');
    setTimeout(() => {
      button.textContent = label;
      delete button.dataset.copied;
    }, 2000);
  }
  report(button, ok);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no permission, or a page that is not https
  }
}

function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'live-clipboard';
  const active = document.activeElement;
  document.body.append(area);
  area.select();
  const ok = document.execCommand('copy');
  area.remove();
  active?.focus({ preventScroll: true });
  return ok;
}

// Turns one output of a cell (nbformat's `outputs`) into elements.

const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** Fill `slot`, which is part of the page, with one output. */
export async function renderOutput(manager, output, slot) {
  slot.className = 'output';
  const data = output.data ?? {};
  if (output.output_type === 'stream') {
    slot.classList.add(output.name === 'stderr' ? 'stderr' : 'stream');
    slot.append(preformatted(output.text));
  } else if (data[WIDGET]) {
    await manager.show(data[WIDGET].model_id, slot);
  } else if (data['text/html'] ?? data['image/svg+xml']) {
    slot.classList.add('text_html');
    slot.innerHTML = data['text/html'] ?? data['image/svg+xml'];
  } else if (data['image/png'] ?? data['image/jpeg']) {
    const kind = data['image/png'] ? 'image/png' : 'image/jpeg';
    const image = document.createElement('img');
    image.src = `data:${kind};base64,${data[kind]}`;
    image.alt = data['text/plain'] ?? '';
    slot.append(image);
  } else {
    slot.classList.add('text_plain');
    slot.append(preformatted(data['text/plain'] ?? ''));
  }
}

function preformatted(text) {
  const pre = document.createElement('pre');
  pre.textContent = text;
  return pre;
}

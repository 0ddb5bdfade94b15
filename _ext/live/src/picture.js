// Buttons `[data-png]` inside live cells offer a picture of the cell as a PNG file.

const SCALE = 2; // dots for each unit of the drawing, sharp enough for slides

/** @param {(button: HTMLElement, ok: boolean) => void} report says how it went */
export async function handlePicture(event, report) {
  const button = event.target.closest?.('.live-cell [data-png]');
  if (!button) return;
  const svg = button.closest('.live-output').querySelector(button.dataset.of ?? 'svg');
  try {
    save(await draw(svg), button.dataset.png);
  } catch (error) {
    console.error(error);
    report(button, false);
  }
}

/** Draw on white, in black and the drawing's own colours, whatever the page's theme is. */
async function draw(svg) {
  const { width, height } = svg.viewBox.baseVal;
  const copy = svg.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', width * SCALE);
  copy.setAttribute('height', height * SCALE);
  const text = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

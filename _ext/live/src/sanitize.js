// In place of the package sanitize-html (which brings a CSS parser): the same allow-list for
// descriptions of widgets, applied by the browser's own parser to a document that never runs.

export default function sanitize(markup, { allowedTags, allowedAttributes }) {
  const body = new DOMParser().parseFromString(markup, 'text/html').body;
  for (const element of [...body.querySelectorAll('*')]) {
    const tag = element.localName;
    if (['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'math'].includes(tag)) {
      element.remove();
    } else if (!allowedTags.includes(tag)) {
      element.replaceWith(...element.childNodes);
    } else {
      const allowed = [...(allowedAttributes['*'] ?? []), ...(allowedAttributes[tag] ?? [])];
      for (const { name, value } of [...element.attributes]) {
        const known = allowed.some((a) => (a.endsWith('*') ? name.startsWith(a.slice(0, -1)) : a === name));
        const address = name === 'href' || name === 'src';
        if (!known || (address && !/^(https?:|mailto:|[^:]*$)/i.test(value.trim()))) {
          element.removeAttribute(name);
        }
      }
    }
  }
  return body.innerHTML;
}

// The article for elsewhere: copied as rich text, downloaded, printed.

import { byId, set } from '../dom/dom.mjs';

const FORMATS = ['markdown', 'html', 'docx'];

const menu = byId('export');
const article = byId('article');

export class ExportView {
  #client;
  #gateway;

  /**
   * @param options.client whose conversation it is
   * @param options.gateway which renders the article
   * @param options.onFailed called when a download fails
   */
  constructor({ client, gateway, onFailed }) {
    this.#client = client;
    this.#gateway = gateway;
    for (const format of FORMATS) {
      byId(`export-${format}`).addEventListener('click', () => this.#save(format).catch(onFailed));
    }
    byId('export-rich').addEventListener('click', () => copyRich().catch(onFailed));
    byId('export-print').addEventListener('click', () => print());
    menu.addEventListener('click', ({ target }) => target.closest('button') && this.#close());
    menu.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#close());
    document.addEventListener('pointerdown', ({ target }) => menu.open && !menu.contains(target) && (menu.open = false));
  }

  show({ shared, draft }) {
    set(menu, 'hidden', !shared.article || draft !== null);
    set(byId('export-rich'), 'hidden', !globalThis.ClipboardItem || !navigator.clipboard?.write);
  }

  #close() {
    menu.open = false;
    menu.querySelector('summary').focus();
  }

  /** The server names the file, and it must be asked with the token: so a plain link does not do. */
  async #save(format) {
    const { version } = this.#client.state.shared.article;
    const { blob, name } = await this.#gateway.download(this.#client.conversationId, { version, format });
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
    link.click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}

/** For word processors and mail. Plain text goes with it, for everything else. */
async function copyRich() {
  const copy = article.cloneNode(true);
  for (const node of copy.querySelectorAll('*')) {
    for (const name of node.getAttributeNames().filter((one) => !['href', 'title', 'start', 'align'].includes(one))) {
      node.removeAttribute(name);
    }
  }
  const serializer = new XMLSerializer();
  const html = Array.from(copy.children, (block) => serializer.serializeToString(block)).join('');
  const types = { 'text/html': html, 'text/plain': article.innerText };
  const blobs = Object.entries(types).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

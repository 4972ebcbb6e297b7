// As much of a document as the page's helpers need, for tests without a browser.

class FakeElement {
  dataset = {};
  style = {};
  children = [];
  parent = null;

  constructor(tag) {
    this.tag = tag;
  }

  append(...children) {
    for (const child of children) {
      this.children.push(child);
      if (child instanceof FakeElement) {
        child.parent = this;
      }
    }
  }

  remove() {
    this.parent.children = this.parent.children.filter((child) => child !== this);
  }

  setAttribute(name, value) {
    this[name] = value;
  }

  focus() {
    globalThis.document.activeElement = this;
  }

  get textContent() {
    return this.children.map((child) => child.textContent ?? String(child)).join('');
  }

  set textContent(text) {
    this.children = [text];
  }
}

globalThis.document = { createElement: (tag) => new FakeElement(tag), activeElement: null };

/** All elements of a tag, also within others. */
export function all(elements, tag) {
  return elements.flatMap((one) => (one instanceof FakeElement ? [...(one.tag === tag ? [one] : []), ...all(one.children, tag)] : []));
}

/** What a person reads, one text after the other. */
export function texts(elements) {
  return elements.flatMap((one) => (one instanceof FakeElement ? texts(one.children) : [String(one).trim()])).filter((text) => text !== '');
}

// Symbols for small buttons. The button's name says what they mean.

import { element } from './dom.mjs';
import { svg } from './svg.mjs';

const PATHS = {
  close: ['M6 6l12 12M18 6L6 18'],
  plus: ['M12 5v14M5 12h14'],
  minus: ['M5 12h14'],
  fit: ['M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5'],
  enlarge: ['M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'],
  shrink: ['M20 10h-6V4M14 10l6-6M4 14h6v6M10 14l-6 6'],
  arrange: ['M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5'],
  good: ['M7 11v9H4v-9h3ZM7 11l4-8c1.7 0 2.6 1.2 2.3 2.8L12.7 9H18a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 16.7 20H7'],
  bad: ['M17 13V4h3v9h-3ZM17 13l-4 8c-1.7 0-2.6-1.2-2.3-2.8l.6-3.2H6a2 2 0 0 1-2-2.4l1.3-7A2 2 0 0 1 7.3 4H17'],
  edit: ['M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19l-4 1Z'],
  erase: ['M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5'],
  link: ['M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2'],
};

function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'icon' }, ...PATHS[name].map((d) => svg('path', { d })));
}

/** A button with a symbol. */
export function iconButton(name, onclick, data = {}) {
  return element('button', { type: 'button', className: 'quiet icon-button', onclick, data }, icon(name));
}

/** Names a button with a symbol. */
export function name(made, text) {
  if (made.ariaLabel !== text) {
    made.ariaLabel = text;
    made.title = text;
  }
}

// The link at the selection.

import { isSafeLink } from '../text/dialect.mjs';
import { schema } from './schema.mjs';

const { link } = schema.marks;

/** {href, from, to} of the link that the selection is in; null if it is in none. */
export function linkAt({ selection: { $from } }) {
  const mark = link.isInSet($from.marks()) ?? link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) {
    return null;
  }
  let [from, to, at] = [$from.pos, $from.pos, $from.start()];
  $from.parent.forEach((child) => {
    const end = at + child.nodeSize;
    if (mark.isInSet(child.marks) && end >= from && at <= to) {
      [from, to] = [Math.min(from, at), Math.max(to, end)];
    }
    at = end;
  });
  return { href: mark.attrs.href, from, to };
}

/** Makes the selected text a link, or changes the link at the selection. Without an address it is a link no more. */
export function changeLink(href) {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    const at = empty ? linkAt(state) : { from, to };
    const address = /^[\w.-]+\.\w{2,}(?:[/?#]|$)/u.test(href) ? `https://${href}` : href.trim();
    if (!at && address !== '' && isSafeLink(address)) {
      dispatch(state.tr.replaceSelectionWith(schema.text(address, [link.create({ href: address })]), false));
    } else if (at) {
      const tr = state.tr.removeMark(at.from, at.to, link);
      dispatch(address !== '' && isSafeLink(address) ? tr.addMark(at.from, at.to, link.create({ href: address })) : tr);
    }
    return true;
  };
}

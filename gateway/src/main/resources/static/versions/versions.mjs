// What the views of the article's versions need, without a document.

/** Who wrote a version or a span, for the person: "you", or the agent with its model. */
export function authorText({ author, agent, model }, strings) {
  if (author === 'PERSON') {
    return strings.you;
  }
  const name = strings.agent[agent ?? 'generator'] ?? agent;
  return model ? `${name} · ${model}` : name;
}

/** What happened to make a version, in a few words. */
export function storyText({ restored, aside, unfinished, message, author }, strings) {
  if (restored) {
    return strings.restoredFrom(restored);
  }
  if (aside) {
    return strings.keptAside;
  }
  if (unfinished) {
    return strings.unfinished;
  }
  return message ?? (author === 'PERSON' ? strings.editedByHand : '');
}

/**
 * How much of a text each author wrote.
 *
 * @param spans of the provenance, in order
 * @return [{ author, agent, model, version, length, share }], the largest first; share is from 0 to 1
 */
export function shares(spans) {
  const total = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const byAuthor = new Map();
  for (const span of spans) {
    const key = JSON.stringify([span.author, span.agent, span.model]);
    const known = byAuthor.get(key) ?? { author: span.author, agent: span.agent, model: span.model, length: 0 };
    byAuthor.set(key, { ...known, length: known.length + span.end - span.start });
  }
  return [...byAuthor.values()]
    .map((one) => ({ ...one, share: total === 0 ? 0 : one.length / total }))
    .sort((one, other) => other.length - one.length);
}

/** Percent for people: what is there is never 0 %, and what is not all is never 100 %. */
export function percent(share) {
  const rounded = Math.round(share * 100);
  if (share > 0 && rounded === 0) {
    return 1;
  }
  return share < 1 && rounded === 100 ? 99 : rounded;
}

/** Where in the source a shown character may still stand: a link's address may be in between. */
const REACH = 4000;

/**
 * For each character of a text as it is shown, where it stands in its Markdown. What is shown is nearly a part of the
 * source: marks are left out. A character that is not found, such as a tick for `[x]`, stands where the one before does.
 *
 * @return offsets in the source, one for each UTF-16 unit of the shown text
 */
export function sourceOffsets(source, shown) {
  const offsets = new Int32Array(shown.length);
  let next = 0;
  let last = 0;
  for (let i = 0; i < shown.length; i++) {
    const found = isBlank(shown[i]) ? nextBlank(source, next) : source.indexOf(shown[i], next);
    if (found !== -1 && found - next <= REACH) {
      last = found;
      next = found + 1;
    }
    offsets[i] = last;
  }
  return offsets;
}

function isBlank(char) {
  return /\s/u.test(char);
}

/** A line break of the source may be shown as a space, or the other way round; some breaks are not in the source. */
function nextBlank(source, from) {
  return from < source.length && isBlank(source[from]) ? from : -1;
}

/**
 * The pieces of a shown text that one span each made.
 *
 * @param spans of the provenance, in order, covering the source
 * @param offsets see sourceOffsets
 * @param base where the source of the shown text begins in the whole
 * @return [{ start, end, span }] in the shown text
 */
export function shownSpans(spans, offsets, base = 0) {
  const pieces = [];
  let at = 0;
  for (let i = 0; i < offsets.length; i++) {
    const position = base + offsets[i];
    while (at < spans.length - 1 && spans[at].end <= position) {
      at++;
    }
    while (at > 0 && spans[at].start > position) {
      at--;
    }
    const last = pieces.at(-1);
    if (last?.span === spans[at]) {
      last.end = i + 1;
    } else {
      pieces.push({ start: i, end: i + 1, span: spans[at] });
    }
  }
  return pieces;
}

/** The place of each top-level block in its Markdown. Blocks say in which line they begin; \r\n counts as one end. */
export function blockOffsets(markdown, lines) {
  const starts = [0];
  for (const { index, 0: end } of markdown.matchAll(/\r\n?|\n/gu)) {
    starts.push(index + end.length);
  }
  return lines.map((line, index) => ({
    start: starts[line] ?? markdown.length,
    end: index + 1 < lines.length ? (starts[lines[index + 1]] ?? markdown.length) : markdown.length,
  }));
}

/**
 * The parts of a comparison for people who read it: long unchanged stretches are cut in the middle.
 *
 * @param context how many characters stay on each side of a change
 * @return [{ op, text }], where op can also be "gap", with the text that was left out
 */
export function condensed(parts, context = 120) {
  return parts.flatMap((part, index) => {
    if (part.op !== 'equal' || part.text.length <= context * 2.5) {
      return [part];
    }
    const head = index === 0 ? 0 : cut(part.text, context);
    const tail = index === parts.length - 1 ? part.text.length : part.text.length - cut(part.text, context);
    return [
      { op: 'equal', text: part.text.slice(0, head) },
      { op: 'gap', text: part.text.slice(head, tail) },
      { op: 'equal', text: part.text.slice(tail) },
    ].filter(({ text }) => text !== '');
  });
}

/** Never between the two halves of a character. */
function cut(text, length) {
  return /[\udc00-\udfff]/u.test(text[length]) ? length - 1 : length;
}

/** Whether two versions differ at all, and by how many characters. */
export function changeOf(parts) {
  const count = (op) => parts.filter((part) => part.op === op).reduce((sum, { text }) => sum + Array.from(text).length, 0);
  return { inserted: count('insert'), deleted: count('delete') };
}

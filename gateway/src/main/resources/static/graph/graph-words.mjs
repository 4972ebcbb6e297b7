// How entities and relations are called, in the language of the page. Pure.

import { inWords } from '../state/values.mjs';

const own = (words, name) => (Object.hasOwn(words, name) ? words[name] : inWords(name));

export const typeWord = (type, strings) => own(strings.entityTypes, type);

export const relationWord = (type, strings) => own(strings.relationTypes, type) || '→';

/** An entity with its type and how many relations it has. */
export const entityLabel = ({ name, type, degree }, strings) => strings.entityLabel(name, typeWord(type, strings), degree);

/** A relation as a sentence. */
export const relationSentence = ({ from, type, to }, strings) => strings.relationSentence(from.name, relationWord(type, strings), to.name);

/** What is read out about an entity: what it is, and every relation as a sentence. */
export function entityStory(node, relations, strings) {
  const sentences = relations.map((relation) => relationSentence(relation, strings));
  return [`${[node.name, typeWord(node.type, strings)].filter(Boolean).join(', ')}.`, ...(sentences.length > 0 ? sentences : [strings.noRelations])].join(' ');
}

const LONGEST = 18;
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;

/** A name as it is written beside its symbol, and about how wide that is in pixels. */
export function shortName(name) {
  let width = 0;
  let text = '';
  for (const character of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.replace(/\s+/gu, ' '))) {
    width += WIDE.test(character.segment) ? 2 : 1;
    if (width > LONGEST) {
      return { text: `${text.trimEnd()}…`, width: LONGEST * 6.5 };
    }
    text += character.segment;
  }
  return { text, width: width * 6.5 + 4 };
}

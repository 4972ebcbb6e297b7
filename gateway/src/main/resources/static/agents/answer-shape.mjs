// What an agent's answer looks like, whatever its shape. The value decides; the JSON schema of the agent's card adds
// order, descriptions, scores and enums. Pure: (answer, schema) -> a tree of shapes, which answer-view.mjs shows.

import { fits } from '../state/limits.mjs';
import { isObject } from '../state/values.mjs';

/** Deeper values are shown as JSON: nobody reads six levels in a narrow pane. */
const MAX_DEPTH = 5;
const MAX_LABEL = 200;
const MAX_TITLE = 80;
const MAX_INLINE = 24;
const MAX_COLUMNS = 4;
/** What fits beside each other on a phone, in letters. A Chinese character is as wide as two. */
const MAX_ROW = 34;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
const SCALARS = ['text', 'tag', 'number', 'score', 'flag'];

/**
 * The shape of an answer; null if there is nothing to show. A shape is one of
 *
 * - `{kind: 'text', text}`, `{kind: 'tag', text}`, `{kind: 'number', value}`, `{kind: 'flag', value}`,
 *   `{kind: 'score', value}` (from 0 to 100);
 * - `{kind: 'choice', label, message, rest}`: a button, and a record's other fields or null; `{kind: 'choices', items}`;
 * - `{kind: 'list', items}`, `{kind: 'tags', items}`, `{kind: 'table', columns, rows}`;
 * - `{kind: 'record', title, score, fields}`: `fields` are `{label, hint, shape, inline}`; `inline` says that the value
 *   stands beside its label; `title` and `score` are fields that head the record, or null;
 * - `{kind: 'records', items}`, which are records, or choices with other fields.
 */
export function shapeOf(answer, schema) {
  const shape = shapeAt(answer, schema, schema, 0);
  // The only field needs no label below the answer's title.
  return shape?.kind === 'record' && shape.fields.length === 1 ? shape.fields[0].shape : shape;
}

/** A property's name in words: `readingEase` and `reading_ease` become "Reading ease". */
export function readable(name) {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_-]+/u)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}[\p{Lu}\d]+$/u.test(word) && !/_/.test(name) ? word : word.toLowerCase()))
    .join(' ');
  return words === '' ? name : words[0].toUpperCase() + words.slice(1);
}

/** A value as JSON; "…" if it is nested so deeply that the browser gives up. */
export function jsonOf(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return '…';
  }
}

/** `MIDDLE_SCHOOL` becomes "Middle school". */
function symbol(value) {
  return readable(/\p{Ll}/u.test(value) ? value : value.toLowerCase());
}

function shapeAt(value, schema, root, depth) {
  const known = schemaFor(value, schema, root);
  switch (typeof value) {
    case 'string':
      return value.trim() === '' ? null : Array.isArray(known.enum) ? { kind: 'tag', text: symbol(value) } : { kind: 'text', text: value };
    case 'number':
      return { kind: known.minimum === 0 && known.maximum === 100 && value >= 0 && value <= 100 ? 'score' : 'number', value };
    case 'boolean':
      return { kind: 'flag', value };
    case 'object':
      if (value === null || Object.keys(value).length === 0) {
        return null;
      }
      if (depth >= MAX_DEPTH) {
        return { kind: 'text', text: jsonOf(value) };
      }
      return Array.isArray(value) ? listShape(value, known, root, depth) : recordShape(value, known, root, depth);
    default:
      return null;
  }
}

function listShape(values, { items }, root, depth) {
  const shapes = values.map((value) => shapeAt(value, items, root, depth + 1)).filter((shape) => shape !== null);
  const all = (...kinds) => shapes.every(({ kind }) => kinds.includes(kind));
  if (shapes.length === 0) {
    return null;
  }
  if (all('choice') && shapes.every(({ rest }) => rest === null)) {
    return { kind: 'choices', items: shapes };
  }
  if (all('tag')) {
    return { kind: 'tags', items: shapes };
  }
  if (all('choice')) {
    return { kind: 'records', items: shapes };
  }
  return all('record') ? (tableOf(shapes) ?? recordsOf(shapes)) : { kind: 'list', items: shapes };
}

function recordShape(value, known, root, depth) {
  const isChoice = [value.label, value.message].every((text) => typeof text === 'string' && text.trim() !== '') && fits(value.message);
  const names = isChoice ? ['label', 'message'] : [];
  const fields = fieldsOf(value, known, root, depth).filter(({ name }) => !names.includes(name));
  const record = fields.length === 0 ? null : { kind: 'record', title: null, score: null, fields };
  return isChoice ? { kind: 'choice', label: clipped(value.label), message: value.message, rest: record } : record;
}

/** In the schema's order; what it does not name comes last. */
function fieldsOf(value, { properties, additionalProperties }, root, depth) {
  const declared = isObject(properties) ? Object.keys(properties).filter((name) => Object.hasOwn(value, name)) : [];
  const names = [...declared, ...Object.keys(value).filter((name) => !declared.includes(name))];
  // The keys of a map are data, not names of properties.
  const isMap = isObject(additionalProperties) && declared.length === 0;
  return names.flatMap((name) => {
    const schema = declared.includes(name) ? properties[name] : additionalProperties;
    const shape = shapeAt(value[name], schema, root, depth + 1);
    const { title, description } = schemaFor(value[name], schema, root);
    const label = typeof title === 'string' && title !== '' ? title : isMap ? name : readable(name);
    const hint = typeof description === 'string' ? description : '';
    return shape ? [{ name, label: clipped(label), hint, shape, inline: isInline(shape) }] : [];
  });
}

/** As short as a word. */
function isInline({ kind, text }) {
  return kind === 'text' ? isShort(text, MAX_INLINE) : SCALARS.includes(kind);
}

/**
 * Records one below the other. Each begins with its first field if that is a short text in all of them, and its only
 * score is beside that. All records look the same: a field that is long in one is below its label in all.
 */
function recordsOf(records) {
  const isTitle = ({ kind, text }) => kind === 'tag' || (kind === 'text' && isShort(text, MAX_TITLE));
  const hasTitles = records.every(({ fields }) => fields[0].name === records[0].fields[0].name && isTitle(fields[0].shape));
  const long = new Set(records.flatMap(({ fields }) => fields.filter(({ inline }) => !inline).map(({ name }) => name)));
  const items = records.map((record) => {
    const title = hasTitles ? record.fields[0] : null;
    const scores = record.fields.filter(({ shape }) => shape.kind === 'score');
    const score = title && scores.length === 1 ? scores[0] : null;
    const fields = record.fields
      .filter((field) => field !== title && field !== score)
      .map((field) => ({ ...field, inline: !long.has(field.name) }));
    return { ...record, title, score, fields };
  });
  return { kind: 'records', items };
}

/** Records as a table if all their values are short and fit beside each other; else null. */
function tableOf(records) {
  const columns = new Map(records.flatMap(({ fields }) => fields.map((field) => [field.name, field])));
  const rows = records.map(({ fields }) => [...columns.keys()].map((name) => fields.find((field) => field.name === name)?.shape ?? null));
  const isFlat = rows.every((row) => row.every((shape) => shape === null || (isInline(shape) && shape.kind !== 'score')));
  if (records.length < 2 || columns.size < 2 || columns.size > MAX_COLUMNS || !isFlat) {
    return null;
  }
  const widths = [...columns.values()].map(({ label }, index) =>
    Math.max(widthOf(label), ...rows.map((row) => widthOf(String(row[index]?.text ?? row[index]?.value ?? '')))));
  return widths.reduce((sum, width) => sum + width, 0) > MAX_ROW
    ? null
    : { kind: 'table', columns: [...columns.values()].map(({ label, hint }) => ({ label, hint })), rows };
}

function widthOf(text) {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

function isShort(text, length) {
  return !text.trim().includes('\n') && widthOf(text) <= length;
}

function clipped(text) {
  return text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL)}…` : text;
}

/** What the schema says about this value, without references and alternatives; {} if it says nothing. */
function schemaFor(value, schema, root) {
  let known = schema;
  for (let step = 0; isObject(known) && step < 10; step++) {
    const { $ref, anyOf, oneOf, ...rest } = known;
    const alternatives = anyOf ?? oneOf;
    if (typeof $ref === 'string') {
      known = { ...pointedAt(root, $ref), ...rest };
    } else if (Array.isArray(alternatives)) {
      known = { ...alternatives.find((one) => isFor(value, one, root)), ...rest };
    } else {
      return known;
    }
  }
  return {};
}

function isFor(value, schema, root) {
  const { type } = typeof schema?.$ref === 'string' ? (pointedAt(root, schema.$ref) ?? {}) : (schema ?? {});
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return [type].flat().some((one) => one === undefined || one === own || (one === 'integer' && own === 'number'));
}

/** Where a reference within the schema leads, such as `#/$defs/Claim`. */
function pointedAt(root, reference) {
  return reference.startsWith('#/')
    ? reference.slice(2).split('/').reduce((found, name) => (isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined), root)
    : undefined;
}

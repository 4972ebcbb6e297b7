// RFC 6902, as STATE_DELTA brings it. A patch that does not fit is an error: the caller asks for a snapshot then.

/** The document with the operations applied; the one given stays as it was. */
export function applyPatch(document, operations) {
  return operations.reduce(applyOne, document);
}

function applyOne(document, operation) {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'add':
      return write(document, path, operation.value, 'add');
    case 'replace':
      return write(document, path, operation.value, 'replace');
    case 'remove':
      return write(document, path, undefined, 'remove');
    case 'copy':
      return write(document, path, read(document, parsePointer(operation.from)), 'add');
    case 'move': {
      const from = parsePointer(operation.from);
      return write(write(document, from, undefined, 'remove'), path, read(document, from), 'add');
    }
    case 'test':
      if (!sameValue(read(document, path), operation.value)) {
        throw new Error(`Patch test failed at ${operation.path}`);
      }
      return document;
    default:
      throw new Error(`Unknown patch operation ${operation.op}`);
  }
}

function parsePointer(pointer) {
  if (pointer === '') {
    return [];
  }
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    throw new Error(`Not a JSON pointer: ${pointer}`);
  }
  const keys = pointer.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keys.includes('__proto__')) {
    throw new Error(`Not a member that a patch may name: ${pointer}`);
  }
  return keys;
}

function has(parent, key) {
  return Array.isArray(parent)
    ? /^(0|[1-9]\d*)$/.test(key) && Number(key) < parent.length
    : parent !== null && typeof parent === 'object' && Object.hasOwn(parent, key);
}

function read(value, [key, ...rest]) {
  if (key === undefined) {
    return value;
  }
  if (!has(value, key)) {
    throw new Error(`Nothing at ${key}`);
  }
  return read(value[key], rest);
}

function write(parent, [key, ...rest], value, kind) {
  if (key === undefined) {
    return value;
  }
  if (rest.length > 0) {
    const child = write(read(parent, [key]), rest, value, kind);
    return Array.isArray(parent) ? parent.with(Number(key), child) : { ...parent, [key]: child };
  }
  return Array.isArray(parent) ? writeItem(parent, key, value, kind) : writeMember(parent, key, value, kind);
}

function writeItem(parent, key, value, kind) {
  const isEnd = kind === 'add' && (key === '-' || key === String(parent.length));
  if (!isEnd && !has(parent, key)) {
    throw new Error(`No item ${key}`);
  }
  const index = isEnd ? parent.length : Number(key);
  return parent.toSpliced(index, kind === 'add' ? 0 : 1, ...(kind === 'remove' ? [] : [value]));
}

function writeMember(parent, key, value, kind) {
  if (parent === null || typeof parent !== 'object' || (kind !== 'add' && !has(parent, key))) {
    throw new Error(`No member ${key}`);
  }
  const { [key]: _, ...others } = parent;
  return kind === 'remove' ? others : { ...parent, [key]: value };
}

function sameValue(one, other) {
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') {
    return one === other;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameValue(one[key], other[key]))
  );
}

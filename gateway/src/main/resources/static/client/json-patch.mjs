// The part of RFC 6902 that the server sends in a STATE_DELTA: `add` of a whole top-level member.
// Anything else is an error. The caller then asks for a snapshot.

const MEMBER = /^\/(?<name>[^/~]+)$/;

/** The document with the operations applied. The given document does not change. */
export function applyPatch(document, operations) {
  return operations.reduce(addMember, document);
}

function addMember(document, { op, path, value }) {
  const name = MEMBER.exec(path)?.groups.name;
  if (op !== 'add' || name === undefined) {
    throw new Error(`Not an operation that the server sends: ${op} ${path}`);
  }
  return { ...document, [name]: value };
}

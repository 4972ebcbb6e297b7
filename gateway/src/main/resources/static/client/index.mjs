// The client of a Quillmesh gateway, for pages and for Node. index.d.ts is its documentation; everything that is not
// exported here may change at any time.

export { Gateway } from './gateway.mjs';
export { HttpError } from './http.mjs';
export { isId, newId } from './ids.mjs';
export { RejectedError, RunError } from './runs.mjs';
export { SessionEnded } from './session.mjs';

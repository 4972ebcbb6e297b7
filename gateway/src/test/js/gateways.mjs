import { Gateway } from '../../main/resources/static/client/index.mjs';

/** A gateway whose members are these; the rest is the real one's, which makes a call of each method. */
export const gatewayOf = (members) => Object.create(Gateway.prototype, Object.getOwnPropertyDescriptors(members));

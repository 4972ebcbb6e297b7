// Where the gateway is: at the address of this file. A proxy may have put everything under a path.

/** The address of one of the gateway's paths, such as /v1/sessions. */
export const gatewayUrl = (path) => new URL(`.${path}`, import.meta.url);

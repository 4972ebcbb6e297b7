// Where the gateway is: beside this file. A proxy may have put all of it under a path of its host.

/** The address of one of the gateway's paths, such as /v1/sessions. */
export const gatewayUrl = (path) => new URL(`.${path}`, import.meta.url);

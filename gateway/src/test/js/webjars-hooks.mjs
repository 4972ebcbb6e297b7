import { readFile } from 'node:fs/promises';

let folder;

export function initialize(url) {
  folder = url;
}

export function resolve(specifier, context, next) {
  const [, library] = /\/webjars\/(.+)$/u.exec(specifier) ?? [];
  return library ? { url: folder + library, shortCircuit: true } : next(specifier, context);
}

/** As a browser does: what a page imports is a module, whatever Node would make of its name. */
export async function load(url, context, next) {
  return url.startsWith(folder)
    ? { format: 'module', source: await readFile(new URL(url)), shortCircuit: true }
    : next(url, context);
}

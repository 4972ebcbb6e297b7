// Lets Node load the page's libraries, which PageTest has put below target/webjars.

import { existsSync } from 'node:fs';
import { register } from 'node:module';

const folder = new URL('../../../target/webjars/', import.meta.url);

/** Why tests that need the libraries cannot run; false if they can run. */
export const skip = !existsSync(folder) && 'PageTest, which has not run here yet, unpacks the libraries';

register('./webjars-hooks.mjs', import.meta.url, { data: folder.href });

/** The one password of every invented account. It is written in the README and on the pages that ask for it; `live` refuses to start where these people are. */
export const demoPassphrase = 'demo stone arrow path';

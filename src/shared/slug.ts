/** Whether a text can be the name of something in an address: small letters, digits and hyphens, 80 at most. What is none is asked of no table. */
export const isSlug = (text: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 80;

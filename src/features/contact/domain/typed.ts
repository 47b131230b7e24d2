/** Whether something typed could be a phone number: five digits at least and no letter. It is not called to find out. */
export const isPhone = (text: string): boolean => /\d{5}/.test(text.replace(/[\s()+.-]/g, '')) && !/\p{L}/u.test(text);
/** Whether something typed could be an e-mail address. */
export const isEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text);

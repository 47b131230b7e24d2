// The one page that hydrates: without any, Kit builds no client and stops (docs/decisions). It exists in the demonstration only.
export const csr = true;

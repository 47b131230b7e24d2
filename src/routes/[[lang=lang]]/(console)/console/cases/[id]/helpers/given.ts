/** The code of somebody who was let in by phone, for the worker's next page. */
export type Given = { helpersOf: string; code: string; name: string; isWaiting: boolean };

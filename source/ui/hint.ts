/** A key and what it does, for the last line. */
export type Hint = {readonly key: string; readonly hint: string};

/** The hyphens people and editors put into ids: they look the same and are not. */
const lookalikes = /[\u2010-\u2014]/g;

/** The same text with every kind of hyphen as `-`, for comparing ids; never for display. */
export const foldHyphens = (text: string): string => text.replaceAll(lookalikes, '-');

/** The families of metadata files that metawatch reads. */
export const formatNames = ['kiro', 'return-meta', 'tasks-meta', 'backlog'] as const;

export type FormatName = (typeof formatNames)[number];

/** Properties that attempts are told apart by. */
export const dimensions = ['format', 'agent', 'kind', 'stage'] as const;

export type Dimension = (typeof dimensions)[number];

/** Answers that are waited for, and count for nothing once the person has gone elsewhere. */
export type Turns = {
	/** The person goes elsewhere. */
	readonly next: () => void;
	readonly when: <Answer>(
		answer: Promise<Answer>,
		then: (answer: Answer) => void,
		otherwise: (reason: string) => void,
	) => void;
};

export const createTurns = (): Turns => {
	let turn = 0;
	return {
		next() {
			turn++;
		},
		when(answer, then, otherwise) {
			turn++;
			const asked = turn;
			const stillAsked =
				<Value>(react: (value: Value) => void) =>
				(value: Value): void => {
					if (asked === turn) {
						react(value);
					}
				};
			void answer.then(
				stillAsked(then),
				stillAsked((error: unknown) => otherwise(reasonOf(error))),
			);
		},
	};
};

export const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);

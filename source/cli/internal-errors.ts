import {writeFailure} from './output.ts';

/** Errors of metawatch itself that must not end the screen, kept until they can be printed. */
export type InternalErrors = {
	readonly note: (error: unknown) => void;
	/** Prints the first of them, once the terminal is free again. */
	readonly tell: () => void;
};

export const createInternalErrors = (): InternalErrors => {
	const errors: unknown[] = [];
	return {
		note(error) {
			if (errors.length === 0) {
				errors.push(error);
			}
		},
		tell() {
			for (const error of errors) {
				writeFailure(error);
			}
		},
	};
};

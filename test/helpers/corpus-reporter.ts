import type {Reporter} from 'vitest/node';
import {corpusFolder} from './corpus.ts';

/**
Says once, at the end, how many tests were skipped because there is no corpus: in vitest's summary
they are among those that are skipped for other reasons. The titles of such tests name
the corpus; those that its files would make are not counted.
*/
export const corpusReporter: Reporter = {
	onTestRunEnd(modules) {
		const skipped = modules.flatMap((module) =>
			[...module.children.allTests('skipped')].filter(({fullName}) => fullName.includes('corpus')),
		);
		if (corpusFolder === null && skipped.length > 0) {
			console.log(
				`Skipped without a folder shared/corpus beside the project: at least ${skipped.length} tests that read real projects.\n`,
			);
		}
	},
};

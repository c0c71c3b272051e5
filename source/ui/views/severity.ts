import type {Tone} from '../../analysis/columns.ts';
import type {Problem} from '../../model/problem.ts';

export const severityGlyphs: Readonly<Record<Problem['severity'], string>> = {
	error: '✖',
	warning: '⚠',
	info: '·',
};

export const severityTones: Readonly<Record<Problem['severity'], Tone>> = {
	error: 'failed',
	warning: 'warning',
	info: 'dim',
};

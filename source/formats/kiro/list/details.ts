import {readable} from './title.ts';

/** More than a person reads about one task. */
const mostDetails = 12;

/** What is written below a task, taken up line by line. */
export class Details {
	readonly details: string[] = [];
	requirements: string | null = null;
	validates: string | null = null;

	add(line: string): void {
		const text = line.trim().replace(/^[-*+]\s+/, '');
		if (text === '' || /^[-*_=\s]*$/.test(text)) {
			return;
		}

		const plain = readable(text);
		const [, label = '', value = ''] =
			/^_?(requirements?|validates)\s*[:：]\s*(.*?)_?$/i.exec(plain) ?? [];
		if (label.toLowerCase().startsWith('req')) {
			this.requirements ??= value;
		} else if (label !== '') {
			this.validates ??= value;
		} else if (this.details.length < mostDetails && plain !== '') {
			this.details.push(plain);
		}
	}
}

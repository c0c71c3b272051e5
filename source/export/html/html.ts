import {harmless} from '../../text/harmless.ts';

/** Text that is HTML already. Made by `html` alone, so that nothing else gets into a page unescaped. */
export type Html = {readonly markup: string};

export type HtmlValue = string | number | null | Html | readonly Html[];

const names: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** A template whose values become text, whatever they hold; null becomes nothing. */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => ({
	markup: parts
		.map((part, index) => (index === 0 ? part : markupOf(values[index - 1]!) + part))
		.join(''),
});

const markupOf = (value: HtmlValue): string => {
	if (value === null) {
		return '';
	}

	if (typeof value === 'string') {
		return harmless(value).replaceAll(/[&<>"']/g, (sign) => names[sign]!);
	}

	if (typeof value === 'number') {
		return String(value);
	}

	return 'markup' in value ? value.markup : value.map(({markup}) => markup).join('');
};

import {harmless} from '../../text/harmless.ts';

/** Markup that is finished. Only the functions of this file make it, so nothing gets in unescaped. */
export type Markup = {readonly markup: string};

/** What may stand inside of an element: text, numbers, elements; null is nothing. */
export type Content = string | number | null | Markup | readonly Content[];

type Attributes = Readonly<Record<string, string | number | null>>;

const names: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Elements of HTML that have no end; those of SVG end themselves where they are empty. */
const withoutEnd: ReadonlySet<string> = new Set(['meta']);

const escaped = (text: string): string =>
	harmless(text).replaceAll(/[&<>"']/g, (sign) => names[sign]!);

/** The beginning of an element, for what is written piece by piece; `end` has to follow. */
export const begin = (name: string, attributes: Attributes = {}): string => {
	const list = Object.entries(attributes).flatMap(([key, value]) =>
		value === null ? [] : [` ${key}="${escaped(String(value))}"`],
	);
	return `<${name}${list.join('')}>`;
};

export const end = (...open: readonly string[]): string =>
	`${open.map((name) => `</${name}>`).join('')}\n`;

/** An element with what stands in it; every text becomes text, whatever it holds. */
export const element = (
	name: string,
	attributes: Attributes,
	...content: readonly Content[]
): Markup => ({
	markup: withoutEnd.has(name)
		? begin(name, attributes)
		: `${begin(name, attributes)}${markupOf(content)}</${name}>`,
});

/** The same, to be written at once. */
export const line = (
	name: string,
	attributes: Attributes,
	...content: readonly Content[]
): string => `${element(name, attributes, ...content).markup}\n`;

const markupOf = (content: Content): string => {
	if (content === null) {
		return '';
	}

	if (typeof content === 'string') {
		return escaped(content);
	}

	if (typeof content === 'number') {
		return String(content);
	}

	return 'markup' in content ? content.markup : content.map((one) => markupOf(one)).join('');
};

/** Longer lines are cut before anything looks at them: a title is a line, not a page. */
export const longestLine = 2000;

const longestTitle = 300;

const link = /!?\[([^[\]]{1,300})\]\([^()\s]{0,500}\)/g;
const tag = /<\/?[A-Za-z][^<>]{0,100}>/g;
const strong = /\*\*/g;
const emphasis = /(?<![\w*])[*_](?=\S)([^*_]{1,200})(?<=\S)[*_](?![\w*])/g;

const plain = (text: string): string =>
	text.replaceAll(link, '$1').replaceAll(tag, '').replaceAll(strong, '').replaceAll(emphasis, '$1');

/** A markdown line as people read it: without marks, links and tags; code keeps its text. */
export const readable = (text: string): string =>
	text
		.slice(0, longestLine)
		.split('`')
		// Every other piece stands between backticks, where nothing is markup.
		.map((piece, index, all) => (index % 2 === 1 && index < all.length - 1 ? piece : plain(piece)))
		.join('')
		.replaceAll(/\s+/g, ' ')
		.trim()
		.slice(0, longestTitle);

import type {DocumentInput, Parsed} from '../format.ts';
import type {Kind} from './claims.ts';
import {unreadableFile} from './broken.ts';
import {parseList} from './parse-list.ts';
import {parseMetadata} from './parse-metadata.ts';
import {parseActiveFeature, parseMarker, parseWaves} from './parse-small.ts';

type Reader = (input: DocumentInput, text: string) => Parsed;

const readers: Readonly<Record<Kind, Reader>> = {
	metadata: parseMetadata,
	list: parseList,
	waves: parseWaves,
	prompt: parseMarker,
	'completed-marker': parseMarker,
	'error-marker': parseMarker,
	'active-feature': parseActiveFeature,
};

/** Reads one document of this format. */
export const parse = (input: DocumentInput): Parsed => {
	if (input.content.type === 'unreadable') {
		return unreadableFile(input.path, null, input.content.reason);
	}

	const text = input.content.type === 'text' ? input.content.text : '';
	return Object.hasOwn(readers, input.kind)
		? readers[input.kind as Kind](input, text)
		: {value: null, quality: 'foreign', problems: [], references: []};
};

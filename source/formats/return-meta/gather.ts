import {type Document, usableValue} from '../format.ts';
import type {Kind} from './claims.ts';
import {placeOf, readFolderName} from './place.ts';
import type {ReturnMetaValue} from './values.ts';

export type MetaDocument = Document<ReturnMetaValue>;

/** A document together with the value to work with. */
export type Usable<Value> = {
	readonly document: MetaDocument;
	readonly value: Value;
	/** Epoch ms since when only an earlier version can be shown, or null. */
	readonly staleSince: number | null;
};

/** All documents of one task folder. */
export type Folder = {
	readonly name: string;
	readonly number: number | null;
	readonly slug: string;
	readonly documents: readonly MetaDocument[];
};

export type Root = {
	readonly path: string;
	readonly workspace: string;
	/** Documents that lie in the root itself. */
	readonly documents: readonly MetaDocument[];
	/** In the order of their names. */
	readonly folders: readonly Folder[];
};

const placeInGroup = (group: string, path: string): string | null => {
	const {root, folder} = placeOf(path);
	return root === group ? folder : null;
};

/** Sorts the documents of a group by task folder. */
export const gather = (group: string, documents: readonly MetaDocument[]): Root => {
	const own: MetaDocument[] = [];
	const byFolder = new Map<string, MetaDocument[]>();
	for (const document of documents) {
		const folder = placeInGroup(group, document.path);
		const list = folder === null ? own : (byFolder.get(folder) ?? []);
		list.push(document);
		if (folder !== null && list.length === 1) {
			byFolder.set(folder, list);
		}
	}

	return {
		path: group,
		workspace: documents[0]?.workspace ?? group,
		documents: own,
		folders: [...byFolder].map(([name, members]) => {
			const read = readFolderName(name);
			return {
				name,
				number: read?.number ?? null,
				slug: read?.slug ?? name,
				documents: members,
			};
		}),
	};
};

type ValueOf<Type> = Extract<ReturnMetaValue, {readonly type: Type}>;

/** The documents of one kind that have something to work with. */
export const usableOf = <Type extends ReturnMetaValue['type']>(
	documents: readonly MetaDocument[],
	kind: Kind,
	type: Type,
): readonly Usable<ValueOf<Type>>[] => {
	const found: Usable<ValueOf<Type>>[] = [];
	for (const document of documents) {
		if (document.kind === kind) {
			const {value} = usableValue(document);
			if (value?.type === type) {
				found.push({
					document,
					value: value as ValueOf<Type>,
					staleSince: document.lastGood === null ? null : document.unreadableSince,
				});
			}
		}
	}

	return found;
};

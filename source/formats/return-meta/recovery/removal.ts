import type {Edit} from '../../../model/edit.ts';
import {type Scene, textOf} from './scene.ts';
import {named} from './words.ts';

export type Removal = {readonly edits: readonly Edit[]} | {readonly refusal: string};

/** Removes files that were looked at. One that is no text can't be brought back by undo, so it stays. */
export const removalOf = (scene: Scene, paths: readonly string[]): Removal => {
	const edits: Edit[] = [];
	for (const path of paths) {
		const before = textOf(scene, path);
		if (before === null) {
			return {refusal: `${named(path, scene.workspace)} is no text`};
		}

		edits.push({type: 'file', path, before, after: null});
	}

	return {edits};
};

import type {FileEdit} from '../../../model/edit.ts';
import type {Original} from '../../../model/original.ts';
import type {RecoveryMoment} from '../../recovery.ts';
import {parentOf} from '../places.ts';
import {dateLine} from './stamps.ts';
import {shownPath} from './words.ts';

/** It lies beside the metadata. */
export const rollbackLogOf = (metadata: string): string => `${parentOf(metadata)}/rollback.log`;

type Logged = {readonly edit: FileEdit} | {readonly refusal: string};

/** One more block at the end of `rollback.log`; the file is made where there is none. */
export const loggedIn = (
	path: string,
	original: Original | undefined,
	block: readonly string[],
	workspace: string,
): Logged => {
	if (original?.type === 'absent') {
		return {edit: {type: 'file', path, before: null, after: `${block.join('\n')}\n\n`}};
	}

	if (original?.type !== 'text') {
		return {refusal: `${shownPath(path, workspace)} is not UTF-8: nothing can be added to it`};
	}

	const {text} = original;
	const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
	const gap = text === '' || /[\r\n]$/.test(text) ? '' : lineBreak;
	const after = `${text}${gap}${[...block, '', ''].join(lineBreak)}`;
	return {edit: {type: 'file', path, before: text, after}};
};

/** The five lines of the tool for one task. */
export const taskBlock = (
	id: string,
	description: string,
	files: string,
	moment: RecoveryMoment,
): readonly string[] => [
	`## Task Rollback - ${dateLine(moment.now, moment)}`,
	`Task ID: ${id}`,
	`Description: ${description}`,
	`Files: ${files}`,
	'Documentation Preserved: true',
];

/** The same for a feature; the tool deletes files there and says so, metawatch does not. */
export const featureBlock = (feature: string, moment: RecoveryMoment): readonly string[] => [
	`## Feature Rollback - ${dateLine(moment.now, moment)}`,
	`Feature: ${feature}`,
	'All tasks marked as rolled back',
	'Implementation artifacts kept',
	'Documentation Preserved: true',
];

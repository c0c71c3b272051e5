import type {Option, Recovery} from '../../recovery.ts';
import {cleanReturnMeta} from './clean-return-meta.ts';
import {clearMarkers} from './clear-markers.ts';
import {finishPostflight} from './finish-postflight.ts';
import {groupOptions} from './group-options.ts';
import {guidance} from './guidance.ts';
import {logInterruption} from './log-interruption.ts';
import {markErrorFixed} from './mark-error-fixed.ts';
import {otherRow} from './other-rows.ts';
import {reconcileStatus} from './reconcile-status.ts';
import {releaseLock} from './release-lock.ts';
import {salvageRun} from './salvage-run.ts';
import {sceneOf} from './scene.ts';
import type {Offering} from './task-option.ts';

/** What changes something, the most helpful first. */
const offerings: readonly Offering[] = [
	finishPostflight,
	salvageRun,
	reconcileStatus,
	logInterruption,
	markErrorFixed,
	clearMarkers,
	releaseLock,
	cleanReturnMeta,
];

/** How tasks of this format are got going again: see the readme of the format. */
export const recovery: Recovery = {
	options(input) {
		if (input.subject === null) {
			return groupOptions(input);
		}

		const scene = sceneOf(input);
		if (scene === null) {
			return otherRow(input.subject);
		}

		const offered = offerings
			.map((offering) => offering(scene))
			.filter((option): option is Option => option !== null);
		return [...offered, ...guidance(scene)];
	},
};

import {alertCommands} from './alerts.ts';
import type {Command} from './command.ts';
import {dependencyCommands} from './dependencies.ts';
import {exportCommands} from './export.ts';
import {findCommands} from './find.ts';
import {markCommands} from './mark.ts';
import {moveCommands} from './move.ts';
import {programCommands} from './program.ts';
import {recoveryCommands} from './recover.ts';
import {taskCommands} from './task.ts';
import {timelineCommands} from './timeline.ts';
import {viewingCommands} from './view.ts';
import {workCommands} from './work.ts';

/** All commands. Add one to the file of its group: keys, hints, help and palette pick it up. */
export const commands: readonly Command[] = [
	...recoveryCommands,
	...markCommands,
	...taskCommands,
	...viewingCommands,
	...dependencyCommands,
	...timelineCommands,
	...findCommands,
	...moveCommands,
	...workCommands,
	...alertCommands,
	...exportCommands,
	...programCommands,
];

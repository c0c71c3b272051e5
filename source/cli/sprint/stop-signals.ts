/**
Ctrl+C, once, again and a third time; a terminal that goes away or a SIGTERM skips the first step.

@returns how to stop listening.
*/
export const listenForStop = ({
	onStop,
	onEnd,
	onKill,
}: {
	readonly onStop: () => void;
	readonly onEnd: (reason: string) => void;
	readonly onKill: () => void;
}): (() => void) => {
	let asked = 0;
	const interrupted = (): void => {
		asked++;
		if (asked === 1) {
			onStop();
		} else if (asked === 2) {
			onEnd('ended by you');
		} else {
			onKill();
		}
	};

	const ended = (): void => {
		asked = Math.max(asked, 2);
		onEnd('metawatch was ended');
	};

	process.on('SIGINT', interrupted);
	process.on('SIGTERM', ended);
	process.on('SIGHUP', ended);
	return () => {
		process.off('SIGINT', interrupted);
		process.off('SIGTERM', ended);
		process.off('SIGHUP', ended);
	};
};

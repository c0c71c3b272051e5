import type {Cue, Scene, Step, Write} from './step.ts';

/**
Plays cues one after the other. Each is shifted a little, so that every seed has its own rhythm; the
order never changes, or the story would not make sense.
*/
export function* play<Event>(
	cues: readonly Cue<Event>[],
	{random}: Scene,
	perform: (event: Event, second: number) => readonly Write[],
): Generator<Step, void, undefined> {
	let latest = 0;
	for (const [second, event] of cues) {
		const shifted = second === 0 ? 0 : Math.max(latest + 0.2, second + (random() - 0.5) * 2);
		latest = shifted;
		yield {atMs: Math.round(shifted * 1000), writes: perform(event, shifted)};
	}
}

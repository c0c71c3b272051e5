import type {Origin} from '../../model/origin.ts';
import {type BacklogFile, type Declaration, type Field, forms} from './declaration.ts';
import {foldId, foldTitle} from './identifier.ts';
import {type PlanStatus, readStatus} from './status.ts';

/** A value of an item with where it was read. */
type PlanField = {readonly value: string; readonly origin: Origin};

/** An item of the backlog: everything its declarations say, under one id and one title. */
export type PlanItem = {
	/** Id with one kind of hyphen. */
	readonly foldedId: string;
	/** Id as it was first written. */
	readonly id: string;
	readonly title: string;
	readonly foldedTitle: string;
	readonly section: string | null;
	/** The declarations, those of the most authority first. */
	readonly places: readonly {readonly declaration: Declaration; readonly origin: Origin}[];
	readonly field: (name: string) => PlanField | null;
	readonly fieldNames: readonly string[];
	readonly status: PlanStatus | null;
	/** Declarations that say different things: the one that counts, and the first that differs. */
	readonly conflict: readonly [PlanField, PlanField] | null;
	/** Some declaration says it is done, whatever the others say. */
	readonly isDoneSomewhere: boolean;
};

type Place = PlanItem['places'][number];

/** Declarations of the same id and title are one item; the same id with another title is another. */
export const readPlan = (
	files: readonly {readonly path: string; readonly file: BacklogFile}[],
): readonly PlanItem[] => {
	const byIdentity = new Map<string, Place[]>();
	for (const {path, file} of files) {
		for (const declaration of file.declarations) {
			const identity = `${foldId(declaration.id)}\n${foldTitle(declaration.title)}`;
			const place = {declaration, origin: {path, line: declaration.line}};
			const known = byIdentity.get(identity);
			if (known) {
				known.push(place);
			} else {
				byIdentity.set(identity, [place]);
			}
		}
	}

	return [...byIdentity.values()].map(itemOf);
};

const itemOf = (written: readonly Place[]): PlanItem => {
	const first = written[0]!.declaration;
	// Stable: places of the same form stay in the order of the file.
	const places = [...written].sort(
		(a, b) => forms.indexOf(a.declaration.form) - forms.indexOf(b.declaration.form),
	);
	const statuses = places.flatMap(({declaration, origin}) => {
		const field = declaration.fields.get('status');
		const status = declaredStatus(declaration);
		return status ? [{status, field: planField(origin.path, field, declaration)}] : [];
	});
	const known = statuses.filter(({status}) => status.status !== 'unknown');
	const decisive = known[0] ?? statuses[0] ?? null;
	const other = known.find(({status}) => status.status !== decisive?.status.status);
	const fields = new Map<string, PlanField>();
	for (const {declaration, origin} of places) {
		for (const [name, field] of declaration.fields) {
			if (!fields.has(name)) {
				fields.set(name, planField(origin.path, field, declaration));
			}
		}
	}

	return {
		foldedId: foldId(first.id),
		id: places[0]!.declaration.id,
		title: places[0]!.declaration.title,
		foldedTitle: foldTitle(first.title),
		section: places[0]!.declaration.section,
		places,
		field: (name) => fields.get(name) ?? null,
		fieldNames: [...fields.keys()],
		status: decisive?.status ?? null,
		conflict: decisive && other ? [decisive.field, other.field] : null,
		isDoneSomewhere: known.some(({status}) => status.status === 'completed'),
	};
};

/** A row of the table of completed items has no status cell: standing there is the status. */
export const declaredStatus = ({form, fields}: Declaration): PlanStatus | null =>
	readStatus(fields.get('status')?.value ?? null) ??
	(form === 'completed-row' ? {status: 'completed', raw: 'completed', needsSetup: false} : null);

const planField = (
	path: string,
	field: Field | undefined,
	declaration: Declaration,
): PlanField => ({
	value: field?.value ?? 'completed',
	origin: {path, line: field?.line ?? declaration.line},
});

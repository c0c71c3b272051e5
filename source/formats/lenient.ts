import * as z from 'zod/mini';

/** Makes something of any value, a missing one (undefined) too. */
export type Read<Value> = (value: unknown) => Value;

type Values<Shape> = {[Name in keyof Shape]: Shape[Name] extends Read<infer Value> ? Value : never};

/**
The schema of an object every field of which may be missing, or be of a wrong type, without costing
the others: each is read by its own function. Keys that are not named are left out. Only what is no
object is refused.

It is one schema, and not one for each field: zod wraps what goes in and out of every schema, which for
files of thousands of fields takes most of the time that reading takes.
*/
export const lenient = <const Shape extends Readonly<Record<string, Read<unknown>>>>(
	shape: Shape,
) => {
	const fields = Object.entries(shape);
	return z.pipe(
		z.custom<Readonly<Record<string, unknown>>>(isObject, 'must be an object'),
		z.transform((input) => {
			const values: Record<string, unknown> = {};
			for (const [name, read] of fields) {
				values[name] = read(input[name]);
			}

			return values as Values<Shape>;
		}),
	);
};

const isObject = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

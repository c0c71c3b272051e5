import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {fingerprintOf} from '../../source/watch/fingerprint.ts';

const bytes = fc.uint8Array({minLength: 1, maxLength: 40});

test('the same bytes have the same, wherever in memory they lie', () => {
	fc.assert(
		fc.property(bytes, fc.nat(7), (content, offset) => {
			const moved = new Uint8Array(content.length + offset).subarray(offset);
			moved.set(content);
			expect(fingerprintOf(moved)).toBe(fingerprintOf(content));
		}),
	);
});

test('one other byte makes another', () => {
	fc.assert(
		fc.property(bytes, fc.nat(39), fc.integer({min: 1, max: 255}), (content, place, change) => {
			const other = Uint8Array.from(content);
			other[place % content.length]! ^= change;
			expect(fingerprintOf(other)).not.toBe(fingerprintOf(content));
		}),
	);
});

test.for([
	['their order', 'abcdefgh', 'efghabcd'],
	['zeros at the end', 'abc', 'abc\0'],
	['whole words of zeros', '\0\0\0\0', '\0\0\0\0\0\0\0\0'],
	['nothing at all', '', '\0'],
])('bytes that differ in %s are told apart', ([, a, b]) => {
	expect(fingerprintOf(Buffer.from(a!))).not.toBe(fingerprintOf(Buffer.from(b!)));
});

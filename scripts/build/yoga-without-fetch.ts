import type {Plugin} from 'rolldown';

/**
Ink's layout engine is WebAssembly, written into its JavaScript as a `data:` address, which it has
`fetch` read. In Node that loads all of undici first: 25 of the 100 ms that the smallest Ink program
needs. Handed over as bytes, nothing needs to be fetched.
*/
export const yogaWithoutFetch = (): Plugin => ({
	name: 'yoga-without-fetch',
	transform: {
		filter: {id: /yoga-wasm-base64-esm\.js$/},
		handler(code) {
			const address = /"data:application\/octet-stream;base64,([^"]+)"/.exec(code);
			const options = 'loadYoga = loadYoga || {};';
			if (!address || !code.includes(options) || !code.includes('wasmBinary')) {
				throw new Error('Yoga has changed its files: see scripts/build/yoga-without-fetch.ts');
			}

			const [literal, binary] = address;
			return code
				.replace(literal, '""')
				.replace(options, `loadYoga = {wasmBinary: Buffer.from("${binary}", "base64")};`);
		},
	},
});

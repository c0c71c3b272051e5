import type {Overlay} from '../../commands/screen-state.ts';
import type {Frame} from '../frame.ts';
import type {OverlayContract} from './overlay.ts';
import {alerts, help, watched, why} from './pages.ts';
import {exporting, recover, versions, work} from './panels.ts';
import {filter, moment, palette} from './typed.ts';

/** Everything that can lie over the lists. */
export const overlays: Readonly<Record<Overlay, OverlayContract>> = {
	filter,
	palette,
	help,
	watched,
	why,
	recover,
	work,
	alerts,
	export: exporting,
	moment,
	versions,
};

/** The one that is open, or null. */
export const overlayOf = ({screen: {overlay}}: Pick<Frame, 'screen'>): OverlayContract | null =>
	overlay === null ? null : overlays[overlay];

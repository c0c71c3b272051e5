import {readFileSync} from 'node:fs';
import {joinPath} from './territory.ts';

/**
File systems on which others can change files without this system being told. Events of programs on
this machine do come, so they are watched and asked.
*/
const eventless: readonly RegExp[] = [
	/^(9p|drvfs|v9fs|virtiofs|vboxsf|prl_fs|vmhgfs|fakeowner|osxfs)$/,
	/^(nfs\d?|cifs|smb\d?|smbfs|afs|ceph|glusterfs|lustre|gpfs|beegfs|davfs|coda)$/,
	// FUSE is the network as a rule (sshfs, rclone, gvfs); what is local is a disk of its own type.
	/^fuse\./,
];

const local: ReadonlySet<string> = new Set([
	'fuse.ntfs-3g',
	'fuse.exfat',
	'fuse.gocryptfs',
	'fuse.encfs',
	'fuse.mergerfs',
	'fuse.fuse-overlayfs',
	'fuse.bindfs',
]);

/**
The type of the file system a path is on, when it is one that does not report all changes; else null.

@param mounts the content of `/proc/mounts`.
*/
export const eventlessMount = (path: string, mounts: string): string | null => {
	let longest = '';
	let type = '';
	for (const line of mounts.split('\n')) {
		const [, escaped, lineType] = line.split(' ');
		if (escaped === undefined || lineType === undefined) {
			continue;
		}

		const point = escaped.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
			String.fromCharCode(Number.parseInt(octal, 8)),
		);
		const isAbove = path === point || path.startsWith(joinPath(point, ''));
		// Of two mounts on one point the later one is on top.
		if (isAbove && point.length >= longest.length) {
			longest = point;
			type = lineType;
		}
	}

	return !local.has(type) && eventless.some((pattern) => pattern.test(type)) ? type : null;
};

/** What is mounted where, or nothing on systems that do not tell. */
export const readMounts = (): string => {
	try {
		return readFileSync('/proc/mounts', 'utf8');
	} catch {
		return '';
	}
};

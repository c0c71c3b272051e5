import {describe, expect, test} from 'vitest';
import {eventlessMount} from '../../source/watch/mounts.ts';

const mounts = [
	'/dev/vda / ext4 rw,relatime 0 0',
	'proc /proc proc rw 0 0',
	'C:\\134 /mnt/c 9p rw,dirsync 0 0',
	'server:/home /home nfs4 rw 0 0',
	'/dev/vdb /home/me ext4 rw 0 0',
	'me@host:/ /srv/my\\040project fuse.sshfs rw 0 0',
	'/dev/sdb1 /media/stick fuseblk rw 0 0',
	'/dev/sdc1 /media/other fuse.ntfs-3g rw 0 0',
	'tmpfs /twice tmpfs rw 0 0',
	'//server/share /twice cifs rw 0 0',
	'broken',
	'',
].join('\n');

describe('mounts that do not report all changes', () => {
	test.each([
		['/', null],
		['/code', null],
		['/mnt/c/code', '9p'],
		['/mnt/cold', null],
		['/home/other/project', 'nfs4'],
		['/home/me/project', null],
		['/srv/my project', 'fuse.sshfs'],
		['/media/stick/project', null],
		['/media/other/project', null],
		['/twice', 'cifs'],
	])('%s: %s', (path, type) => {
		expect(eventlessMount(path, mounts)).toBe(type);
	});

	test('nothing is known where nothing is told', () => {
		expect(eventlessMount('/home', '')).toBeNull();
	});
});

import type {CreateBackend} from './backend.ts';

/**
Up to this many folders chokidar costs less than 15 MB on Linux. Beyond, it remembers more than fits
into the budget (60 MB for 1,000 folders, 200 MB for 10,000), and one plain watcher a folder does.
*/
const chokidarFolders = 200;

/** How changes in so many folders are best noticed on this system; loads no more than that needs. */
export const chooseBackend = async (folders: number): Promise<CreateBackend> => {
	if (process.platform === 'linux' && folders > chokidarFolders) {
		const {createFolderBackend} = await import('./folder-backend.ts');
		return createFolderBackend;
	}

	const {createChokidarBackend} = await import('./chokidar-backend.ts');
	return createChokidarBackend;
};

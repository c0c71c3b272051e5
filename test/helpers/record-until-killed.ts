import {openHistory} from '../../source/history/history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {createStore} from '../../source/store/store.ts';
import {boxes, listPath, noon, project, read} from '../store/project.ts';

/** Records one change after the other into the given folder, and says a line for each that is written. */
const [folder, round] = process.argv.slice(2) as [string, string];
const history = openHistory({
	folder,
	workspace: project,
	limits: {maximumAgeDays: 36_500, maximumMegabytes: 1000},
	onNotice: ({message}) => console.error(message),
});
const store = withHistory(createStore(), history);
const from = noon + Number(round) * 600_000;
store.apply([read(listPath('login'), boxes('   '), from)], from, true);
history.endFirstRead(store.getState(), from);
history.begin();
for (let index = 1; ; index++) {
	const at = from + index * 100;
	const text = `${boxes(index % 2 === 0 ? '-x ' : 'x- ')}\nnote ${index}`;
	store.apply([read(listPath('login'), text, at)], at);
	await history.whenWritten();
	console.log(index);
}

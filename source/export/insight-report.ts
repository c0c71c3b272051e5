import type {Range} from '../analysis/forecast/range.ts';
import type {Prospects} from '../analysis/forecast/prospects.ts';
import type {SuccessForecast} from '../analysis/forecast/success.ts';
import type {TaskForecast} from '../analysis/forecast/task-forecast.ts';
import type {WorkForecast} from '../analysis/forecast/work-forecast.ts';
import type {ForecastReport} from './insight-schema.ts';
import {writtenTime} from './written-time.ts';

/** Forecasts as they stand in JSON: ranges as moments. @param now epoch milliseconds. */
export const forecastReport = ({work, running, record}: Prospects, now: number): ForecastReport => {
	const moments = ({low, high}: Range) => ({
		from: writtenTime(now + low),
		until: writtenTime(now + high),
	});
	const workReport = ({left, tasks, without, silent}: WorkForecast) => ({
		half: moments(left.half),
		nineTenths: moments(left.nineTenths),
		tasks,
		without,
		silent,
	});
	const timeReport = (forecast: TaskForecast | null) =>
		forecast?.type === 'ranges'
			? {
					half: moments(forecast.left.half),
					nineTenths: moments(forecast.left.nineTenths),
					basis: `${forecast.basis.count} ${forecast.basis.words}`,
					isSilent: forecast.isSilent,
				}
			: null;
	const successReport = (forecast: SuccessForecast) =>
		forecast.type === 'probability'
			? {
					probability: forecast.probability,
					low: forecast.range.low,
					high: forecast.range.high,
					risk: forecast.risk,
					basis: `${forecast.basis.count} ${forecast.basis.words}`,
				}
			: null;
	return {
		all: work.type === 'ranges' && work.all ? workReport(work.all) : null,
		groups:
			work.type === 'ranges'
				? [...work.groups].map(([key, forecast]) => {
						const [workspace = '', group = ''] = key.split('\n');
						return {workspace, group, ...workReport(forecast)};
					})
				: [],
		agents: work.type === 'ranges' ? work.agents : null,
		known: work.type === 'too-little' ? work.count : null,
		needed: work.type === 'too-little' ? work.needed : null,
		running: running.map(({row, time, success}) => ({
			key: row.task.key,
			id: row.task.id,
			done: timeReport(time),
			success: successReport(success),
		})),
		score: {
			of: record.of,
			ranges: record.score.ranges,
			probabilities: record.score.probabilities,
		},
	};
};

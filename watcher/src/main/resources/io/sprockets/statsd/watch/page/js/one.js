// A series' own page: its figures, and plots of the last ten minutes.

import { el, setText, visible } from './dom.js';
import { ago, full, measured, short, TYPES } from './format.js';
import { plot } from './plot.js';
import { chip, name } from './series.js';

const MINUTE = 60;

export function oneView() {
  const view = { title: 'Series' };
  const root = el('section', { class: 'one', 'aria-label': 'One series' });
  view.element = root;
  let number = '0';
  let page = null; // made by the first event

  view.changed = (argument) => {
    const same = number === argument;
    number = argument ?? '0';
    return same && page !== null;
  };
  view.stream = () => new URLSearchParams({ view: 'one', id: number });
  view.leave = () => page?.leave();
  view.show = (event) => {
    if (event.gone !== undefined) {
      root.replaceChildren(back(), el('p', { class: 'nothing',
        text: 'This series is gone: the server was restarted, or the series was silent for so long that another one took its place.' }));
      return;
    }
    page ??= make(event.series);
    page.update(event);
  };

  function make(series) {
    const kind = TYPES[series.type];
    const tiles = tilesOf(series);
    const charts = chartsOf(series, kind);
    const figures = el('tbody');
    const minutes = el('details', { class: 'minutes' }, el('summary', { text: 'The same in figures, minute by minute' }),
      el('table', {}, el('thead', {}, el('tr', {}, ...['Minute', ...charts.flatMap((chart) => chart.labels)].map((label) =>
        el('th', { scope: 'col', text: label })))), figures));
    root.className = `one kind-${kind.kind}`;
    root.replaceChildren(back(),
      el('h2', { class: 'name' }, ...name(series.name)),
      el('p', { class: 'what' }, el('span', { class: 'badge', text: kind.name }), el('span', { class: 'dialect', text: series.dialect }),
        ...Object.entries(series.tags).map(([key, value]) => chip(value === '' ? key : `${key}=${value}`))),
      el('dl', { class: 'tiles' }, ...tiles.map((tile) => tile.element)),
      ...charts.map((chart) => chart.element),
      minutes,
      el('p', { class: 'example' }, el('span', { text: 'Its first line' }), el('code', { text: visible(series.example) })));
    document.title = `${visible(series.name)} \u00b7 statsd watch`;
    return {
      update: (event) => {
        tiles.forEach((tile) => tile.update(event.series, event.second));
        const curves = [event.points.rate, ...event.points.values];
        charts.forEach((chart) => chart.update(event.points.lastSecond, curves));
        if (minutes.open) {
          figures.replaceChildren(...byMinute(event.points.lastSecond, charts, curves));
        }
      },
      leave: () => charts.forEach((chart) => chart.leave()),
    };
  }

  return view;
}

function back() {
  return el('a', { class: 'back', href: '#/series', onclick: (event) => {
    if (history.length > 1) {
      event.preventDefault();
      history.back();
    }
  } }, '\u2190 All series');
}

function tilesOf({ type }) {
  const kind = TYPES[type];
  const unit = kind.unit ?? '';
  const timing = ['ms', 'h', 'd'].includes(type);
  const all = [['rate', kind.rate, '']];
  if (type !== 's') {
    all.push(['last', 'last value', unit]);
  }
  if (timing) {
    all.push(['p50', 'median', unit], ['p95', '95th percentile', unit], ['p99', '99th percentile', unit]);
  }
  if (timing || type === 'g') {
    all.push(['min', 'least', unit], ['max', 'greatest', unit]);
  }
  if (timing) {
    all.push(['count', 'observations', '']);
  }
  if (type !== 'g') {
    all.push(['sum', type === 's' ? 'different members' : 'sum', type === 's' ? '' : unit]);
  }
  all.push(['lines', 'lines', '']);
  return [...all.map(([key, label, each]) => tile(label,
    (series) => (type === 's' && key === 'sum' && series.sum >= 256 ? ['256 or more', ''] : measured(series[key], each)),
    (series) => full(series[key]))), tile('last came', (series, second) => [ago(second - series.lastSecond), ''], () => '')];
}

function tile(label, value, title) {
  const text = el('span');
  const unit = el('span', { class: 'unit' });
  const element = el('div', {}, el('dt', { text: label }), el('dd', {}, text, unit));
  return { element, update: (series, second) => {
    const [number, shown] = value(series, second);
    setText(text, number);
    setText(unit, shown);
    element.title = title(series);
  } };
}

function chartsOf({ type }, kind) {
  const timing = kind.kind === 'ms' || kind.kind === 'h';
  const what = kind.rate === 'per second' ? (timing ? 'Observations per second' : 'Per second') : 'Lines per second';
  const rate = plot({ title: what, labels: [kind.rate], curves: [0], colors: ['kind'], bars: true });
  if (type === 'g') {
    return [plot({ title: 'Value', labels: ['value'], curves: [1], colors: ['kind'], keeps: true }), rate];
  }
  if (timing) {
    const unit = kind.unit ? `, ${kind.unit}` : '';
    return [plot({ title: `Percentiles of each second${unit}`, labels: ['p50', 'p95', 'p99'], curves: [1, 2, 3],
      colors: ['kind', 'second', 'third'], dots: true }), rate];
  }
  return [rate];
}

function byMinute(lastSecond, charts, curves) {
  const columns = charts.flatMap((chart) => chart.curves);
  const rows = [];
  const length = curves[0].length;
  const end = lastSecond + 1;
  for (let to = length, second = end; to > 0; ) {
    const from = Math.max(0, to - (second % MINUTE || MINUTE));
    const cells = columns.map((curve) => el('td', { class: 'number', text: short(mean(curves[curve].slice(from, to))) }));
    rows.push(el('tr', {}, el('th', { scope: 'row',
      text: new Date((end - length + from) * 1000).toLocaleTimeString('en-GB').slice(0, 5) }), ...cells));
    second -= to - from;
    to = from;
  }
  return rows;
}

function mean(numbers) {
  const known = numbers.filter((n) => n !== null);
  return known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0) / known.length;
}

// A plot of the last ten minutes.

import { el, setText } from './dom.js';
import { short } from './format.js';
import { onTheme } from './theme.js';

const HEIGHT = 200;

/**
 * @param curves which of the series' curves it shows, each with a label and a colour
 * @param bars whether each second is a step that is filled; else lines, over gaps only if the value keeps
 */
export function plot({ title, labels, curves, colors, bars = false, keeps = false, dots = false }) {
  const box = el('div', { class: 'plot' });
  const now = el('span', { class: 'now' });
  const legend = el('p', { class: 'legend' }, ...(labels.length > 1
    ? labels.map((label, i) => el('span', { class: `key ${colors[i]}`, text: label })) : []), now);
  const element = el('figure', {}, el('figcaption', {}, el('span', { text: title }), legend), box);
  let chart = null;
  let data = null;

  const resize = new ResizeObserver(() => chart?.setSize({ width: box.clientWidth, height: HEIGHT }));
  resize.observe(box);
  const recolor = () => {
    if (chart !== null) {
      chart.destroy();
      chart = draw();
    }
  };
  onTheme(recolor);

  function draw() {
    const style = getComputedStyle(element);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = { stroke: color('soft'), grid: { stroke: color('line'), width: 1 }, ticks: { stroke: color('line'), width: 1 },
      font: '12px system-ui, sans-serif' };
    const made = new uPlot({
      width: box.clientWidth || 600,
      height: HEIGHT,
      legend: { show: false },
      cursor: { points: { size: 6 }, y: false },
      scales: { x: { time: true }, y: { range: (u, min, max) => range(min, max, !keeps) } },
      axes: [{ ...axis, space: 70, values: (u, ticks) => ticks.map((t) => new Date(t * 1000).toLocaleTimeString('en-GB').slice(0, t % 60 ? 8 : 5)),
        incrs: [10, 30, 60, 120, 300], size: 34 }, { ...axis, size: 56, values: (u, ticks) => ticks.map((t) => short(t)) }],
      series: [{}, ...curves.map((curve, i) => ({
        stroke: color(colors[i]),
        width: 1.6,
        spanGaps: keeps || dots,
        paths: bars || keeps ? uPlot.paths.stepped({ align: 1 }) : undefined,
        fill: bars ? color(colors[i]) + '2b' : undefined,
        points: { show: dots, size: 4, fill: color(colors[i]) },
      }))],
      hooks: { setCursor: [(u) => tell(u.cursor.idx)] },
    }, data, box);
    made.root.setAttribute('role', 'img');
    return made;
  }

  /** What the pointer points at, or else the newest. */
  function tell(pointed) {
    const at = pointed ?? data[0].length - 1;
    const values = curves.map((curve, i) => data[i + 1][at]);
    if (pointed === null || pointed === undefined) {
      setText(now, '');
      return;
    }
    const text = values.map((value, i) => (labels.length > 1 ? `${labels[i]} ` : '') + short(value)).join(', ');
    setText(now, `${new Date(data[0][at] * 1000).toLocaleTimeString('en-GB')}  ${text}`);
  }

  /** From the second before anything came, but at least a minute; at most all of it. */
  function begin(all, length) {
    const first = all.reduce((least, curve) => {
      const at = curve.findIndex((n) => n !== null && n !== 0);
      return at < 0 ? least : Math.min(least, at);
    }, length);
    return Math.max(0, Math.min(first - 1, length - 60));
  }

  return {
    element,
    labels,
    curves,
    update: (lastSecond, all) => {
      const from = begin(all, all[0].length);
      const length = all[0].length - from;
      data = [Array.from({ length }, (_, i) => lastSecond - length + 1 + i), ...curves.map((curve) => all[curve].slice(from))];
      if (chart === null) {
        chart = draw();
      } else {
        chart.setData(data);
      }
      chart.root.setAttribute('aria-label', `${title}: ${spoken(labels, data)}`);
    },
    leave: () => {
      resize.disconnect();
      chart?.destroy();
      chart = null;
    },
  };
}

function range(min, max, fromZero) {
  if (min === null || max === null) {
    return [0, 1];
  }
  const low = fromZero ? Math.min(0, min) : min;
  const room = (max - low || Math.abs(max) || 1) * 0.08;
  return [fromZero && low === 0 ? 0 : low - room, max + room];
}

/** The plot in words. */
function spoken(labels, data) {
  return labels.map((label, i) => {
    const known = data[i + 1].filter((n) => n !== null);
    return known.length === 0 ? `${label} has no values`
      : `${label} between ${short(Math.min(...known))} and ${short(Math.max(...known))}, now ${short(known[known.length - 1])}`;
  }).join('; ');
}

// Numbers as people read them.

const NONE = '\u2013';
const separated = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** Three digits that matter, and a letter for the thousands. */
export function short(number) {
  if (number === null || number === undefined) {
    return NONE;
  }
  const size = Math.abs(number);
  if (size !== 0 && (size < 0.001 || size >= 1e18)) {
    return number.toExponential(1);
  }
  const letters = ['', 'k', 'M', 'G', 'T', 'P'];
  let scaled = size;
  let thousands = 0;
  while (scaled >= 999.5 && thousands < letters.length - 1) {
    scaled /= 1000;
    thousands += 1;
  }
  const whole = thousands === 0 && Number.isInteger(number);
  const digits = whole || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : scaled >= 0.1 ? 2 : 3;
  return (number < 0 ? '\u2212' : '') + scaled.toFixed(digits) + letters[thousands];
}

/** A number with its unit; milliseconds become seconds where these are easier to read. */
export function measured(number, unit) {
  if (unit !== 'ms' || number === null || number === undefined || Math.abs(number) < 1000) {
    return [short(number), number === null || number === undefined ? '' : unit];
  }
  return [short(number / 1000), 's'];
}

export function whole(number) {
  return separated.format(number);
}

/** All digits, for a title. */
export function full(number) {
  return number === null || number === undefined ? '' : exact.format(number);
}

export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let scaled = number;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return (unit === 0 ? scaled.toFixed(0) : short(scaled)) + '\u202f' + units[unit];
}

export const TYPES = {
  c: { name: 'counter', rate: 'per second', kind: 'c' },
  g: { name: 'gauge', rate: 'lines per second', kind: 'g' },
  ms: { name: 'timer', rate: 'per second', unit: 'ms', kind: 'ms' },
  h: { name: 'histogram', rate: 'per second', kind: 'h' },
  d: { name: 'distribution', rate: 'per second', kind: 'h' },
  s: { name: 'set', rate: 'lines per second', kind: 's' },
  m: { name: 'meter', rate: 'per second', kind: 'c' },
  _e: { name: 'event', kind: 'e' },
  _sc: { name: 'check', kind: 'e' },
  '?': { name: 'wrong', kind: 'wrong' },
};

export function time(millis) {
  return new Date(millis).toLocaleTimeString('en-GB');
}

/** How long ago, in words short enough for a table. */
export function ago(seconds) {
  if (seconds < 2) {
    return 'now';
  }
  if (seconds < 120) {
    return `${Math.round(seconds)} s ago`;
  }
  return seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;
}

// Makes elements. Text from the wire only ever becomes a text node or the value of an attribute, never markup.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'text') {
      element.textContent = value;
    } else if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Writes only what has changed, so that a selection and a screen reader's place stay. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function say(text) {
  setText(byId('status'), text);
}

/** What would turn the direction of writing, or not be seen at all, is shown as an escape. */
export function visible(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (c) => '\\u{' + c.codePointAt(0).toString(16) + '}');
}

const WIDTH = 120;
const HEIGHT = 26;

/** A small picture of some numbers, of which null is a gap. */
export function spark(numbers, fromZero) {
  const known = numbers.filter((n) => n !== null);
  const max = Math.max(...known);
  const min = fromZero ? 0 : Math.min(...known);
  const picture = svg('svg', { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true',
    preserveAspectRatio: 'none' });
  if (known.length === 0 || (fromZero && max <= 0)) {
    picture.append(svg('path', { class: 'still', d: `M0 ${HEIGHT - 1}H${WIDTH}` }));
    return picture;
  }
  const span = max - min || 1;
  const x = (i) => (i / Math.max(numbers.length - 1, 1)) * WIDTH;
  const y = (n) => (max === min && !fromZero ? HEIGHT / 2 : HEIGHT - 2 - ((n - min) / span) * (HEIGHT - 5));
  let line = '';
  numbers.forEach((n, i) => {
    if (n !== null) {
      line += (line === '' || numbers[i - 1] === null ? 'M' : 'L') + x(i).toFixed(1) + ' ' + y(n).toFixed(1);
    }
  });
  if (fromZero) {
    picture.append(svg('path', { class: 'area', d: `${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z` }));
  }
  picture.append(svg('path', { class: 'stroke', d: line }));
  return picture;
}

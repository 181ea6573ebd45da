// Draws what the browser shows as an SVG, for READMEs: text, which a diff can show, instead of an image.
//   node picture.mjs http://127.0.0.1:8126/ 1200 640 light > picture.svg
import { chromium } from 'playwright-core';

const [address, width, height, colorScheme] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, colorScheme });
await page.goto(address);
await page.locator('tbody tr').first().waitFor();
console.log(await page.evaluate(draw));
await browser.close();

/** Runs in the page. */
function draw() {
  const shapes = [];
  const pen = document.createElement('canvas').getContext('2d');
  const round = (number) => Math.round(number * 10) / 10;
  const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const seen = (color) => color !== 'transparent' && !/, 0\)$/.test(color);

  function box(style, r) {
    const sides = ['Top', 'Right', 'Bottom', 'Left'].map((side) => parseFloat(style[`border${side}Width`]));
    const framed = sides.every((side) => side > 0);
    if (seen(style.backgroundColor) || framed) {
      const inset = framed ? sides[0] / 2 : 0;
      const rx = Math.min(parseFloat(style.borderTopLeftRadius), r.height / 2) || 0;
      shapes.push(`<rect x="${round(r.x + inset)}" y="${round(r.y + inset)}" width="${round(r.width - 2 * inset)}"`
        + ` height="${round(r.height - 2 * inset)}" rx="${round(rx)}" fill="${seen(style.backgroundColor) ? style.backgroundColor : 'none'}"`
        + `${framed ? ` stroke="${style.borderTopColor}"` : ''}/>`);
    }
    if (!framed && sides[2] > 0 && seen(style.borderBottomColor)) {
      shapes.push(`<rect x="${round(r.x)}" y="${round(r.bottom - sides[2])}" width="${round(r.width)}" height="${sides[2]}"`
        + ` fill="${style.borderBottomColor}"/>`);
    }
  }

  function picture(element, r) {
    const parts = [...element.querySelectorAll('path, circle')].filter((part) => getComputedStyle(part).display !== 'none');
    shapes.push(`<svg x="${round(r.x)}" y="${round(r.y)}" width="${round(r.width)}" height="${round(r.height)}"`
      + ` viewBox="${element.getAttribute('viewBox')}" preserveAspectRatio="${element.getAttribute('preserveAspectRatio') ?? 'xMidYMid'}">`);
    for (const part of parts) {
      const style = getComputedStyle(part);
      const where = ['d', 'cx', 'cy', 'r'].filter((name) => part.hasAttribute(name))
        .map((name) => `${name}="${part.getAttribute(name)}"`).join(' ');
      shapes.push(`<${part.tagName} ${where} fill="${style.fill}" fill-opacity="${style.fillOpacity}" stroke="${style.stroke}"`
        + ` stroke-width="${parseFloat(style.strokeWidth)}" opacity="${style.opacity}" vector-effect="${style.vectorEffect}"/>`);
    }
    shapes.push('</svg>');
  }

  function write(text, style, x, top, length) {
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const family = /mono/.test(style.fontFamily) ? 'monospace' : 'sans-serif';
    shapes.push(`<text x="${round(x)}" y="${round(top + pen.measureText(text).fontBoundingBoxAscent)}" font-family="${family}"`
      + ` font-size="${parseFloat(style.fontSize)}" font-weight="${style.fontWeight}" fill="${style.color}"`
      + ` textLength="${round(length)}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`);
  }

  function words(node, style) {
    const range = document.createRange();
    let from = 0;
    for (let to = 1; to <= node.length; to += 1) { // a line of it at a time
      range.setStart(node, from);
      range.setEnd(node, to);
      const lines = [...range.getClientRects()].filter((r) => r.width > 0);
      if (to === node.length || new Set(lines.map((r) => Math.round(r.top))).size > 1) {
        const end = to === node.length ? to : to - 1;
        const text = node.data.slice(from, end).trimEnd();
        range.setEnd(node, from + text.length);
        const r = range.getBoundingClientRect();
        if (r.width > 0 && text.trim()) {
          write(text, style, r.x, r.y, r.width);
        }
        from = end;
      }
    }
  }

  function field(element, style, r) {
    const text = element.matches('select') ? element.selectedOptions[0]?.text : element.value || element.placeholder;
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const { width: length, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText(text);
    const left = r.x + parseFloat(style.paddingLeft) + (element.matches('select') ? 5 : 1);
    write(text, style, left, r.y + (r.height - up - down) / 2, length);
    if (element.matches('select')) {
      const [x, y] = [round(r.right - 19), round(r.y + r.height / 2 - 2)];
      shapes.push(`<path d="M${x} ${y}l4.5 4.5 4.5-4.5" fill="none" stroke="${style.color}" stroke-width="1.5"/>`);
    }
  }

  function walk(element) {
    const style = getComputedStyle(element);
    const r = element.getBoundingClientRect();
    if (style.display === 'none' || style.visibility === 'hidden' || r.width < 2 || r.height < 2 || r.top > innerHeight) {
      return;
    }
    if (element.matches('svg')) {
      picture(element, r);
      return;
    }
    box(style, r);
    if (element.matches('input, select')) {
      field(element, style, r);
      return;
    }
    for (const node of element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        walk(node);
      } else if (node.nodeType === Node.TEXT_NODE) {
        words(node, style);
      }
    }
  }

  walk(document.body);
  return [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${innerWidth} ${innerHeight}" width="${innerWidth}" height="${innerHeight}">`,
    `<rect width="100%" height="100%" fill="${getComputedStyle(document.body).backgroundColor}"/>`, ...shapes, '</svg>'].join('\n');
}

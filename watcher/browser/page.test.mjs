// The page in a real browser: what it shows, what it does with the keyboard and on a small screen, that axe finds nothing
// serious, and that names from the wire neither run nor break it. The jar is made first: ./watch --help.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const JAR = fileURLToPath(new URL('../target/sprockets-statsd-watch-0.1.0-SNAPSHOT.jar', import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const HOSTILE = [
  '<img src=x onerror="window.hacked=1">',
  '"></script><script>window.hacked=1</script>',
  "';window.hacked=1//",
  '\u202egnp.exe',
  '{{constructor.constructor("window.hacked=1")()}}',
  '__proto__',
  'n'.repeat(4096),
];
const missing = !existsSync(CHROMIUM) ? `${CHROMIUM} is not installed` : !existsSync(JAR) ? `${JAR} has not been built` : false;

let server;
let port;
let base;
let browser;
const problems = [];

before(async () => {
  if (missing) {
    return;
  }
  server = spawn('java', ['-jar', JAR, '--port', '0', '--page', '0']);
  let said = '';
  for await (const some of server.stdout) {
    said += some;
    if (/page .*\n/.test(said)) {
      break;
    }
  }
  port = Number(/:(\d+), TCP/.exec(said)[1]);
  base = /http:\S+/.exec(said)[0];
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
});

after(async () => {
  await browser?.close();
  server?.kill();
});

function send(text) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end(text));
    socket.on('error', reject);
    socket.on('close', resolve);
    socket.resume();
  });
}

async function open(hash = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(base + hash);
  return page;
}

async function serious(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter((each) => ['serious', 'critical'].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`);
}

test('an empty page says what to do', { skip: missing }, async () => {
  const page = await open();
  await page.getByText('No metrics yet').waitFor();
  assert.deepEqual(await serious(page), []);
});

test('series come by themselves, and are searched, filtered and sorted', { skip: missing }, async () => {
  const page = await open();
  await send('shop.orders:3|c\nshop.depth:7|g\nshop.pay:12|ms\nshop.pay:30|ms\nother,region=eu:1|h\nbroken\n');
  await page.getByRole('link', { name: 'shop.orders' }).waitFor();
  assert.equal(await page.locator('tbody tr').count(), 4);
  await page.keyboard.press('/');
  await page.keyboard.type('region=eu');
  await page.getByText('1 of 4').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByLabel('Type').selectOption('g');
  await page.getByText('1 of 4').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'p95' }).click();
  await page.locator('th[aria-sort=descending]', { hasText: 'p95' }).waitFor();
  await page.waitForFunction(() => document.querySelector('tbody tr a').textContent === 'shop.pay');
  assert.deepEqual(await serious(page), []);
});

test('a series has a page with plots, by the keyboard only', { skip: missing }, async () => {
  const page = await open('#/series?q=shop.pay');
  await page.getByRole('link', { name: 'shop.pay' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.uplot canvas').first().waitFor();
  assert.match(await page.locator('.uplot').first().getAttribute('aria-label'), /p95 between/);
  assert.equal(await page.locator('.tiles dd').nth(4).textContent(), '30ms');
  await page.locator('summary').click();
  await page.locator('.minutes tbody tr').first().waitFor();
  assert.deepEqual(await serious(page), []);
  await page.keyboard.press('Escape');
  await page.locator('table.series').waitFor();
});

test('pause stands still, and goes on', { skip: missing }, async () => {
  const page = await open();
  await page.getByRole('link', { name: 'shop.orders' }).waitFor();
  await page.keyboard.press('p');
  await page.getByText('Paused:').waitFor();
  await send('while.paused:1|c\n');
  await page.waitForFunction(async () => {
    const { second } = await (await fetch('api/series?limit=1')).json();
    window.pausedAt ??= second;
    return second >= window.pausedAt + 2; // two updates that must not have come
  });
  assert.equal(await page.getByRole('link', { name: 'while.paused' }).count(), 0);
  await page.keyboard.press('p');
  await page.getByRole('link', { name: 'while.paused' }).waitFor();
});

test('lines, wrong lines and connections are shown', { skip: missing }, async () => {
  const page = await open('#/lines');
  await page.getByText('shop.orders').first().waitFor();
  assert.deepEqual(await serious(page), []);
  await page.keyboard.press('3');
  await page.getByText('no colon after the name').waitFor();
  assert.deepEqual(await serious(page), []);
  await page.keyboard.press('4');
  await page.getByText('127.0.0.1:').first().waitFor();
  assert.deepEqual(await serious(page), []);
});

for (const [name, options] of [['dark', { colorScheme: 'dark' }], ['360 pixels wide', { viewport: { width: 360, height: 740 } }]]) {
  test(`the page is as good when it is ${name}`, { skip: missing }, async () => {
    for (const hash of ['#/series', '#/one/1', '#/lines', '#/wrong', '#/connections']) {
      const page = await open(hash, options);
      await page.waitForFunction(() => document.getElementById('lines-total').textContent !== '0');
      assert.deepEqual(await serious(page), [], hash);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${hash} is ${wide} pixels too wide`);
      await page.context().close();
    }
  });
}

test('hostile names neither run nor break the page', { skip: missing }, async () => {
  await send(HOSTILE.map((name) => `${name.replaceAll(':', '')}:1|c\n${name}\nx.${name.length}:1|c|#t:${name.replaceAll(',', '')}\n`).join(''));
  for (const hash of ['#/series', '#/lines', '#/wrong', '#/series?q=%3Cimg']) {
    const page = await open(hash);
    await page.locator('main :is(a, b, code)', { hasText: '<img src=x' }).first().waitFor();
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.locator('main img, main script').count(), 0);
    await page.context().close();
  }
});

test('a million names leave the page working', { skip: missing, timeout: 120_000 }, async () => {
  for (let block = 0; block < 100; block += 1) {
    await send(Array.from({ length: 10_000 }, (_, i) => `flood.${block}.${i}:1|c\n`).join(''));
  }
  const page = await open('#/series?q=shop.orders');
  await page.getByText('belong to series beyond the limit').waitFor();
  await page.getByRole('link', { name: 'shop.orders' }).waitFor();
  const { totals } = await (await fetch(`${base}api/series?limit=1`)).json();
  assert.ok(totals.series <= 10_000);
  assert.ok(totals.beyond > 980_000);
});

test('the browser has complained of nothing', { skip: missing }, () => {
  assert.deepEqual(problems, []);
});

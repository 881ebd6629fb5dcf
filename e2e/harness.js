// Starts the real binary and a real browser. No test talks to a mock: what is tested here
// is what a municipality would run.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
export const binary = path.join(here, '..', 'bin', 'traject');
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The people of the demo, and the page each of them opens on. */
export const people = { klantmanager: '/vandaag', jurist: '/besluiten', beleid: '/sturing', beheer: '/beheer', toezichthouder: '/beheer/audit', teamleider: '/vandaag', taalschool: '/deelnemers', aanbieder: '/deelnemers' };

/** The numbers by which the municipality and DUO know each other in these tests. */
export const oin = { own: '00000001001234567000', duo: '00000001003214345000' };

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Starts `traject demo` in a folder of its own; stop() ends it and removes the folder. */
export async function startDemo() {
  if (!existsSync(binary)) throw new Error('bin/traject is missing: run `make build` first');
  const folder = await mkdtemp(path.join(tmpdir(), 'traject-e2e-'));
  const address = `127.0.0.1:${await freePort()}`;
  const output = [];
  const child = spawn(binary, ['demo', '--stil'], { // no signals of their own accord: a test makes its own
    cwd: folder,
    env: {
      PATH: process.env.PATH, TRAJECT_ADRES: address, TRAJECT_DATA: path.join(folder, 'data'),
      TRAJECT_OIN: oin.own, TRAJECT_DUO_NOTIFICATIE_OIN: oin.duo,
    },
  });
  child.stdout.on('data', (part) => output.push(part));
  child.stderr.on('data', (part) => output.push(part));
  let ended = false;
  const exit = new Promise((done) => child.on('exit', (code) => { ended = true; done(code); }));

  const base = `http://${address}`;
  const log = () => Buffer.concat(output).toString();
  for (let attempt = 0; ; attempt++) {
    if (ended) throw new Error(`traject demo stopped before it was ready:\n${log()}`);
    const answer = await fetch(`${base}/healthz`).catch(() => null);
    if (answer?.status === 200) break;
    if (attempt === 300) { child.kill('SIGKILL'); throw new Error(`traject demo is not ready after 30 s:\n${log()}`); }
    await new Promise((again) => setTimeout(again, 100));
  }
  return {
    base, folder, log,
    async stop() {
      child.kill('SIGTERM');
      const code = await exit;
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}

/** A headless Chromium that asks nothing of the network outside this machine. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/**
 * A fresh window, logged in as one of the demo people when `as` is given. Everything the
 * browser complains about lands in `complaints`: errors on the console, refused by the
 * Content-Security-Policy, requests to another host, answers that are faults of ours.
 */
export async function openWindow(browser, demo, { as, scripts = true, width = 1280, height = 900 } = {}) {
  const context = await browser.newContext({
    baseURL: demo.base, javaScriptEnabled: scripts, viewport: { width, height },
    locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (m) => {
    // The browser itself reports every 4xx it loads; a refused form (422) is not a fault.
    if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) complaints.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => complaints.push(`script: ${e.message}`));
  page.on('request', (r) => {
    if (!r.url().startsWith(demo.base) && !r.url().startsWith('data:')) complaints.push(`request outside: ${r.url()}`);
  });
  page.on('response', (r) => { if (r.status() >= 500) complaints.push(`${r.status()} ${r.url()}`); });
  if (as) await logIn(page, as);
  return { context, page, complaints };
}

/** Logs in as a person does: on the page, with the button. */
export async function logIn(page, as) {
  await page.goto('/inloggen');
  await page.locator(`button[name=als][value=${as}]`).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/inloggen'));
}

/** Runs axe on the page as it stands and gives one line per violation and per incomplete. */
export async function axe(page) {
  // evaluate works past the Content-Security-Policy, which forbids every other foreign script.
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations', 'incomplete'],
  }));
  const lines = (kind, found) => found.flatMap((rule) => rule.nodes.map((node) =>
    `${kind} ${rule.id}: ${node.target.join(' ')} — ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help}`));
  return [...lines('violation', result.violations), ...lines('incomplete', result.incomplete)];
}

// Every page a person can reach, per role: axe without violations and without incompletes,
// no horizontal scrolling and no small targets on a phone, nothing refused by the
// Content-Security-Policy, no dead link. The list of pages is not kept by hand: the test
// walks the links, so a new page is tested from the day something points to it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, openWindow, people, startBrowser, startDemo } from './harness.js';

// How many pages of one kind: the dossier page itself in different phases, and as often who
// sees it (few have a provider yet); an address with filters once, the rest twice.
const often = (kind) => (/^\/dossiers\/\{nummer\}(\?deel=aanbieders)?$/.test(kind) ? 8 : kind.includes('?') ? 1 : 2);
let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** `/dossiers/2026-0412/pip?na=x` and `/dossiers/2026-0007/pip?na=y` are one kind of page. */
const pattern = (url) => url.pathname
  .replace(/\/\d{4}-\d+/, '/{nummer}')
  .replace(/(\/brieven\/)[^/]+/, '$1{kenmerk}')
  .replace(/(\/duo\/)(?!portaal$|verschillen$|vergelijken$)[^/]+/, '$1{melding}')
  .replace(/(\/contactpersonen\/)[^/]+/, '$1{wie}')
  .replace(/(\/regelboek\/)(?!beleid$)[^/]+/, '$1{regel}')
  .replace(/(\/medewerkers?\/)[^/]+/, '$1{wie}')
  .replace(/(\/verklaringen\/)[^/]+/, '$1{voorstel}')
  .replace(/(\/verwerkers\/)(?!nieuw$)[^/]+/, '$1{verwerker}')
  + [...url.searchParams].sort().map(([k, v]) => (k === 'deel' || url.pathname.endsWith('/vernietigen') ? `?${k}=${v}` : `?${k}`)).join(''); // each part of a page is a kind

/** What no link leads to, because a person asks for it with a form: a search and a comparison. */
const asked = ['/regelboek?zoek=oproep', '/regelboek?zoek=olifant', '/regelboek/oproep?naast=dalfsen', '/regelboek/beleid?naast=dalfsen'];

/** Pages that the walk must have found: each is a kind of its own that only one road leads to. */
const mustFind = {
  klantmanager: ['/dossiers/{nummer}?deel=aanbieders', '/dossiers/{nummer}/aanbod?wat', '/dossiers/{nummer}/deelname?over', '/dossiers/{nummer}/duo/{melding}'],
  teamleider: ['/dossiers/{nummer}/bewaren', '/beheer/verwerkers/{verwerker}', ...['delen', 'lange-sets', 'berichten', 'audit'].map((wat) => `/beheer/vernietigen?wat=${wat}`)],
  taalschool: ['/deelnemers/{nummer}', '/deelnemers/{nummer}/uren?deelname?maand', '/deelnemers?stand'],
  aanbieder: ['/deelnemers/{nummer}', '/deelnemers?stand'],
};

/** Walks breadth first from a start page and calls visit on every HTML page. */
async function walk(page, start, visit, fault) {
  const seen = new Set(), filters = new Set(), count = new Map(), queue = [start, ...asked];
  while (queue.length) {
    const address = queue.shift();
    const answer = await page.goto(address);
    const type = answer.headers()['content-type'] ?? '';
    if (answer.status() >= 400) fault(address, `a link leads here, and it answers ${answer.status()}`);
    if (!type.startsWith('text/html')) continue;
    await visit(address);
    const links = await page.locator('a[href]').evaluateAll((all) => all.filter((a) => !a.hasAttribute('download')).map((a) => a.href));
    for (const link of links) {
      const url = new URL(link);
      url.hash = '';
      if (url.origin !== demo.base || seen.has(url.href) || /\.(pdf|json|yaml|csv|css|js)$|\/pdf$|\/bestand$|\/gegevens$|\/v1\/|\/uitloggen/.test(url.pathname)) continue;
      const kind = pattern(url);
      const [path, ...asks] = kind.split('?');
      if (asks.length > 1 && asks.every((f) => filters.has(`${path}?${f}`))) continue; // the same filters together are no new page
      asks.forEach((f) => filters.add(`${path}?${f}`));
      const n = count.get(kind) ?? 0;
      if (n >= often(kind)) continue;
      count.set(kind, n + 1);
      seen.add(url.href);
      queue.push(url.pathname + url.search);
    }
  }
  return [...count.keys()].sort();
}

/** What does not fit or cannot be hit on a phone of 320 pixels. */
const tooNarrow = (page) => page.evaluate(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`scrolls sideways: ${root.scrollWidth} px; widest: ${wide.slice(-1).map((e) => e.outerHTML.slice(0, 120))}`);
  }
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    const { width, height } = e.getBoundingClientRect();
    if (!width || !height || e.closest('[hidden]') || getComputedStyle(e).visibility === 'hidden') continue;
    if (width <= 1 && height <= 1) continue; // visually hidden until focus, such as the skip link
    const inSentence = e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.parentElement.textContent.trim() !== e.textContent.trim();
    if (inSentence) continue; // WCAG 2.5.8 leaves out links in running text
    const hit = e.matches('input[type=radio], input[type=checkbox]') && e.labels?.[0] ? e.labels[0].getBoundingClientRect() : { width: 0, height: 0 };
    if (Math.max(width, hit.width) < 24 || Math.max(height, hit.height) < 24) {
      faults.push(`target of ${Math.round(width)}×${Math.round(height)} px: ${e.outerHTML.slice(0, 120)}`);
    }
  }
  return faults;
});

for (const [who, start] of Object.entries(people)) {
  test(`every page of ${who}`, { timeout: 400_000 }, async () => {
    const { context, page, complaints } = await openWindow(browser, demo, { as: who });
    const faults = new Map(); // the same fault on fifty rows is one line
    const fault = (address, what) => {
      const kind = `${pattern(new URL(address, demo.base))}: ${what.replace(/\d+×/, 'N×').replace(/(href|id|for)="[^"]*"/g, '$1="…"').replace(/>[^<]*</g, '><')}`;
      if (!faults.has(kind)) faults.set(kind, `${address}: ${what}`);
    };
    const kinds = await walk(page, start, async (address) => {
      for (const line of await axe(page)) fault(address, line);
      if (!await page.title()) fault(address, 'has no title');
      await page.setViewportSize({ width: 320, height: 640 });
      for (const line of await tooNarrow(page)) fault(address, `at 320 px: ${line}`);
      await page.setViewportSize({ width: 1280, height: 900 });
      const header = page.locator('body > header');
      if (await header.count() && (await header.boundingBox()).height > 80) fault(address, 'at 1280 px the menu, the search field and the name do not stand on one line');
    }, fault);
    console.log(`${who}: ${kinds.length} kinds of pages: ${kinds.join(' ')}`);
    await context.close();
    assert.equal([...faults.values(), ...complaints].join('\n'), '');
    for (const kind of mustFind[who] ?? []) assert.ok(kinds.includes(kind), `the walk did not come to ${kind}`);
    assert.ok(kinds.length >= 3, 'the walk found next to nothing, so it proved nothing');
  });
}

describe('pages without login', () => {
  for (const [address, status] of [['/inloggen', 200], ['/bestaat-niet', 404]]) {
    test(`${address} answers ${status} and is accessible`, async () => {
      const { context, page, complaints } = await openWindow(browser, demo);
      const answer = await page.goto(address);
      assert.equal(answer.status(), status);
      const faults = await axe(page);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual([...faults, ...await tooNarrow(page), ...complaints], []);
      await context.close();
    });
  }

  test('a page of work asks to log in first', async () => {
    const { context, page } = await openWindow(browser, demo);
    await page.goto('/vandaag');
    assert.equal(new URL(page.url()).pathname, '/inloggen');
    await context.close();
  });
});

test('a dossier that does not exist and one that is not yours look the same', async () => {
  const { context, page } = await openWindow(browser, demo, { as: 'klantmanager' });
  const answer = await page.goto('/dossiers/1999-99999');
  assert.equal(answer.status(), 404);
  assert.deepEqual(await axe(page), []);
  await context.close();
});

test('every answer carries a strict Content-Security-Policy', async () => {
  for (const address of ['/inloggen', '/bestaat-niet', '/vandaag']) {
    const policy = (await fetch(demo.base + address)).headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'|default-src 'self'/, address);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/, address);
  }
});

test('with the colours of the reader one still sees where one is', async () => {
  const { context, page } = await openWindow(browser, demo, { as: 'klantmanager' });
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto('/vandaag');
  const line = (which) => page.locator(which).first().evaluate((e) => [getComputedStyle(e).borderBottomColor, getComputedStyle(document.body).backgroundColor]);
  for (const place of ['header nav a', '.tj-tabs a']) {
    const [here, paper] = await line(`${place}[aria-current]`);
    assert.notEqual(here, paper, `${place}: the line under the place where we are cannot be seen`);
    assert.equal((await line(`${place}:not([aria-current])`))[0], paper, `${place}: every word has the line of the place where we are`);
  }
  await context.close();
});

test('on paper the reason of a task has room, and what is closed is not there', async () => {
  const { context, page } = await openWindow(browser, demo, { as: 'klantmanager', width: 794 });
  await page.emulateMedia({ media: 'print' });
  await page.goto('/vandaag');
  const [table, reason] = await Promise.all(['.tj-werklijst', '.tj-werklijst .k-reden'].map((x) => page.locator(x).first().boundingBox()));
  assert.ok(reason.width > table.width / 3, `${reason.width} of ${table.width} px`);
  await page.goto(new URL(await page.locator('main a[href^="/dossiers/2"]').first().getAttribute('href'), demo.base).href);
  assert.equal(await page.locator('main summary:visible').count(), 0, 'a word to open stands on paper');
  await context.close();
});

test('a very long name and one in Arabic fit, and turn nothing round beside them', async () => {
  const { context, page } = await openWindow(browser, demo, { as: 'klantmanager' });
  const dossier = await page.locator('main a[href^="/dossiers/2"]').nth(1).getAttribute('href');
  const number = dossier.match(/\d{4}-\d+/)[0];
  await page.goto(`/dossiers/${number}/persoon`);
  await page.fill('#voornamen', '\u0623\u0645\u064a\u0646\u0629');
  await page.fill('#geslachtsnaam', 'Rajapaksalankathilakage'.repeat(5));
  await page.locator('main button.utrecht-button--primary-action').click();
  await page.waitForURL(`**/dossiers/${number}`);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of [`/dossiers/${number}`, `/dossiers/${number}?deel=feiten`, `/dossiers?zoek=Rajapaksa`, '/vandaag', `/dossiers/${number}/notitie`]) {
      await page.goto(address);
      assert.deepEqual(width === 320 ? await tooNarrow(page) : await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), width === 320 ? [] : false, `${address} at ${width} px`);
    }
  }
  assert.equal(await page.locator('.utrecht-breadcrumb-nav__link').last().evaluate((e) => getComputedStyle(e).unicodeBidi), 'isolate');
  await context.close();
});

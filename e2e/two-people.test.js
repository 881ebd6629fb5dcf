// Two people on one dossier, a draft that survives logging out, and who may see what. All of
// it without JavaScript: what holds there holds everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axe, logIn, openWindow, startBrowser, startDemo } from './harness.js';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function someDossier(page) {
  await page.goto('/vandaag');
  const href = await page.locator('main a[href^="/dossiers/2"]').first().getAttribute('href');
  return href.match(/\d{4}-\d+/)[0];
}

const send = async (page) => (await Promise.all([
  page.waitForNavigation(), page.locator('main button.utrecht-button--primary-action').first().click(),
]))[0];

test('the later one sees both and loses nothing', async () => {
  const first = await openWindow(browser, demo, { as: 'klantmanager', scripts: false });
  const second = await openWindow(browser, demo, { as: 'klantmanager', scripts: false });
  const number = await someDossier(first.page);
  for (const { page } of [first, second]) await page.goto(`/dossiers/${number}/notitie`);

  await first.page.fill('[name=tekst]', 'De tolk komt mee.');
  assert.equal((await send(first.page)).status(), 200);

  await second.page.fill('[name=tekst]', 'De afspraak is verzet.');
  assert.equal((await send(second.page)).status(), 409);
  const both = await second.page.locator('main').innerText();
  assert.match(both, /De tolk komt mee\./);
  assert.match(both, /De afspraak is verzet\./);
  assert.equal(await second.page.inputValue('[name=tekst]'), 'De afspraak is verzet.');

  // Having seen both, the same button records it after all.
  assert.equal((await send(second.page)).status(), 200);
  await second.page.goto(`/dossiers/${number}?deel=feiten`);
  const facts = await second.page.locator('main').innerText();
  assert.match(facts, /De tolk komt mee\./);
  assert.match(facts, /De afspraak is verzet\./);
  assert.deepEqual([...first.complaints, ...second.complaints], []);
  await first.context.close();
  await second.context.close();
});

test('the page with both versions is accessible', async () => {
  const a = await openWindow(browser, demo, { as: 'klantmanager' });
  const b = await openWindow(browser, demo, { as: 'klantmanager' });
  const number = await someDossier(a.page);
  for (const { page } of [a, b]) await page.goto(`/dossiers/${number}/notitie`);
  for (const { page } of [a, b]) {
    await page.fill('[name=tekst]', 'Gebeld over de les.');
    await send(page);
  }
  assert.match(await b.page.locator('main').innerText(), /Gebeld over de les/);
  assert.deepEqual(await axe(b.page), []);
  await a.context.close();
  await b.context.close();
});

test('a draft survives logging out, and nobody else sees it', async () => {
  const { page, context } = await openWindow(browser, demo, { as: 'klantmanager', scripts: false });
  const number = await someDossier(page);
  await page.goto(`/dossiers/${number}/notitie`);
  await page.fill('[name=tekst]', 'Nog niet af');
  await page.locator('button[name=later]').click();
  await page.waitForURL(`**/dossiers/${number}`);
  await page.locator('.tj-ik summary').click();
  await page.locator('button:has-text("Uitloggen")').click();
  await page.goto('/vandaag');
  assert.equal(new URL(page.url()).pathname, '/inloggen');

  await logIn(page, 'klantmanager');
  await page.goto(`/dossiers/${number}/notitie`);
  assert.equal(await page.inputValue('[name=tekst]'), 'Nog niet af');
  await page.goto(`/dossiers/${number}?deel=feiten`);
  assert.doesNotMatch(await page.locator('main').innerText(), /Nog niet af/, 'a draft is not a fact');
  await context.close();
});

test('who has no business with a dossier does not learn that it exists', async () => {
  const { page, context } = await openWindow(browser, demo, { as: 'klantmanager', scripts: false });
  const number = await someDossier(page);
  await context.close();
  for (const who of ['beleid', 'beheer']) {
    const other = await openWindow(browser, demo, { as: who, scripts: false });
    const real = await other.page.goto(`/dossiers/${number}`);
    const text = (await other.page.locator('main').innerText()).replaceAll(number, '');
    const invented = await other.page.goto('/dossiers/1999-9999');
    assert.equal(real.status(), invented.status(), who);
    assert.equal(text, (await other.page.locator('main').innerText()).replaceAll('1999-9999', ''), `${who} sees the same page for a real and an invented dossier`);
    await other.context.close();
  }
});

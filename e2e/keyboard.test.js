// Somebody without a mouse: from the door to an act, and back from a mistake. Every place
// where the focus lands must be visible.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openWindow, startBrowser, startDemo } from './harness.js';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

const focus = (page) => page.evaluate(() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {
    what: e.outerHTML.slice(0, 140), tag: e.tagName, href: e.getAttribute('href'), name: e.getAttribute('name'), value: e.getAttribute('value'), id: e.id,
    visible: e !== document.body && box.width > 1 && box.height > 1
      && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'),
  };
});

/** Presses Tab until `wanted` says yes; fails when it never does or when the focus cannot be seen. */
async function tabTo(page, wanted, limit = 120) {
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press('Tab');
    const f = await focus(page);
    if (f.tag === 'BODY') continue; // past the last one, the browser itself
    assert.ok(f.visible, `the focus cannot be seen on ${f.what}`);
    if (wanted(f)) return f;
  }
  assert.fail(`not reached with ${limit} times Tab`);
}

test('from the door to a dossier with Tab and Enter', async () => {
  const { page, context, complaints } = await openWindow(browser, demo);
  await page.goto('/inloggen');
  await tabTo(page, (f) => f.name === 'als' && f.value === 'klantmanager');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/vandaag');

  await page.keyboard.press('Tab');
  const skip = await focus(page);
  assert.match(skip.href ?? '', /^#/, 'the first Tab is the link past the menu');
  assert.ok(skip.visible, 'the skip link shows itself when it has the focus');
  await page.keyboard.press('Enter');

  await tabTo(page, (f) => /^\/dossiers\/\d{4}-\d+/.test(f.href ?? ''));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dossiers\/\d{4}-\d+/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('Waarom? opens from the worklist and closes in the dossier, with the keyboard', async () => {
  const { page, context } = await openWindow(browser, demo, { as: 'klantmanager' });
  const link = await tabTo(page, (f) => /[?&]uitleg=/.test(f.href ?? ''));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.has('uitleg'));
  const row = page.locator(`[id="${link.href.split('#')[1]}"]`);
  assert.ok(await row.count() === 1, 'the row with its explanation is on the page');

  await page.goto(new URL(await page.locator('main a[href^="/dossiers/2"]').first().getAttribute('href'), demo.base).href);
  await tabTo(page, (f) => f.tag === 'SUMMARY');
  const open = () => page.evaluate(() => document.activeElement.closest('details').open);
  assert.equal(await open(), false);
  await page.keyboard.press('Enter');
  assert.equal(await open(), true);
  await page.keyboard.press('Enter');
  assert.equal(await open(), false);
  await context.close();
});

test('a refused form takes the focus to the summary, and the summary to the field', async () => {
  const { page, context } = await openWindow(browser, demo, { as: 'klantmanager' });
  await page.locator('main a[href^="/dossiers/2"]').first().click();
  const number = new URL(page.url()).pathname.split('/')[2];
  await page.goto(`/dossiers/${number}/notitie`);
  await tabTo(page, (f) => f.tag === 'BUTTON' && f.what.includes('primary-action'));
  await page.keyboard.press('Enter');
  await page.waitForLoadState();
  const summary = page.locator('[role=alert], .tj-fouten, [class*=error-summary]').first();
  await summary.waitFor();
  const link = summary.locator('a').first();
  const target = (await link.getAttribute('href')).slice(1);
  await tabTo(page, (f) => f.href === `#${target}`);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), target);
  await context.close();
});

test('j, k, x, Enter and / work on the list, and never while someone is typing', async () => {
  const { page, context, complaints } = await openWindow(browser, demo, { as: 'klantmanager' });
  await page.goto('/vandaag');
  const row = () => page.evaluate(() => document.activeElement.closest('[data-rij]')?.id);
  await page.keyboard.press('j');
  const first = await row();
  await page.keyboard.press('j');
  const second = await row();
  assert.ok(first && second && first !== second, 'j goes to the next row');
  await page.keyboard.press('k');
  assert.equal(await row(), first, 'k goes back');
  assert.ok((await focus(page)).visible);
  await page.keyboard.press('x');
  assert.ok(await page.locator(`[id="${first}"] input[type=checkbox]`).isChecked(), 'x selects');
  await page.keyboard.press('/');
  assert.equal((await focus(page)).id, 'zoek');
  await page.keyboard.type('jk/');
  assert.equal(await page.inputValue('#zoek'), 'jk/', 'typing is typing');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/dossiers\/\d{4}-\d+/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('? shows the shortcuts, and a menu opens with Enter and closes with Escape', async () => {
  const { page, context, complaints } = await openWindow(browser, demo, { as: 'klantmanager' });
  await page.goto('/vandaag');
  await page.keyboard.press('?');
  await page.waitForURL('**/sneltoetsen');
  await page.goto('/vandaag');
  await tabTo(page, (f) => f.tag === 'SUMMARY' && f.what.includes('Deze lijst'));
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#naam').isVisible());
  await tabTo(page, (f) => f.id === 'naam');
  await page.keyboard.type('j? van mij');
  assert.equal(await page.inputValue('#naam'), 'j? van mij', 'typing is typing');
  await page.keyboard.press('Escape');
  assert.ok(!await page.locator('#naam').isVisible());
  assert.equal((await focus(page)).tag, 'SUMMARY', 'the focus goes back to the word of the menu');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the menus, a kept list and leaving work without scripts', async () => {
  const { page, context } = await openWindow(browser, demo, { as: 'klantmanager', scripts: false });
  await page.goto('/vandaag?soort=pip-vaststellen');
  await page.locator('.tj-lijstmenu summary').click();
  await page.fill('#naam', 'Alleen plannen');
  await page.getByRole('button', { name: 'Bewaar lijst' }).click();
  await page.getByRole('link', { name: 'Lijst: Alleen plannen' }).waitFor();
  await page.locator('.tj-ik summary').click();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.waitForURL('**/inloggen');
  await context.close();
});

// What people want on paper: the worklist, a dossier, a letter. Without menu and buttons,
// without anything that falls off the page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow, startBrowser, startDemo } from './harness.js';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function onPaper(page) {
  const file = path.join(demo.folder, `paper-${Math.random().toString(36).slice(2)}.pdf`);
  await writeFile(file, await page.pdf({ format: 'A4' }));
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

for (const where of ['vandaag', 'dossier', 'regelboek']) {
  test(`${where} on paper`, async () => {
    const { page, context } = await openWindow(browser, demo, { as: 'klantmanager' });
    if (where === 'dossier') await page.locator('main a[href^="/dossiers/2"]').first().click();
    if (where === 'regelboek') await page.goto('/regelboek');
    const title = (await page.locator('h1').first().innerText()).trim();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1000 }); // A4 less its margins, in CSS pixels
    assert.equal(await page.locator('header nav, nav[aria-label*=enu]').filter({ visible: true }).count(), 0, 'the menu is not printed');
    assert.equal(await page.locator('button').filter({ visible: true }).count(), 0, 'buttons are not printed');
    const [full, fits] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(full <= fits, `falls off the paper: ${full} of ${fits} px`);
    const text = await onPaper(page);
    assert.ok(text.replace(/\s+/g, ' ').includes(title.split('\n')[0]), 'the title is on the paper');
    await context.close();
  });
}

// Takes the pictures of README.md and the manual: `make beeld`. Not a test, because the demo
// is dated relative to today, so the pictures differ from day to day.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWindow, startBrowser, startDemo } from './harness.js';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'beeld');
const largest = 300 * 1024;

await mkdir(folder, { recursive: true });
const demo = await startDemo();
const browser = await startBrowser();
try {
  const { page } = await openWindow(browser, demo, { as: 'klantmanager', height: 860 });
  const dossier = await page.locator('main a[href^="/dossiers/2"]').first().getAttribute('href');
  const number = dossier.match(/\d{4}-\d+/)[0];
  const pictures = {
    vandaag: '/vandaag', dossier: `/dossiers/${number}`, pip: `/dossiers/${number}/pip`, regelboek: '/regelboek',
  };
  await page.goto(`/dossiers/${number}?deel=brieven`);
  const letter = page.locator('main a[href*="/brieven/"]').first();
  if (await letter.count()) pictures.brief = (await letter.getAttribute('href')).replace(/\/pdf$/, '');
  for (const [name, address] of Object.entries(pictures)) {
    await page.goto(address);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = await stat(file);
    console.log(`docs/beeld/${name}.png ${Math.round(size / 1024)} KB`);
    if (size > largest) throw new Error(`${name}.png is larger than ${largest / 1024} KB`);
  }
} finally {
  await browser.close();
  await demo.stop();
}

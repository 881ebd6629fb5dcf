// The main job, from DUO's notification to the letter on paper and the file that goes along
// when somebody moves; once in a browser as it is, and once with scripts switched off.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { axe, binary, oin, openWindow, startBrowser, startDemo } from './harness.js';

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** The n-th BSN from the end of the test range 9999xxxxx that passes the elfproef. */
function testBSN(n) {
  for (let number = 999999999; ; number--) {
    const digits = [...String(number)].map(Number);
    const sum = digits.reduce((s, d, i) => s + d * (i === 8 ? -1 : 9 - i), 0);
    if (sum % 11 === 0 && n-- === 0) return String(number);
  }
}

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];
/** 2026-04-07 as it stands on the screen: 7 april 2026. */
const inWords = (iso) => `${Number(iso.slice(8))} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;

/** 2026-04-07 as it stands in a list: 7 apr 2026. */
const short = (iso) => `${Number(iso.slice(8))} ${['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'][Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;

async function notify(bsn, code) {
  const answer = await fetch(`${demo.base}/notificaties`, {
    method: 'POST',
    headers: { bron: oin.duo, doel: oin.own, berichtId: randomUUID(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ gebeurtenisId: code, registratieDatumTijd: new Date().toISOString(), bsn }),
  });
  assert.equal(answer.status, 201, `DUO's notification ${code}`);
  assert.equal(await answer.text(), '');
}

/** Fills the three fields of a day. */
async function fillDay(page, name, iso) {
  await page.fill(`[name="${name}-dag"]`, String(Number(iso.slice(8))));
  await page.fill(`[name="${name}-maand"]`, String(Number(iso.slice(5, 7))));
  await page.fill(`[name="${name}-jaar"]`, iso.slice(0, 4));
}

async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
}

/** Ticks a choice by its label, as a person does: the dot itself may be drawn by the style sheet. */
async function choose(page, name, value) {
  const id = await page.locator(`[name="${name}"][value="${value}"]`).getAttribute('id');
  await page.locator(`label[for="${id}"]`).first().click();
}

const primary = (page) => page.locator('main button.utrecht-button--primary-action').first();

/** Sends the form and expects it to be refused: 422, a summary with links, a sentence at the field. */
async function refused(page, field) {
  const [answer] = await Promise.all([page.waitForNavigation(), primary(page).click()]);
  assert.equal(answer.status(), 422);
  const link = page.locator(`[role=alert] a[href^="#${field}"]`);
  assert.equal(await link.count() > 0, true, `the summary points to ${field}: ${await page.locator('[role=alert]').allInnerTexts()}`);
  assert.match(await page.title(), /^Fout/, 'the title says so first, for who listens');
}

/** Sends the form and expects to land on the dossier. */
async function accepted(page, number) {
  const [answer] = await Promise.all([page.waitForNavigation(), primary(page).click()]);
  assert.equal(answer.status(), 200, await page.locator('[role=alert]').allInnerTexts().then(String));
  assert.equal(new URL(page.url()).pathname, `/dossiers/${number}`);
}

const reken = (file) => JSON.parse(execFileSync(binary, ['reken', '--op', today(), file], { encoding: 'utf8' }));

for (const [nth, scripts] of [true, false].entries()) {
  test(`from notification to letter, ${scripts ? 'with' : 'without'} JavaScript`, { timeout: 240_000 }, async () => {
    const bsn = testBSN(nth);
    await notify(bsn, 'SS139');
    const { page, context, complaints } = await openWindow(browser, demo, { as: 'klantmanager', scripts });

    // Found by BSN, which travels in a form and never in an address.
    await page.goto('/dossiers');
    await page.locator('form[action="/dossiers/zoek-bsn"] input[name=bsn]').fill(bsn);
    await page.locator('form[action="/dossiers/zoek-bsn"] button').click();
    await page.waitForURL(/\/dossiers\/\d{4}-\d+$/);
    const number = new URL(page.url()).pathname.split('/')[2];
    assert.ok(!page.url().includes(bsn));

    // The clock of ten weeks stands in the worklist, with its reason.
    await page.goto('/vandaag?wiens=team&soort=pip-vaststellen');
    const row = () => page.locator(`main tr:has(a[href^="/dossiers/${number}"])`);
    for (let next = page.locator('a:has-text("volgende"), a:has-text("meer laden")').first(); await row().count() === 0 && await next.count();) await next.click();
    assert.equal(await row().count(), 1, 'the new dossier stands in Vandaag');
    assert.match(await row().innerText(), /10 weken/);

    await page.goto(`/dossiers/${number}/persoon`);
    await choose(page, 'doelgroep', 'asielstatushouder');
    await fill(page, { voornamen: 'Proef', geslachtsnaam: 'Voorbeeld', adres: 'Teststraat 1', postcode: '1234 AB', plaats: 'Voorbeeldstad' });
    await fillDay(page, 'geboortedatum', '1990-05-17');
    await accepted(page, number);
    assert.match(await page.locator('h1').innerText(), /Proef Voorbeeld/);

    // The call: tomorrow is too soon; the first day that is allowed is offered.
    await page.goto(`/dossiers/${number}/oproepen`);
    const offered = await page.inputValue('[name="afspraak-dag"]');
    await fill(page, { plaats: 'Stadhuis, balie 3' });
    await fillDay(page, 'afspraak', today());
    await refused(page, 'afspraak');
    assert.equal(await page.inputValue('[name=plaats]'), 'Stadhuis, balie 3', 'what was typed is still there');
    assert.deepEqual(scripts ? await axe(page) : [], []);
    await page.goto(`/dossiers/${number}/oproepen`);
    assert.ok(offered, 'a first day is offered');
    await fill(page, { plaats: 'Stadhuis, balie 3' });
    if (await page.inputValue('[name="afspraak-dag"]') !== offered) { // a draft came back
      const [, dag, maand, jaar] = (await page.locator('#afspraak-hulp, [id^=afspraak]').allInnerTexts()).join(' ').match(/(\d+) (\w+) (\d{4})/);
      await fillDay(page, 'afspraak', `${jaar}-${String(months.indexOf(maand) + 1).padStart(2, '0')}-${dag.padStart(2, '0')}`);
    }
    await accepted(page, number);

    await page.goto(`/dossiers/${number}/verschijnen`);
    await choose(page, 'uitkomst', await page.locator('[name=uitkomst]').first().getAttribute('value'));
    await fillDay(page, 'dag', today());
    await accepted(page, number);

    await page.goto(`/dossiers/${number}/leerbaarheidstoets`);
    await choose(page, 'uitslag', 'haalbaar');
    await accepted(page, number);

    await page.goto(`/dossiers/${number}/intake`);
    await refused(page, 'onderwijs');
    await fill(page, {
      onderwijs: 'Twaalf jaar school', werk: 'Kok', gezin: 'Woont alleen', gezondheid: 'Kan alles', taalniveau: 'Begint met Nederlands',
      zelfredzaamheid: 'Regelt alles zelf', werkkansen: 'Goed, in de horeca', wens: 'Snel aan het werk',
    });
    await choose(page, 'zonder-derden', 'ja');
    await accepted(page, number);

    await layDownPIP(page, number);

    // Started today: the term begins tomorrow and its last day is three years from today.
    const last = `${Number(today().slice(0, 4)) + 3}${today().slice(4)}`;
    await page.goto(`/dossiers/${number}?deel=brieven`);
    const letter = page.locator('main a[href*="/brieven/"]').filter({ hasNotText: /pdf/i }).first();
    const letterAddress = await letter.getAttribute('href');
    await page.goto(letterAddress);
    const letterText = await page.locator('body').innerText();
    assert.match(letterText, /bezwaar/i);
    assert.ok(letterText.includes(inWords(last)), `the letter names the last day ${inWords(last)}`);
    assert.ok(!letterText.includes(bsn) || /burgerservicenummer/i.test(letterText));
    if (scripts) assert.deepEqual(await axe(page), []);

    const answer = await context.request.get(`${letterAddress}/pdf`);
    assert.equal(answer.headers()['content-type'], 'application/pdf');
    const pdf = path.join(demo.folder, `brief-${nth}.pdf`);
    await writeFile(pdf, await answer.body());
    const again = await context.request.get(`${letterAddress}/pdf`);
    assert.ok((await answer.body()).equals(await again.body()), 'the same letter gives the same bytes');
    execFileSync('qpdf', ['--check', pdf]);
    assert.match(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }), /Tagged:\s+yes/);
    assert.ok(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ').includes(inWords(last)), 'the last day stands on paper');

    // The file that goes along computes to what the screen shows.
    await page.goto(`/dossiers/${number}`);
    await page.locator('summary', { hasText: 'Meer' }).first().click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`a[href="/dossiers/${number}/bestand"]`).first().click()]);
    const file = path.join(demo.folder, `dossier-${nth}${path.extname(download.suggestedFilename())}`);
    assert.ok(!download.suggestedFilename().includes(bsn));
    await download.saveAs(file);
    const computed = reken(file);
    assert.equal(computed.termijnen.inburgeringstermijn.uiterlijk, last);
    await page.goto(`/dossiers/${number}?deel=rechten`);
    await compare(page, computed);

    // Somebody brings that file to another municipality; here: another person of the demo.
    const taken = (await readFile(file, 'utf8')).replaceAll(bsn, testBSN(10 + nth));
    const moved = path.join(demo.folder, `verhuisd-${nth}${path.extname(file)}`);
    await writeFile(moved, taken);
    await page.goto('/dossiers/openen');
    await page.setInputFiles('[name=bestand]', moved);
    await Promise.all([page.waitForURL(/\/dossiers\/\d{4}-\d+/), primary(page).click()]);
    const newNumber = new URL(page.url()).pathname.split('/')[2];
    assert.notEqual(newNumber, number);
    assert.match(await page.locator('h1').innerText(), /Proef Voorbeeld/);

    // A broken file opens nothing and says every fault.
    const broken = path.join(demo.folder, `kapot-${nth}.yaml`);
    await writeFile(broken, 'formaat: traject/dossier/1\ngemeente: "1940"\nfeiten: [{soort: onzin, datum: 2025-02-30}]\n');
    await page.goto('/dossiers/openen');
    await page.setInputFiles('[name=bestand]', broken);
    await refused(page, 'bestand');

    assert.deepEqual(complaints, []);
    await context.close();
  });
}

/** Terms, norms and acts on the page *Rechten en uitleg* are those of `traject reken`, all of them and no more. */
async function compare(page, computed) {
  const rows = async (part) => (await page.locator(`section[aria-labelledby="${part}"] > ul > li`).allInnerTexts()).map((t) => t.replace(/\s+/g, ' '));
  const hours = (n) => String(n).replace('.', ',');
  const terms = Object.values(computed.termijnen), norms = Object.values(computed.normen), acts = Object.values(computed.handelingen);

  const shownTerms = await rows('termijnen');
  assert.equal(shownTerms.length, terms.length, 'as many terms');
  for (const t of terms.filter((t) => t.uiterlijk)) assert.ok(shownTerms.some((r) => r.includes(`Uiterlijk ${short(t.uiterlijk)}`)), `a term until ${short(t.uiterlijk)}: ${shownTerms}`);

  const shownNorms = await rows('normen');
  assert.equal(shownNorms.length, norms.length, 'as many norms');
  for (const n of norms) assert.ok(shownNorms.some((r) => r.includes(`Gedaan ${hours(n.behaald)} van ${hours(n.eis)}`)), `a norm ${n.behaald} of ${n.eis}: ${shownNorms}`);

  assert.equal((await rows('wel')).length, acts.filter((a) => a.mag).length, 'as many acts that may');
  const refusedActs = await rows('niet');
  assert.equal(refusedActs.length, acts.filter((a) => !a.mag).length, 'as many acts that may not');
  for (const a of acts.filter((a) => !a.mag)) for (const w of a.weigering) assert.ok(refusedActs.some((r) => r.includes(w.zin)), `the reason "${w.zin}": ${refusedActs}`);
}

/** The five steps of the plan; the first try is refused because it is not complete. */
async function layDownPIP(page, number) {
  const next = async () => Promise.all([page.waitForNavigation(), primary(page).click()]);
  await page.goto(`/dossiers/${number}/pip?stap=5`);
  const [answer] = await Promise.all([page.waitForNavigation(), primary(page).click()]);
  assert.equal(answer.status(), 422);
  assert.ok(await page.locator('[role=alert] a').count() >= 3, 'all that is missing is said at once');

  await page.goto(`/dossiers/${number}/pip`);
  await choose(page, 'gewenste-route', 'b1');
  await next();
  await choose(page, 'leerroute', 'b1');
  await choose(page, 'niveau', 'b1');
  await choose(page, 'alfabetisering', 'nvt');
  await fill(page, { motivering: 'U leert snel en u wilt werken.' });
  await next();
  await fill(page, { uren: '600', 'uren-per-week': '12', 'pvt-uren': '12', 'map-uren': '20', voortgangsgesprekken: '6', ondersteuning: 'Elke maand een gesprek met uw klantmanager.' });
  await next();
  await choose(page, 'vve', 'nee');
  await next();
  await fillDay(page, 'dag', today());
  await choose(page, 'bekendmaking', 'post');
  await accepted(page, number);
}

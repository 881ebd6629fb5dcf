// Shortcuts for who works with lists all day. Everything here is a convenience:
// each page works without this file. No key acts while someone is typing.
const rijen = () => [...document.querySelectorAll("tr[data-rij], li[data-rij]")];
const hoofdlink = (rij) => rij.querySelector("a[data-open]");

function stap(richting) {
  const lijst = rijen();
  if (!lijst.length) return;
  const hier = document.activeElement?.closest("[data-rij]");
  const plek = lijst.indexOf(hier);
  const doel = lijst[Math.min(lijst.length - 1, Math.max(0, plek < 0 ? 0 : plek + richting))];
  hoofdlink(doel)?.focus();
  doel.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (e) => {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
  const veld = e.target.closest?.("input:not([type=checkbox]), textarea, select");
  if (veld) return;
  const rij = document.activeElement?.closest?.("[data-rij]");
  switch (e.key) {
    case "j":
      stap(1);
      break;
    case "k":
      stap(-1);
      break;
    case "x": {
      const vak = rij?.querySelector("input[type=checkbox]");
      if (!vak) return;
      vak.click();
      break;
    }
    case "/": {
      const zoek = document.getElementById("zoek");
      if (!zoek) return;
      zoek.focus();
      break;
    }
    case "?":
      document.querySelector('a[href$="/sneltoetsen"]')?.click();
      break;
    default:
      return;
  }
  e.preventDefault();
});

// A menu closes when one goes elsewhere, and with Escape, which leads back to its word.
const openMenus = () => document.querySelectorAll("details.tj-menu[open]");
document.addEventListener("click", (e) => {
  for (const m of openMenus()) if (!m.contains(e.target)) m.open = false;
});
document.addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  for (const m of openMenus()) {
    m.open = false;
    if (m.contains(document.activeElement)) m.querySelector("summary").focus();
  }
});

// "Afdrukken" is a link to the top that prints where scripts run.
document.addEventListener("click", (e) => {
  const knop = e.target.closest?.("[data-afdrukken]");
  if (!knop) return;
  e.preventDefault();
  for (const d of document.querySelectorAll("details.tj-afdruk")) d.open = true;
  window.print();
});

// Values to type over get a button that copies them; without scripts they are plain text.
for (const knop of document.querySelectorAll("[data-kopieer]")) {
  knop.hidden = !navigator.clipboard;
  knop.addEventListener("click", async () => {
    const gelukt = await navigator.clipboard.writeText(document.getElementById(knop.dataset.kopieer).textContent).then(() => true, () => false);
    const woord = knop.firstChild;
    const eerst = woord.data;
    woord.data = gelukt ? "Gekopieerd" : "Lukt niet";
    setTimeout(() => (woord.data = eerst), 2000);
  });
}

// A refused form: the summary gets focus, so that it is read first.
document.getElementById("fouten")?.focus();

// Two minutes before the session rests someone is asked whether they are still there.
const stil = document.getElementById("stil");
if (stil) {
  let klok;
  const wacht = () => {
    stil.hidden = true;
    clearTimeout(klok);
    klok = setTimeout(() => (stil.hidden = false), Number(stil.dataset.na) * 1000);
  };
  stil.querySelector("button").addEventListener("click", async () => {
    const antwoord = await fetch("/sessie", { method: "POST", redirect: "manual" }).catch(() => null);
    if (antwoord?.status === 204) return wacht();
    const zin = stil.querySelector("[data-zin]");
    zin.textContent = zin.dataset.teLaat;
  });
  wacht();
}

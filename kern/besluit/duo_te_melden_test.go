package besluit

import (
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// meldgang is een dossier van een asielstatushouder waarin feit voor feit gebeurt wat DUO
// moet weten.
type meldgang struct {
	t   *testing.T
	r   *wetten.Recht
	log []dossier.Gebeurtenis
}

func meld(t *testing.T, groep begrip.Doelgroep) *meldgang {
	t.Helper()
	boek, err := laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "de-fryske-marren")
	g := &meldgang{t: t, r: r}
	return g.feit("2026-01-10", &dossier.DossierGeopend{Gemeente: "1940", Beleid: "de-fryske-marren", Stelsel: begrip.Wi2021,
		Persoonsgegevens: dossier.Persoonsgegevens{BSN: "999990019", Doelgroep: groep}}).
		feit("2026-01-10", &dossier.PlichtOntstaan{}).
		feit("2026-01-20", &dossier.Inschrijving{})
}

func (g *meldgang) feit(op string, f dossier.Feit) *meldgang {
	n := len(g.log) + 1
	g.log = append(g.log, dossier.Gebeurtenis{Nummer: n, Vorm: 1, ID: "f" + string(rune('a'+n)), GeldigOp: dag(op), Wie: "a.jansen", Feit: f})
	return g
}

func (g *meldgang) id() string { return g.log[len(g.log)-1].ID }

// vervang zet een feit in de plaats van het laatste.
func (g *meldgang) vervang(id, op string, f dossier.Feit) *meldgang {
	g.feit(op, f)
	g.log[len(g.log)-1].Vervangt = id
	return g
}

func (g *meldgang) stuur(op, id string, m DUOMelding) *meldgang {
	g.t.Helper()
	b, err := SchrijfMelding(m)
	if err != nil {
		g.t.Fatal(err)
	}
	return g.feit(op, &dossier.MeldingVerstuurd{BerichtID: id, MeldingSoort: string(m.Soort), Sleutel: m.Sleutel(), Weg: dossier.WegM2M, Melding: b})
}

func (g *meldgang) op(vandaag string) (*dossier.Dossier, *recht.Antwoord) {
	d := dossier.Opbouwen(g.log, dag(vandaag), 0)
	return d, recht.Reken(d, g.r)
}

// zegt geeft soort:verschil van alles wat niet gelijk is.
func (g *meldgang) zegt(vandaag string) string {
	d, a := g.op(vandaag)
	var uit []string
	for _, v := range Verschillen(d, a, dag(vandaag)) {
		if v.Wat != VerschilGeen {
			uit = append(uit, string(v.Melding.Soort)+":"+string(v.Wat))
		}
	}
	return strings.Join(uit, " ")
}

func (g *meldgang) eis(vandaag, wil string) *meldgang {
	g.t.Helper()
	if kreeg := g.zegt(vandaag); kreeg != wil {
		g.t.Fatalf("op %s: %q, verwacht %q", vandaag, kreeg, wil)
	}
	return g
}

// eerste geeft de melding van een soort die nu gemeld moet worden.
func (g *meldgang) eerste(vandaag string, s MeldingSoort) DUOMelding {
	g.t.Helper()
	d, a := g.op(vandaag)
	for _, v := range Verschillen(d, a, dag(vandaag)) {
		if v.Melding.Soort == s {
			return v.Melding
		}
	}
	g.t.Fatalf("geen %s te melden", s)
	return DUOMelding{}
}

func hetPIP(l begrip.Leerroute, n begrip.Niveau) *dossier.PIPVastgesteld {
	return &dossier.PIPVastgesteld{Leerroute: l, Niveau: n, Uren: dossier.Met(600 * begrip.Uur)}
}

// Van voornemen tot bevestiging: nieuw, wacht, geweigerd, bevestigd, gewijzigd.
func TestVerschillenPIP(t *testing.T) {
	g := meld(t, begrip.Asielstatushouder).eis("2026-02-01", "").
		feit("2026-03-02", hetPIP(begrip.RouteB1, begrip.NiveauB1)).eis("2026-03-02", "pip:nieuw")
	m := g.eerste("2026-03-02", MeldingPIP)
	if m.PIP.Intensiteit != dossier.Met(600) || m.Over != g.id() {
		t.Errorf("%+v", m.PIP)
	}
	g.stuur("2026-03-03", "b1", m).eis("2026-03-03", "pip:wacht").
		feit("2026-03-03", &dossier.MeldingGeweigerd{BerichtID: "b1", Fouten: "Nee.\nEcht niet."}).eis("2026-03-03", "pip:geweigerd").
		stuur("2026-03-04", "b2", m).eis("2026-03-04", "pip:wacht").
		feit("2026-03-04", &dossier.MeldingBevestigd{BerichtID: "b2"}).eis("2026-03-04", "").
		feit("2026-09-07", hetPIP(begrip.RouteZ, begrip.NiveauA2)).eis("2026-09-07", "pip:gewijzigd")
	if m := g.eerste("2026-09-07", MeldingPIP); m.Actie != MeldingWijzig || m.PIP.Intensiteit.Is {
		t.Errorf("%+v", m.PIP)
	}
}

// Wat wij eerder met de hand meldden telt, ook zonder bericht; daarna verandert alleen een
// nieuw PIP er iets aan.
func TestVerschillenPIPOudeWeg(t *testing.T) {
	meld(t, begrip.GezinEnOverig).feit("2026-03-02", hetPIP(begrip.RouteOnderwijs, begrip.NiveauB2)).
		feit("2026-03-05", &dossier.PIPGemeld{}).eis("2026-03-05", "").
		feit("2026-09-07", hetPIP(begrip.RouteB1, "")).eis("2026-09-07", "pip:gewijzigd").
		feit("2026-09-08", &dossier.PIPGemeld{}).eis("2026-09-08", "")
}

// Niveau b2 bestaat bij DUO niet; het wordt met opzet b1.
func TestPIPMeldingB2(t *testing.T) {
	g := meld(t, begrip.GezinEnOverig).feit("2026-03-02", hetPIP(begrip.RouteOnderwijs, begrip.NiveauB2))
	if m := g.eerste("2026-03-02", MeldingPIP); m.PIP.Niveau != begrip.NiveauB1 || m.PIP.Intensiteit.Is {
		t.Errorf("%+v", m.PIP)
	}
}

// Een aanbod wordt per feit vergeleken: de instelling kiest een mens.
func TestVerschillenAanbod(t *testing.T) {
	g := meld(t, begrip.Asielstatushouder).feit("2026-03-02", hetPIP(begrip.RouteB1, "")).feit("2026-03-02", &dossier.PIPGemeld{}).
		feit("2026-03-09", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: "Taalschool"}).eis("2026-03-09", "aanbod:nieuw")
	aanbod := g.id()
	m := g.eerste("2026-03-09", MeldingAanbod)
	m.Aanbod.Instelling, m.Aanbod.Alfabetisering = "0000000001", "nvt"
	g.stuur("2026-03-10", "b1", m).eis("2026-03-10", "aanbod:wacht").
		feit("2026-03-10", &dossier.MeldingBevestigd{BerichtID: "b1"}).eis("2026-03-10", "").
		vervang(aanbod, "2026-03-11", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute, Instelling: "Taalschool"}).eis("2026-03-11", "aanbod:gewijzigd")
	if m := g.eerste("2026-03-11", MeldingAanbod); m.Aanbod.Instelling != "0000000001" || m.Aanbod.Datum != dag("2026-03-11") {
		t.Errorf("%+v", m.Aanbod)
	}
	laatste := g.id()
	g.vervang(laatste, "2026-03-12", &dossier.Notitie{Tekst: "toch niet"}).eis("2026-03-12", "aanbod:intrekken")
	m = g.eerste("2026-03-12", MeldingAanbod)
	if m.Actie != MeldingVerwijder || m.Aanbod.Instelling != "0000000001" {
		t.Errorf("%+v", m)
	}
	g.stuur("2026-03-12", "b2", m).eis("2026-03-12", "aanbod:wacht").
		feit("2026-03-12", &dossier.MeldingBevestigd{BerichtID: "b2"}).eis("2026-03-12", "")
	meld(t, begrip.GezinEnOverig).feit("2026-03-02", hetPIP(begrip.RouteB1, "")).feit("2026-03-02", &dossier.PIPGemeld{}).
		feit("2026-03-09", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute}).eis("2026-03-09", "")
}

// MAP, PVT, Z-route en uren, met wat een mens koos.
func TestVerschillenResultaten(t *testing.T) {
	g := meld(t, begrip.Asielstatushouder).feit("2026-03-02", hetPIP(begrip.RouteZ, begrip.NiveauA2)).feit("2026-03-02", &dossier.PIPGemeld{}).
		feit("2026-02-01", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(10*begrip.Uur + begrip.Uur/2), Intake: dossier.Met(true)}).
		feit("2026-05-01", &dossier.Uren{Wat: dossier.UrenParticipatie, Aantal: dossier.Met(20 * begrip.Uur)}).
		feit("2026-06-01", &dossier.PVTOndertekend{}).feit("2026-07-01", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP}).
		feit("2028-01-31", &dossier.Eindgesprek{Van: dossier.EindgesprekZ}).
		eis("2028-02-01", "uren-intake:nieuw uren-participatie:nieuw pvt:nieuw map:nieuw zroute:nieuw")
	if m := g.eerste("2028-02-01", MeldingUrenIntake); m.Uren != dossier.Met(10) {
		t.Errorf("tien en een half uur werd %v", m.Uren)
	}
	pvt := g.eerste("2028-02-01", MeldingPVT)
	pvt.PVT.Verwijtbaar = "nee"
	g.stuur("2028-02-01", "b1", pvt).feit("2028-02-01", &dossier.MeldingBevestigd{BerichtID: "b1"}).
		eis("2028-02-01", "uren-intake:nieuw uren-participatie:nieuw map:nieuw zroute:nieuw")
}

// De contactpersoon volgt de toewijzing.
func TestVerschillenContact(t *testing.T) {
	koppel := func(m string, id int) DUOMelding {
		return DUOMelding{Soort: MeldingContact, Actie: MeldingKoppel, Contact: &ContactMelding{Medewerker: m, ID: id}}
	}
	g := meld(t, begrip.GezinEnOverig).feit("2026-02-01", &dossier.Toegewezen{Aan: "a.jansen"}).eis("2026-02-01", "contactpersoon:nieuw").
		stuur("2026-02-01", "b1", koppel("a.jansen", 7)).feit("2026-02-01", &dossier.MeldingBevestigd{BerichtID: "b1"}).eis("2026-02-01", "").
		feit("2026-02-02", &dossier.Toegewezen{Aan: "s.smit"}).eis("2026-02-02", "contactpersoon:nieuw contactpersoon:intrekken")
	d, a := g.op("2026-02-02")
	v := Verschillen(d, a, dag("2026-02-02"))
	if m := v[1].Melding; m.Actie != MeldingOntkoppel || m.Contact.ID != 7 {
		t.Errorf("%+v", m)
	}
}

// Wat een vorige gemeente meldde is niet van ons.
func TestOmstandighedenNaVerhuizing(t *testing.T) {
	g := meld(t, begrip.GezinEnOverig).feit("2026-03-02", hetPIP(begrip.RouteB1, "")).feit("2026-03-03", &dossier.PIPGemeld{}).
		feit("2026-06-01", &dossier.PVTOndertekend{}).
		feit("2027-01-04", &dossier.Inschrijving{Verhuizing: dossier.Met(true), Leerroute: begrip.RouteB1}).eis("2027-01-05", "")
	d, a := g.op("2027-01-05")
	o := OmstandighedenVan(d, a, dag("2027-01-05"), nil)
	if o.EigenPIP || !o.EerderPIP || o.HuidigPIP != dag("2026-03-02") || !o.PVTElders || o.MAPElders || o.Vestiging != dag("2027-01-04") {
		t.Errorf("%+v", o)
	}
	g.feit("2027-02-01", hetPIP(begrip.RouteB1, begrip.NiveauA2)).eis("2027-02-01", "pip:nieuw")
	if w := KeurMelding(g.eerste("2027-02-01", MeldingPIP), o); len(w) != 1 || w[0].Code != "duo-dag-in-toekomst" {
		t.Errorf("%v", w)
	}
}

// Een nieuwer bericht over hetzelfde haalt het vorige in.
func TestGemeldeIngehaald(t *testing.T) {
	uren := func(n int) DUOMelding {
		return DUOMelding{Soort: MeldingUrenIntake, Actie: MeldingVast, Uren: dossier.Met(n)}
	}
	g := meld(t, begrip.Asielstatushouder).stuur("2026-04-01", "b1", uren(10)).stuur("2026-04-02", "b2", uren(12))
	d, _ := g.op("2026-04-02")
	gem := Gemelde(d)
	if len(gem) != 2 || gem[0].Stand != Ingehaald || gem[1].Stand != Onderweg {
		t.Errorf("%+v", gem)
	}
}

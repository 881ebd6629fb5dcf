package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// anderverhaal is a connection of which DUO tells another day for the notice than the
// dossier, until the dossier says the same, and does not know the PIP.
type anderverhaal struct {
	weigeraar
	onbekend bool // DUO does not know the person at all
	dag      begrip.Datum
}

func (a *anderverhaal) Vergelijk(context.Context, begrip.BSN) (app.Vergeleken, error) {
	return app.Vergeleken{GeenPlicht: a.onbekend, Verschillen: func(d *dossier.Dossier, ons besluit.Eigenkant, _ begrip.Datum) []besluit.Ketenverschil {
		uit := []besluit.Ketenverschil{{Sleutel: "c", Over: "inburgeringsaanbod", Soort: besluit.NietLeesbaar, Ons: "Door ons gemeld op 1 oktober 2026", Advies: "Bij DUO niet te lezen"}}
		if g, _ := dossier.Eerste[*dossier.Kennisgeving](d); g != nil && g.GeldigOp != a.dag {
			uit = append(uit, besluit.Ketenverschil{Sleutel: "a", Over: "brief van DUO", Soort: besluit.Anders, DUO: "Verstuurd op " + a.dag.Voluit(), Ons: "Verstuurd op " + g.GeldigOp.Voluit(), Oorzaak: besluit.DoorInterpretatie, Advies: "Neem het over",
				NeemOp: []dossier.Gebeurtenis{{GeldigOp: a.dag, Bron: "duo", Vervangt: g.ID, Feit: &dossier.Kennisgeving{}}}})
		}
		for i := range ons.Meldingen {
			if ons.Meldingen[i].Soort == besluit.MeldingPIP {
				uit = append(uit, besluit.Ketenverschil{Sleutel: "b", Over: "PIP", Soort: besluit.AlleenBijOns, Ons: "B1-route", Oorzaak: besluit.DoorTeLaat, Advies: "Meld het PIP aan DUO", Meld: &ons.Meldingen[i]})
			}
		}
		return uit
	}}, nil
}

// One dossier beside DUO: what differs, why, and one act to mend each side.
func TestDossierVergelijkenMetDUO(t *testing.T) {
	b := openBalie(t)
	dossierpad := b.naIntake()
	pad := dossierpad + "/duo/vergelijken"
	heeft(t, b.haal(pad).tekst, "Er is geen verbinding met DUO.")

	b.huis.Keten = &anderverhaal{dag: begrip.MoetDag("2026-09-01")}
	a := b.haal(pad)
	heeft(t, a.tekst, "1 punt", "Verstuurd op 1 september 2026", "Beide kanten lazen het anders", "Door ons gemeld; bij DUO niet te lezen", "Door ons gemeld op 1 oktober 2026")
	versie := a.vorm(t).Get("versie")

	leeg := b.post(pad, url.Values{"versie": {versie}, "doe": {"overnemen"}})
	if leeg.status != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(fouten(leeg.tekst), "|"), "Kies eerst") {
		t.Errorf("nothing chosen: %d %v", leeg.status, fouten(leeg.tekst))
	}
	weg := b.post(pad, url.Values{"versie": {versie}, "keuze": {"zz"}})
	if weg.status != http.StatusUnprocessableEntity || !strings.Contains(strings.Join(fouten(weg.tekst), "|"), "DUO zegt nu iets anders") {
		t.Errorf("a difference that is not there: %d %v", weg.status, fouten(weg.tekst))
	}
	if r := b.post(pad, url.Values{"versie": {"zeven"}, "keuze": {"a"}}); r.status != http.StatusBadRequest {
		t.Errorf("no version: %d", r.status)
	}
	if r := b.post(pad, url.Values{"versie": {"1"}, "keuze": {"a"}}); r.status != http.StatusSeeOther {
		t.Errorf("an old version: %d", r.status)
	}
	heeft(t, b.haal(pad).tekst, "er is niets overgenomen", "1 punt")
	if r := b.post(pad, url.Values{"versie": {versie}, "keuze": {"a"}}); r.status != http.StatusSeeOther {
		t.Fatalf("taking over: %d %v", r.status, fouten(r.tekst))
	}
	heeft(t, b.haal(pad).tekst, "Overgenomen in het dossier.", "Het dossier en DUO zeggen hetzelfde.")
	b.huis.Keten = &anderverhaal{dag: begrip.MoetDag("2026-09-01"), onbekend: true}
	if a := b.haal(pad); !strings.Contains(a.tekst, "geen inburgeringsplicht. Controleer het burgerservicenummer") || strings.Contains(a.tekst, "zeggen hetzelfde") {
		t.Error("somebody DUO does not know is said to be the same there")
	}
	if g, _ := dossier.Eerste[*dossier.Kennisgeving](b.beeld(dossierpad).Dossier); g == nil || g.GeldigOp != begrip.MoetDag("2026-09-01") || g.Wie != anke.Gebruiker {
		t.Errorf("the notice in the dossier: %+v", g)
	}
}

// Mending the side of DUO takes the road of every message, with its rules.
func TestVerschilMeldenAanDUO(t *testing.T) {
	b := openBalie(t)
	dossierpad := b.metPIP()
	b.huis.Keten = &anderverhaal{dag: begrip.MoetDag("2026-09-14")}
	pad := dossierpad + "/duo/vergelijken"
	a := b.haal(pad)
	heeft(t, a.tekst, "Alleen bij ons", "Meld aan DUO wat in het dossier staat")
	if r := b.post(pad, url.Values{"versie": {a.vorm(t).Get("versie")}, "meld": {"b"}}); r.status != http.StatusSeeOther {
		t.Fatalf("reporting: %d %v", r.status, fouten(r.tekst))
	}
	if !dossier.Heeft[*dossier.MeldingVerstuurd](b.beeld(dossierpad).Dossier) {
		t.Error("there is no message to DUO")
	}
}

// All dossiers: numbers for who looks after the machine, names for who leads the work.
func TestAlleDossiersVergelijken(t *testing.T) {
	b := openBalie(t)
	b.metPIP()
	b.huis.Keten = &anderverhaal{dag: begrip.MoetDag("2026-09-01")}
	leider, beheer := rollen["tl"], rollen["ab"]
	leider.Gemeente, beheer.Gemeente = anke.Gemeente, anke.Gemeente
	b.metMensen([]Demomens{{Als: "teamleider", Wie: leider}, {Als: "beheer", Wie: beheer}})
	keten := b.huis.Keten
	b.huis.Keten = nil
	b.login("teamleider")
	heeft(t, b.haal("/duo/verschillen").tekst, "geen verbinding met DUO")
	if strings.Contains(b.haal("/besluiten").tekst, "/duo/verschillen") {
		t.Error("a way to differences that cannot be there")
	}
	b.huis.Keten = keten
	b.login("beheer")
	heeft(t, b.haal("/beheer/duo-vergelijken").tekst, "Nog nooit gedaan", "Vergelijk alle dossiers")
	if r := b.post("/beheer/duo-vergelijken", url.Values{"wat": {"stop"}}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("stopping what does not run: %d", r.status)
	}
	if r := b.post("/beheer/duo-vergelijken", url.Values{"wat": {"begin"}}); r.status != http.StatusSeeOther {
		t.Fatalf("beginning: %d", r.status)
	}
	heeft(t, b.haal("/beheer/duo-vergelijken").tekst, "Het vergelijken is begonnen.", "Bezig", ">Stop<")
	if _, err := b.huis.VergelijkVerder(t.Context()); err != nil {
		t.Fatal(err)
	}
	klaar := b.haal("/beheer/duo-vergelijken").tekst
	heeft(t, klaar, "Klaar", "Met verschillen", "Brief van DUO", "Alleen bij ons")
	if strings.Contains(klaar, "Haile") || strings.Contains(klaar, "2026-0") {
		t.Error("the page with numbers names a person or a dossier")
	}
	b.login("teamleider")
	heeft(t, b.haal("/duo/verschillen").tekst, "Haile", "/duo/vergelijken", "verschilden 1 dossier")
	heeft(t, b.haal("/besluiten").tekst, `href="/duo/verschillen"`) // the jurist has no page Beheer and finds it here
}

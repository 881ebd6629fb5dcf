package app_test

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"traject/api"
	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/kern/recht"
)

// De hoofdtaak van deur tot deur: DUO bericht, de klantmanager nodigt uit, de mens
// komt, er komt een PIP met een brief, en het dossierbestand geeft dezelfde
// antwoorden als het scherm.
func TestHoofdtaak(t *testing.T) { kelders(t, hoofdtaak) }

func hoofdtaak(t *testing.T, h *proefhuis) {
	ctx := t.Context()

	// Vrijdag 27 februari schrijft DUO; maandag 2 maart komt het bericht binnen.
	o, err := h.OntvangSignaal(ctx, signaal(t, "b-1", "SS139", "999990019", "2026-02-27"))
	if err != nil || !o.Geopend {
		t.Fatalf("het bericht opent geen dossier: %+v %v", o, err)
	}
	nummer := o.Nummer

	// In Vandaag staat het met de laatste dag: tien weken na de kennisgeving.
	w, err := h.Vandaag(ctx, jansen, app.WerkFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if !staatIn(w, nummer, "2026-05-08") {
		t.Fatalf("in Vandaag staat geen taak met laatste dag 8 mei: %+v", w)
	}

	// Wie het is moet een mens aanvullen; een dossier is van iemand.
	versie := beeld(t, h, jansen, nummer).Versie
	doe := func(wat string, v app.Vastgelegd, err error) app.Vastgelegd {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v %v", wat, err, codes(err))
		}
		versie = v.Versie
		return v
	}
	v, err := h.VulPersoonAan(ctx, jansen, nummer, versie, besluit.Aanvulling{Persoonsgegevens: dossier.Persoonsgegevens{
		Voornamen: "Amina", Geslachtsnaam: "Voorbeeld", Geboortedatum: begrip.MoetDag("1991-05-17"), Doelgroep: begrip.Asielstatushouder,
		Adres: "Voorbeeldstraat 1", Postcode: "1234 AB", Plaats: "Voorbeeldstad", Aanhef: "mevrouw"}})
	doe("persoon aanvullen", v, err)
	v, err = h.WijsToe(ctx, jansen, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"})
	doe("toewijzen", v, err)

	// Vijf hele werkdagen tussen brief en gesprek: dinsdag 10 maart is de eerste.
	eerste, err := h.EersteDag(ctx, jansen, nummer, dossier.VoorBredeIntake)
	if err != nil || eerste.String() != "2026-03-10" {
		t.Fatalf("eerste dag %s %v, verwacht 2026-03-10", eerste, err)
	}
	oproep := besluit.Oproep{Voor: dossier.VoorBredeIntake, Afspraak: eerste.Plus(-1), Tijd: "10.30", Plaats: "het gemeentehuis",
		Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}}
	if _, err := h.RoepOp(ctx, jansen, nummer, versie, oproep); !slices.Contains(codes(err), "afspraak: te-korte-oproep") {
		t.Fatalf("een dag te vroeg is niet geweigerd bij het veld: %v %v", err, codes(err))
	}
	oproep.Afspraak = eerste
	v, err = h.RoepOp(ctx, jansen, nummer, versie, oproep)
	if uitnodiging := doe("oproepen", v, err); uitnodiging.Kenmerk != nummer+"-1" {
		t.Errorf("de uitnodiging heet %q", uitnodiging.Kenmerk)
	}

	// Het gesprek, de toets en de intake.
	h.op("2026-03-10")
	dag := besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-10")}
	open := besluit.OpenOproepen(beeld(t, h, jansen, nummer).Dossier)
	if len(open) != 1 {
		t.Fatalf("%d open oproepen, verwacht 1", len(open))
	}
	v, err = h.LegVerschijnenVast(ctx, jansen, nummer, versie, besluit.Verschijning{Vastlegging: dag, Oproep: open[0].ID, Uitkomst: besluit.Kwam})
	doe("verschenen", v, err)
	v, err = h.LegToetsVast(ctx, jansen, nummer, versie, besluit.Toets{Vastlegging: dag, Uitslag: dossier.ToetsHaalbaar})
	doe("toets", v, err)
	v, err = h.RondIntakeAf(ctx, jansen, nummer, versie, besluit.Intake{Vastlegging: dag, Onderwijs: "mbo, drie jaar", Werk: "verkoper",
		Gezin: "woont alleen", Gezondheid: "kan hele dagen zitten en lezen", Taalniveau: "leest eenvoudige woorden", Zelfredzaamheid: "reist zelf",
		Werkkansen: "goed in de winkel", Wens: "B1-route", ZonderDerden: true})
	doe("intake", v, err)

	// Het PIP: eerst bekijken wat er gebeurt, dan vaststellen.
	h.op("2026-03-12")
	opdracht := geldigPIP("2026-03-12")
	proef, err := h.ProefPIP(ctx, jansen, nummer, opdracht)
	if err != nil || len(proef.Weigeringen) > 0 {
		t.Fatalf("proef: %v %+v", err, proef.Weigeringen)
	}
	if beeld(t, h, jansen, nummer).Versie != versie {
		t.Fatal("een proef heeft iets vastgelegd")
	}
	for naam, wil := range map[string]string{"inburgeringstermijn": "2029-03-12", "bezwaar:pip": "2026-04-23", "pip-melden": "2026-03-26"} {
		if i := slices.IndexFunc(proef.Termijnen, func(x recht.Termijn) bool { return x.Naam() == naam }); i < 0 || proef.Termijnen[i].Uiterlijk.String() != wil {
			t.Errorf("de proef toont %s niet met laatste dag %s", naam, wil)
		}
	}
	if proef.Brief == nil || len(proef.NaarDUO) != 1 {
		t.Errorf("de proef toont de brief of het bericht aan DUO niet")
	}
	v, err = h.StelPIPVast(ctx, jansen, nummer, versie, opdracht)
	pip := doe("PIP", v, err)

	// De brief: zelfde invoer, zelfde bytes; de laatste dagen staan erin.
	toetsBrief(t, h, nummer, pip.Kenmerk)

	v, err = h.MeldPIP(ctx, jansen, nummer, versie, besluit.Melding{Vastlegging: besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-12")}})
	doe("melden", v, err)
	zelfdeAlsBestand(t, h, nummer)

	c, err := h.Controleer(ctx, beheer, func(int) {})
	if err != nil || len(c.Fouten) > 0 || c.Dossiers != 1 {
		t.Errorf("nalopen: %v %+v", err, c)
	}
}

func geldigPIP(dag string) besluit.PIPOpdracht {
	return besluit.PIPOpdracht{Vastlegging: besluit.Vastlegging{Dag: begrip.MoetDag(dag)}, Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1,
		Uren: dossier.Met(600 * begrip.Uur), UrenPerWeek: dossier.Met(12 * begrip.Uur), PVTUren: dossier.Met(12 * begrip.Uur), MAPUren: dossier.Met(20 * begrip.Uur),
		Voortgangsgesprekken: dossier.Met(4), VVE: dossier.Met(false), Ondersteuning: "elke maand een gesprek", PVT: "vier ochtenden", MAP: "bij een winkel",
		Alfabetisering: "nvt", Bekendmaking: "post", Motivering: "De toets zegt dat B1 haalbaar is."}
}

func staatIn(w app.Werklijst, nummer, uiterlijk string) bool {
	for _, g := range w.Groepen {
		for _, r := range g.Rijen {
			if r.Nummer == nummer && r.Uiterlijk.String() == uiterlijk && r.Reden != "" && r.Bron != "" {
				return true
			}
		}
	}
	return false
}

func toetsBrief(t *testing.T, h *proefhuis, nummer, kenmerk string) {
	t.Helper()
	ctx := t.Context()
	html, err := h.BriefHTML(ctx, jansen, nummer, kenmerk)
	if err != nil {
		t.Fatal(err)
	}
	for _, zin := range []string{"Amina", "12 maart 2029", "23 april 2026"} {
		if !strings.Contains(string(html.Inhoud), zin) {
			t.Errorf("de brief noemt %q niet", zin)
		}
	}
	pdf, err := h.BriefPDF(ctx, jansen, nummer, kenmerk)
	if err != nil || !bytes.HasPrefix(pdf.Inhoud, []byte("%PDF-")) {
		t.Fatalf("geen PDF: %v", err)
	}
	nogEens, err := h.BriefPDF(ctx, jansen, nummer, kenmerk)
	if err != nil || !bytes.Equal(pdf.Inhoud, nogEens.Inhoud) {
		t.Error("dezelfde brief gaf andere bytes")
	}
	if n, err := h.ZetBrievenKlaar(ctx); err != nil || n != 2 {
		t.Errorf("%d brieven klaargezet (%v), verwacht de uitnodiging en het PIP", n, err)
	}
	if n, err := h.ZetBrievenKlaar(ctx); err != nil || n != 0 {
		t.Errorf("een brief is twee keer klaargezet: %d %v", n, err)
	}
}

// zelfdeAlsBestand legt het antwoord van traject reken op het dossierbestand naast het scherm.
func zelfdeAlsBestand(t *testing.T, h *proefhuis, nummer string) {
	t.Helper()
	f, err := h.ExportDossier(t.Context(), jansen, nummer)
	if err != nil {
		t.Fatal(err)
	}
	b := beeld(t, h, jansen, nummer)
	gs, fouten := api.Lees(f.Inhoud, api.JSON, h.Boek)
	if len(fouten) > 0 {
		t.Fatalf("eigen dossierbestand geweigerd: %+v", fouten)
	}
	u, ok := api.Bereken(h.Boek, gs, api.Vraag{Op: b.Vandaag})
	if !ok {
		t.Fatal("het bestand is niet te rekenen")
	}
	termijnen := func(a *recht.Antwoord) (uit []string) {
		for _, x := range a.Termijnen {
			uit = append(uit, x.Naam()+" "+x.Begin.String()+" "+x.Uiterlijk.String()+" "+string(x.Stand))
		}
		return uit
	}
	normen := func(a *recht.Antwoord) (uit [][4]int64) {
		for _, x := range a.Normen {
			uit = append(uit, [4]int64{x.Eis, x.Behaald, x.Rest, int64(len(x.Sleutel))})
		}
		return uit
	}
	handelingen := func(a *recht.Antwoord) (uit []string) {
		for _, x := range a.Handelingen {
			s := x.Naam()
			for _, w := range x.Weigering {
				s += " " + w.Code
			}
			uit = append(uit, s)
		}
		return uit
	}
	if a, b := termijnen(u.Antwoord), termijnen(b.Antwoord); !reflect.DeepEqual(a, b) || len(a) < 5 {
		t.Errorf("termijnen verschillen:\nbestand %v\nscherm  %v", a, b)
	}
	if a, b := normen(u.Antwoord), normen(b.Antwoord); !reflect.DeepEqual(a, b) || len(a) == 0 {
		t.Errorf("normen verschillen:\nbestand %v\nscherm  %v", a, b)
	}
	if a, b := handelingen(u.Antwoord), handelingen(b.Antwoord); !reflect.DeepEqual(a, b) || len(a) == 0 {
		t.Errorf("handelingen verschillen:\nbestand %v\nscherm  %v", a, b)
	}
}

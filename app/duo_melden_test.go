package app_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/keten/duo/nagebootst"
	"traject/store"
	"traject/store/geheugen"
)

// meldhuizen loopt langs de opslagen, elk met een eigen DUO.
func meldhuizen(t *testing.T, proef func(t *testing.T, h *meldhuis)) {
	t.Run("geheugen", func(t *testing.T) { proef(t, nieuwMeldhuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))) })
	t.Run("sqlite", func(t *testing.T) { proef(t, nieuwMeldhuis(t, openSQLite(t, t.TempDir()))) })
}

const aminaBSN = "999990019"

// inDUO zet iemand klaar bij DUO, plichtig sinds januari.
func (h *meldhuis) inDUO(groep string) {
	h.duo.NeemOp(nagebootst.Persoon{BSN: aminaBSN, Gemeente: string(voorbeeldstad), Vestiging: begrip.MoetDag("2026-01-10"),
		Plicht:    nagebootst.Plicht{Geldt: true, Begin: begrip.MoetDag("2026-01-05"), Kennisgeving: begrip.MoetDag("2026-02-27")},
		Doelgroep: nagebootst.Doelgroep{Indeling: groep, Detail: groep, Begin: begrip.MoetDag("2026-01-05")}})
}

func hetPlan(route begrip.Leerroute, niveau begrip.Niveau, dag string) besluit.PIPOpdracht {
	return besluit.PIPOpdracht{Vastlegging: besluit.Vastlegging{Dag: begrip.MoetDag(dag)}, Leerroute: route, Niveau: niveau,
		Uren: dossier.Met(600 * begrip.Uur), UrenPerWeek: dossier.Met(12 * begrip.Uur), PVTUren: dossier.Met(12 * begrip.Uur), MAPUren: dossier.Met(40 * begrip.Uur),
		Voortgangsgesprekken: dossier.Met(2), VVE: dossier.Met(false), Ondersteuning: "Begeleiding.", PVT: "Groep.", MAP: "Stage.", Alfabetisering: "nvt",
		MagOpleidingAfmaken: dossier.Met(false), Motivering: "Dit past.", Bekendmaking: "post"}
}

// metPIP stelt het PIP vast op 10 maart 2026.
func metPIP(t *testing.T, h *meldhuis) (string, int) {
	t.Helper()
	nummer, versie := intakeKlaar(t, h.proefhuis)
	v, err := h.StelPIPVast(t.Context(), jansen, nummer, versie, hetPlan(begrip.RouteB1, begrip.NiveauB1, "2026-03-10"))
	if err != nil {
		t.Fatal(err, codes(err))
	}
	return nummer, v.Versie
}

func taken(b *app.DossierBeeld) []string {
	var uit []string
	for _, x := range b.Taken {
		uit = append(uit, x.Soort)
	}
	return uit
}

func standVan(t *testing.T, h *meldhuis, nummer string, s besluit.MeldingSoort) (besluit.Meldstand, *besluit.Gemeld) {
	t.Helper()
	for _, g := range slices.Backward(besluit.Gemelde(beeld(t, h.proefhuis, jansen, nummer).Dossier)) {
		if g.Melding.Soort == s {
			return g.Stand, &g
		}
	}
	return "", nil
}

// Een vastgesteld PIP gaat vanzelf naar DUO; de taak verdwijnt pas als DUO het heeft.
func TestPIPGaatVanzelfNaarDUO(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, versie := intakeKlaar(t, h.proefhuis)
		plan := hetPlan(begrip.RouteB1, begrip.NiveauB1, "2026-03-10")
		p, err := h.ProefPIP(t.Context(), jansen, nummer, plan)
		if err != nil || len(p.NaarDUO) != 1 || !strings.Contains(p.NaarDUO[0], "gaat vanzelf naar DUO") {
			t.Fatalf("%v %v", p.NaarDUO, err)
		}
		if _, err := h.StelPIPVast(t.Context(), jansen, nummer, versie, plan); err != nil {
			t.Fatal(err, codes(err))
		}
		if got := taken(beeld(t, h.proefhuis, jansen, nummer)); !slices.Contains(got, "pip-melden") || slices.Contains(got, app.TaakDUOMelden) {
			t.Errorf("taken voor het versturen: %v", got)
		}
		if n := h.verstuur(t); n != 1 {
			t.Errorf("%d berichten verstuurd", n)
		}
		b := beeld(t, h.proefhuis, jansen, nummer)
		if got := taken(b); slices.Contains(got, "pip-melden") {
			t.Errorf("taken na het versturen: %v", got)
		}
		if !dossier.Heeft[*dossier.PIPGemeld](b.Dossier) {
			t.Error("PIPGemeld ontbreekt")
		}
		x, _ := h.duo.Persoon(aminaBSN)
		if x.PIP == nil || x.PIP.Leerroute != "B" || x.PIP.Niveau != "B1" || x.PIP.Intensiteit != 600 || x.PIP.Alfabetiser != "NVT" {
			t.Errorf("bij DUO staat %+v", x.PIP)
		}
		if n := h.verstuur(t); n != 0 || h.duo.Geteld() != 1 {
			t.Errorf("nog eens %d, DUO verwerkte er %d", n, h.duo.Geteld())
		}
	})
}

// DUO ligt er twee dagen uit: daarna gaat het vanzelf weg, één keer en onder hetzelfde kenmerk.
func TestMeldenNaTweeDagenStilte(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		h.duo.Verstoor(nagebootst.Storing{Plat: true})
		nummer, _ := metPIP(t, h)
		_, voor := standVan(t, h, nummer, besluit.MeldingPIP)
		for range 48 {
			h.verstuur(t)
			h.later()
		}
		if s, _ := standVan(t, h, nummer, besluit.MeldingPIP); s != besluit.Onderweg {
			t.Fatalf("na twee dagen: %s", s)
		}
		h.duo.Verstoor(nagebootst.Storing{})
		h.later()
		if n := h.verstuur(t); n != 1 {
			t.Errorf("%d verstuurd", n)
		}
		if s, na := standVan(t, h, nummer, besluit.MeldingPIP); s != besluit.Bevestigd || na.BerichtID != voor.BerichtID {
			t.Errorf("%s onder %s, was %s", s, na.BerichtID, voor.BerichtID)
		}
		if strings.Contains(h.log.String(), aminaBSN) {
			t.Error("het burgerservicenummer staat in het logboek")
		}
	})
}

// Het antwoord raakt kwijt nadat DUO het werk deed, of het huis valt dan om: het bericht
// gaat nog eens weg en DUO doet niets dubbel.
func TestMeldenNietsTweeKeer(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, _ := metPIP(t, h)
		h.duo.Verstoor(nagebootst.Storing{AntwoordKwijt: true, Keren: 1, Alleen: "/PIP"})
		if n := h.verstuur(t); n != 0 {
			t.Errorf("%d afgehandeld zonder antwoord", n)
		}
		ctx, stop := context.WithCancel(t.Context())
		h.keten.valOm = func() { stop() } // DUO heeft het, en het huis gaat uit voordat het dat opschreef
		h.later()
		if _, err := h.VerstuurMeldingen(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		h.keten.valOm = nil
		h.later()
		h.verstuur(t)
		if s, _ := standVan(t, h, nummer, besluit.MeldingPIP); s != besluit.Bevestigd || h.duo.Geteld() != 1 {
			t.Errorf("%s, en DUO verwerkte %d berichten", s, h.duo.Geteld())
		}
	})
}

// DUO weigert wat wij niet konden weten: de tekst komt in het dossier, er is een taak, en
// een verbeterd bericht krijgt een ander kenmerk.
func TestMeldenGeweigerd(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Gezinsmigrant) // DUO kent hem nog als gezinsmigrant: de uren mogen er niet bij
		nummer, _ := metPIP(t, h)
		h.verstuur(t)
		s, g := standVan(t, h, nummer, besluit.MeldingPIP)
		if s != besluit.Geweigerd || len(g.Fouten) != 1 || !strings.Contains(g.Fouten[0], "intensiteit") {
			t.Fatalf("%s %+v", s, g)
		}
		b := beeld(t, h.proefhuis, jansen, nummer)
		if got := taken(b); !slices.Contains(got, "pip-melden") || !slices.Contains(got, app.TaakDUOMelden) {
			t.Errorf("taken: %v", got)
		}
		m := g.Melding
		p := *m.PIP
		p.Intensiteit = dossier.Optie[int]{}
		m.PIP = &p
		if _, err := h.MeldAanDUO(t.Context(), jansen, nummer, b.Versie, besluit.Meldopdracht{Melding: m}); err != nil {
			t.Fatal(err, codes(err))
		}
		h.verstuur(t)
		s, na := standVan(t, h, nummer, besluit.MeldingPIP)
		if s != besluit.Bevestigd || na.BerichtID == g.BerichtID {
			t.Errorf("%s onder %s, was %s", s, na.BerichtID, g.BerichtID)
		}
	})
}

func modulemelding(dag, verwijtbaar string) besluit.DUOMelding {
	return besluit.DUOMelding{Soort: besluit.MeldingMAP, Actie: besluit.MeldingVast, MAP: &besluit.ModuleMelding{Dag: begrip.MoetDag(dag), Verwijtbaar: verwijtbaar}}
}

// Berichten over één mens gaan op volgorde: zolang het PIP niet aankomt, wacht de MAP.
func TestMeldenOpVolgorde(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, versie := metPIP(t, h)
		h.op("2026-09-01")
		if _, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie, besluit.Meldopdracht{Melding: modulemelding("2026-08-31", "")}); err != nil {
			t.Fatal(err, codes(err))
		}
		h.duo.Verstoor(nagebootst.Storing{Plat: true, Alleen: "/PIP"})
		h.verstuur(t)
		h.later()
		h.verstuur(t)
		if x, _ := h.duo.Persoon(aminaBSN); x.MAP != nil {
			t.Fatal("de MAP ging voor het PIP")
		}
		wacht, err := h.kelder.UitgaandLijst(t.Context(), voorbeeldstad, store.Wacht, "", 50)
		if err != nil || len(wacht) < 2 {
			t.Errorf("%d wachten: %v", len(wacht), err)
		}
		h.duo.Verstoor(nagebootst.Storing{})
		h.later()
		h.verstuur(t)
		h.later()
		h.verstuur(t)
		if x, _ := h.duo.Persoon(aminaBSN); x.PIP == nil || x.MAP == nil {
			t.Errorf("PIP %v, MAP %v", x.PIP, x.MAP)
		}
	})
}

// Welke storingen DUO ook heeft: alles komt aan, op volgorde, en niets twee keer.
func TestMeldenDoorStoringenHeen(t *testing.T) {
	for zaad := range uint64(6) {
		h := nieuwMeldhuis(t, geheugen.Nieuw(sleutels(t, t.TempDir())))
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, versie := metPIP(t, h)
		h.op("2026-09-01")
		rng := rand.New(rand.NewPCG(zaad, 1))
		uren := func(n int) besluit.DUOMelding {
			return besluit.DUOMelding{Soort: besluit.MeldingUrenIntake, Actie: besluit.MeldingVast, Uren: dossier.Met(n)}
		}
		for n := 1; n <= 12; n++ {
			h.duo.Verstoor([]nagebootst.Storing{{}, {Plat: true}, {AntwoordKwijt: true}, {Plat: true, Om: 2}, {AntwoordKwijt: true, Om: 2}}[rng.IntN(5)])
			v, err := h.MeldAanDUO(t.Context(), jansen, nummer, beeld(t, h.proefhuis, jansen, nummer).Versie, besluit.Meldopdracht{Melding: uren(n)})
			if err != nil {
				t.Fatal(err, codes(err))
			}
			versie = v.Versie
			for range rng.IntN(3) {
				h.verstuur(t)
				h.zet(h.klok.Add(time.Duration(rng.IntN(90)) * time.Second))
			}
		}
		h.duo.Verstoor(nagebootst.Storing{})
		for range 4 {
			h.later()
			h.verstuur(t)
		}
		onderweg, bevestigd := 0, 0
		for _, g := range besluit.Gemelde(beeld(t, h.proefhuis, jansen, nummer).Dossier) {
			switch g.Stand {
			case besluit.Onderweg:
				onderweg++
			case besluit.Bevestigd:
				bevestigd++
			}
		}
		x, _ := h.duo.Persoon(aminaBSN)
		u := x.Uren[string(voorbeeldstad)]
		if onderweg != 0 || u == nil || u.Intake == nil || *u.Intake != 12 || x.PIP == nil || h.duo.Geteld() < bevestigd {
			t.Errorf("zaad %d: %d onderweg, %d bevestigd, DUO verwerkte er %d en heeft %+v (versie %d)", zaad, onderweg, bevestigd, h.duo.Geteld(), u, versie)
		}
	}
}

// Een ander proces heeft het eerste bericht in handen en viel om: het tweede wacht tot dat
// het eerste na zijn lease alsnog is gegaan.
func TestMeldenTweeProcessen(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, versie := metPIP(t, h)
		h.op("2026-09-01")
		nu := h.klok.Unix()
		ander, err := h.kelder.Neem(t.Context(), voorbeeldstad, app.WerkDUOMelden, nu, nu+300, 10)
		if err != nil || len(ander) != 1 {
			t.Fatalf("%v %v", ander, err)
		}
		if _, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie, besluit.Meldopdracht{Melding: modulemelding("2026-08-31", "")}); err != nil {
			t.Fatal(err, codes(err))
		}
		h.verstuur(t)
		if h.duo.Geteld() != 0 {
			t.Fatal("het tweede bericht ging voor het eerste")
		}
		h.later()
		h.verstuur(t)
		h.later()
		h.verstuur(t)
		if x, _ := h.duo.Persoon(aminaBSN); x.PIP == nil || x.MAP == nil || h.duo.Geteld() != 2 {
			t.Errorf("PIP %v, MAP %v na %d berichten", x.PIP, x.MAP, h.duo.Geteld())
		}
		if err := h.kelder.Klaar(t.Context(), voorbeeldstad, ander[0], nu); !errors.Is(err, store.ErrLeaseKwijt) {
			t.Errorf("het omgevallen proces meldt zich nog: %v", err)
		}
	})
}

// Een bericht dat is ingehaald gaat niet meer weg, en wat intussen niet meer mag evenmin.
func TestMeldenIngehaaldEnHerkeurd(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, _ := metPIP(t, h)
		h.verstuur(t)
		versie := beeld(t, h.proefhuis, jansen, nummer).Versie
		h.op("2026-09-01")
		h.duo.Verstoor(nagebootst.Storing{Plat: true})
		meld := func(m besluit.DUOMelding) {
			t.Helper()
			v, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie, besluit.Meldopdracht{Melding: m})
			if err != nil {
				t.Fatal(err, codes(err))
			}
			versie = v.Versie
		}
		meld(modulemelding("2026-08-30", ""))
		_, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie, besluit.Meldopdracht{Melding: modulemelding("2026-08-30", "")})
		if got := codes(err); !slices.Equal(got, []string{": al-gedaan"}) {
			t.Errorf("nog eens hetzelfde: %v %v", got, err)
		}
		meld(modulemelding("2026-08-31", ""))
		h.duo.Verstoor(nagebootst.Storing{})
		telt := h.duo.Geteld()
		h.verstuur(t)
		if x, _ := h.duo.Persoon(aminaBSN); x.MAP == nil || x.MAP.Datum != begrip.MoetDag("2026-08-31") || h.duo.Geteld() != telt+1 {
			t.Errorf("%+v na %d berichten", x.MAP, h.duo.Geteld()-telt)
		}
	})
}

// Wat DUO zou weigeren gaat niet weg: de reden staat bij het veld.
func TestMeldenKeurtVooraf(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		nummer, _ := metPIP(t, h)
		h.verstuur(t)
		versie := beeld(t, h.proefhuis, jansen, nummer).Versie
		telt := h.duo.Geteld()
		aanbod := func(school string) besluit.DUOMelding {
			return besluit.DUOMelding{Soort: besluit.MeldingAanbod, Actie: besluit.MeldingVast, Aanbod: &besluit.AanbodMelding{Instelling: school, Datum: begrip.MoetDag("2026-03-10"),
				Start: begrip.MoetDag("2026-03-10"), Alfabetisering: "nvt"}}
		}
		for m, wil := range map[*besluit.DUOMelding][]string{
			ptr(aanbod("9990000002")):                       {"instelling: duo-geen-keurmerk", "start: duo-buiten-termijn"},
			ptr(aanbod("9990000001")):                       {"start: duo-buiten-termijn"},
			ptr(modulemelding("2026-03-11", "")):            {"dag: duo-dag-in-toekomst"},
			{Soort: besluit.MeldingPIP, Actie: "verwijder"}: {": duo-pip-niet-weg"},
		} {
			_, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie, besluit.Meldopdracht{Melding: *m})
			if got := codes(err); !slices.Equal(got, wil) {
				t.Errorf("%s: %v, verwacht %v (%v)", m.Soort, got, wil, err)
			}
		}
		if h.duo.Geteld() != telt {
			t.Error("er is toch iets verstuurd")
		}
		if _, err := h.MeldAanDUO(t.Context(), beleid, nummer, versie, besluit.Meldopdracht{Melding: aanbod("9990000001")}); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("beleid meldt: %v", err)
		}
		if _, err := h.MeldAanDUO(t.Context(), jansen, nummer, versie-1, besluit.Meldopdracht{Melding: aanbod("9990000001")}); !isConflict(err) {
			t.Errorf("oude versie: %v", err)
		}
	})
}

func ptr(m besluit.DUOMelding) *besluit.DUOMelding { return &m }

func isConflict(err error) bool {
	var c *app.Conflict
	return errors.As(err, &c)
}

// Zonder verbinding is melden: vastleggen dat iemand het in het portaal zette, met de dag.
func TestMeldenLangsHetPortaal(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, versie := intakeKlaar(t, h)
		v, err := h.StelPIPVast(t.Context(), jansen, nummer, versie, hetPlan(begrip.RouteB1, begrip.NiveauB1, "2026-03-10"))
		if err != nil {
			t.Fatal(err, codes(err))
		}
		h.op("2026-03-13")
		b := beeld(t, h, jansen, nummer)
		vs := besluit.Verschillen(b.Dossier, b.Antwoord, b.Vandaag)
		v, err = h.MeldAanDUO(t.Context(), jansen, nummer, v.Versie, besluit.Meldopdracht{Vastlegging: besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-12")}, Melding: vs[0].Melding})
		if err != nil || len(v.Gebeurtenissen) != 3 {
			t.Fatalf("%v %v %v", v.Gebeurtenissen, err, codes(err))
		}
		b = beeld(t, h, jansen, nummer)
		if got := taken(b); slices.Contains(got, "pip-melden") {
			t.Errorf("taken: %v", got)
		}
		g := besluit.Gemelde(b.Dossier)
		if len(g) != 1 || g[0].Weg != dossier.WegPortaal || g[0].Dag != begrip.MoetDag("2026-03-12") || g[0].Wie != "a.jansen" {
			t.Errorf("%+v", g)
		}
		if n, err := h.VerstuurMeldingen(t.Context()); n != 0 || err != nil {
			t.Errorf("%d %v", n, err)
		}
	})
}

// Een contactpersoon krijgt bij DUO een nummer; wie wordt toegewezen volgt vanzelf.
func TestContactpersoonVolgtToewijzing(t *testing.T) {
	meldhuizen(t, func(t *testing.T, h *meldhuis) {
		h.inDUO(nagebootst.Asielstatushouder)
		o := app.Contactopdracht{Medewerker: "a.jansen", Naam: "A. Jansen", Email: "a@voorbeeldstad.example", Telefoon: "088 0000000"}
		if err := h.MeldContactpersoon(t.Context(), jansen, o); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("klantmanager: %v", err)
		}
		slecht := o
		slecht.Telefoon = "nul"
		if got := codes(h.MeldContactpersoon(t.Context(), leider, slecht)); !slices.Equal(got, []string{"telefoon: duo-waarde-ongeldig"}) {
			t.Errorf("%v", got)
		}
		for _, m := range []string{"a.jansen", "b.dewit"} {
			o.Medewerker = m
			if err := h.MeldContactpersoon(t.Context(), leider, o); err != nil {
				t.Fatal(err)
			}
		}
		h.verstuur(t)
		cs, err := h.Contactpersonen(t.Context(), beheer)
		if err != nil || len(cs) != 2 || cs[0].Nummer == 0 || cs[1].Nummer == 0 || cs[0].Stand != besluit.Bevestigd {
			t.Fatalf("%+v %v", cs, err)
		}
		nummer, versie := geopend(t, h.proefhuis, "b-1", aminaBSN, "Amina")
		wijs := func(aan string) {
			t.Helper()
			v, err := h.WijsToe(t.Context(), leider, nummer, versie, besluit.Toewijzing{Aan: aan})
			if err != nil {
				t.Fatal(err, codes(err))
			}
			h.verstuur(t)
			h.later()
			h.verstuur(t)
			versie = beeld(t, h.proefhuis, leider, nummer).Versie
			if versie <= v.Versie {
				t.Error("DUO bevestigde niets")
			}
		}
		wijs("a.jansen")
		x, _ := h.duo.Persoon(aminaBSN)
		eerste := x.Contact[string(voorbeeldstad)]
		wijs("b.dewit")
		x, _ = h.duo.Persoon(aminaBSN)
		if tweede := x.Contact[string(voorbeeldstad)]; eerste == 0 || tweede == 0 || eerste == tweede {
			t.Errorf("contactpersoon %d en daarna %d", eerste, tweede)
		}
	})
}

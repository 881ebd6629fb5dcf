package app_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
)

// intakeKlaar brengt een dossier tot waar het PIP kan worden vastgesteld.
func intakeKlaar(t testing.TB, h *proefhuis) (nummer string, versie int) {
	t.Helper()
	ctx := t.Context()
	nummer, versie = geopend(t, h, "b-1", "999990019", "Amina")
	moet := func(v app.Vastgelegd, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err, codes(err))
		}
		versie = v.Versie
	}
	moet(h.RoepOp(ctx, jansen, nummer, versie, besluit.Oproep{Voor: dossier.VoorBredeIntake, Afspraak: begrip.MoetDag("2026-03-10"), Tijd: "10.30",
		Plaats: "het gemeentehuis", Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}}))
	h.op("2026-03-10")
	dag := besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-10")}
	oproep := besluit.OpenOproepen(beeld(t, h, jansen, nummer).Dossier)[0].ID
	moet(h.LegVerschijnenVast(ctx, jansen, nummer, versie, besluit.Verschijning{Vastlegging: dag, Oproep: oproep, Uitkomst: besluit.Kwam}))
	moet(h.LegToetsVast(ctx, jansen, nummer, versie, besluit.Toets{Vastlegging: dag, Uitslag: dossier.ToetsHaalbaar}))
	moet(h.RondIntakeAf(ctx, jansen, nummer, versie, besluit.Intake{Vastlegging: dag, Onderwijs: "mbo", Werk: "verkoper", Gezin: "woont alleen",
		Gezondheid: "kan niet lang staan", Taalniveau: "leest woorden", Zelfredzaamheid: "reist zelf", Werkkansen: "goed", Wens: "B1-route", ZonderDerden: true}))
	return nummer, versie
}

// Twee mensen op één dossier: de tweede verliest niets en ziet wat de eerste deed.
func TestTweeMensenOpEenDossier(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if err := h.BewaarConcept(ctx, dewit, nummer, "notitie", versie, map[string][]string{"tekst": {"mijn aantekening"}}); err != nil {
			t.Fatal(err)
		}
		if _, err := h.MaakNotitie(ctx, jansen, nummer, versie, besluit.Aantekening{Tekst: "ik was eerst"}); err != nil {
			t.Fatal(err)
		}
		_, err := h.MaakNotitie(ctx, dewit, nummer, versie, besluit.Aantekening{Tekst: "mijn aantekening"})
		var c *app.Conflict
		if !errors.As(err, &c) || c.Verwacht != versie || c.Nu != versie+1 || len(c.Sindsdien) != 1 {
			t.Fatalf("geen conflict met wat er gebeurde: %v %+v", err, c)
		}
		if f, ok := c.Sindsdien[0].Feit.(*dossier.Notitie); !ok || f.Tekst != "ik was eerst" || c.Sindsdien[0].Wie != "a.jansen" {
			t.Errorf("de tweede ziet niet wat de eerste schreef: %+v", c.Sindsdien[0])
		}
		if strings.Contains(err.Error(), "ik was eerst") {
			t.Error("de foutmelding bevat tekst uit het dossier")
		}
		bewaard, err := h.Concept(ctx, dewit, nummer, "notitie")
		if err != nil || bewaard.Velden["tekst"][0] != "mijn aantekening" || bewaard.Versie != versie {
			t.Errorf("het concept van de tweede is weg: %+v %v", bewaard, err)
		}
		if _, err := h.MaakNotitie(ctx, dewit, nummer, c.Nu, besluit.Aantekening{Tekst: "mijn aantekening"}); err != nil {
			t.Errorf("opnieuw met de nieuwe versie: %v", err)
		}
		if _, err := h.Concept(ctx, dewit, nummer, "notitie"); !errors.Is(err, app.ErrNietGevonden) {
			t.Errorf("het concept staat er nog na het vastleggen: %v", err)
		}
	})
}

// Tien schrijvers tegelijk met dezelfde versie: één wint, negen krijgen een conflict.
func TestEenWint(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		var wacht sync.WaitGroup
		fouten := make([]error, 10)
		for i := range fouten {
			wacht.Go(func() {
				_, fouten[i] = h.MaakNotitie(t.Context(), jansen, nummer, versie, besluit.Aantekening{Tekst: "notitie"})
			})
		}
		wacht.Wait()
		gelukt := 0
		for _, err := range fouten {
			var c *app.Conflict
			if err == nil {
				gelukt++
			} else if !errors.As(err, &c) || len(c.Sindsdien) == 0 {
				t.Errorf("geen conflict maar %v", err)
			}
		}
		if gelukt != 1 {
			t.Errorf("%d schrijvers wonnen, verwacht 1", gelukt)
		}
	})
}

// Een weigering legt niets vast en staat bij het veld; wie het deed en wanneer komt
// nooit uit het formulier.
func TestWeigeringEnOndertekening(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := intakeKlaar(t, h)
		h.op("2026-03-12")
		leeg := besluit.PIPOpdracht{Vastlegging: besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-12")}}
		if _, err := h.StelPIPVast(ctx, jansen, nummer, versie, leeg); !slices.Contains(codes(err), "leerroute: veld-ontbreekt") {
			t.Errorf("een leeg PIP: %v %v", err, codes(err))
		}
		if b := beeld(t, h, jansen, nummer); b.Versie != versie {
			t.Error("een geweigerd PIP heeft iets vastgelegd")
		}
		o := geldigPIP("2026-03-12")
		o.Wie, o.Rol, o.Vandaag = "iemand anders", begrip.Jurist, begrip.MoetDag("2031-01-01")
		v, err := h.StelPIPVast(ctx, jansen, nummer, versie, o)
		if err != nil {
			t.Fatal(err, codes(err))
		}
		for _, g := range v.Gebeurtenissen {
			if g.Wie != "a.jansen" || g.Rol != begrip.Klantmanager || g.BekendOp != 0 || g.Moment != h.klok.Unix() {
				t.Errorf("feit %d is ondertekend door %s (%s) op %s, moment %d", g.Nummer, g.Wie, g.Rol, g.BekendOp, g.Moment)
			}
		}
	})
}

// Het BSN van een ander dossier wordt geweigerd, en noemt het andere dossier alleen
// aan wie dat mag zien.
func TestEenMensEenDossier(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		een, _ := geopend(t, h, "b-1", "999990019", "Amina")
		s := signaal(t, "b-2", "SS139", "", "2026-02-27")
		if _, err := h.OntvangSignaal(ctx, s); err != nil {
			t.Fatal(err)
		}
		o, err := h.KoppelSignaal(ctx, jansen, "b-2", app.Koppeling{BSN: "999990020"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.ImportDossier(ctx, jansen, app.Overname{Naam: "dossier.json", Inhoud: export(t, h, een)})
		if !slices.Contains(codes(err), "bsn: bsn-bestaat") {
			t.Fatalf("een tweede dossier van dezelfde mens is niet geweigerd: %v", err)
		}
		var g *app.Geweigerd
		if errors.As(err, &g); !strings.Contains(g.Weigeringen[0].Zin, een) {
			t.Errorf("de zin noemt het bestaande dossier niet: %q", g.Weigeringen[0].Zin)
		}
		if b := beeld(t, h, jansen, o.Nummer); b.Dossier.Persoon.BSN.Cijfers() != "999990020" {
			t.Error("het gekoppelde dossier heeft het BSN niet")
		}
	})
}

func export(t testing.TB, h *proefhuis, nummer string) []byte {
	t.Helper()
	f, err := h.ExportDossier(t.Context(), jansen, nummer)
	if err != nil {
		t.Fatal(err)
	}
	return f.Inhoud
}

// Wie verhuist neemt het dossier mee: de nieuwe gemeente begint een eigen logboek met
// dezelfde feiten, en de leerroute gaat mee.
func TestMeebrengenNaarEenAndereGemeente(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := intakeKlaar(t, h)
		h.op("2026-03-12")
		if _, err := h.StelPIPVast(ctx, jansen, nummer, versie, geldigPIP("2026-03-12")); err != nil {
			t.Fatal(err, codes(err))
		}
		bestand := export(t, h, nummer)
		daar := nieuwHuis(t, openSQLite(t, t.TempDir()))
		daar.Gemeente, daar.Beleid = "8888", ""
		daar.op("2026-09-01")
		ontvanger := app.Wie{Gebruiker: "c.daar", Naam: "C. Daar", Rol: begrip.Klantmanager, Gemeente: "8888"}
		nieuw, err := daar.ImportDossier(ctx, ontvanger, app.Overname{Naam: "dossier.json", Inhoud: bestand, Inschrijving: begrip.MoetDag("2026-08-31")})
		if err != nil {
			t.Fatal(err, codes(err))
		}
		b := beeld(t, daar, ontvanger, nieuw)
		if b.Dossier.Gemeente != "8888" || b.Dossier.Persoon.Naam.Volledig() != "Amina Voorbeeld" {
			t.Errorf("het hoofd klopt niet: %s %s", b.Dossier.Gemeente, b.Dossier.Persoon.Naam.Volledig())
		}
		if _, f := dossier.Laatste[*dossier.Inschrijving](b.Dossier); f == nil || f.Leerroute != begrip.RouteB1 || !f.Verhuizing.Of(false) {
			t.Errorf("de inschrijving neemt de leerroute niet over: %+v", f)
		}
		if x, ok := b.Antwoord.Termijn("inburgeringstermijn"); !ok || x.Uiterlijk.String() != "2029-03-12" {
			t.Errorf("de inburgeringstermijn is %s", x.Uiterlijk)
		}
		if _, err := daar.ImportDossier(ctx, ontvanger, app.Overname{Naam: "stuk.json", Inhoud: []byte(`{"formaat":"iets anders"}`)}); len(codes(err)) == 0 {
			t.Errorf("een kapot bestand is niet geweigerd: %v", err)
		}
	})
}

// Een feit uit een bestand zonder kenmerk krijgt er een dat nog vrij is: op een oproep
// van de vorige gemeente is dan vast te leggen of iemand kwam.
func TestMeegebrachteOproepIsAfTeHandelen(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, err := h.ImportDossier(ctx, jansen, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(`formaat: traject/dossier/1
gemeente: "1940"
persoon: {doelgroep: asielstatushouder, bsn: "999990019"}
feiten:
  - {soort: kennisgeving, datum: 2026-02-02, id: f3}
  - {soort: opgeroepen, datum: 2026-02-10, voor: brede-intake, afspraak: 2026-03-02}
`)})
		if err != nil {
			t.Fatal(err, codes(err))
		}
		b := beeld(t, h, jansen, nummer)
		gezien := map[string]bool{}
		for _, g := range b.Logboek {
			if g.ID == "" || gezien[g.ID] {
				t.Errorf("feit %d heeft kenmerk %q", g.Nummer, g.ID)
			}
			gezien[g.ID] = true
		}
		open := besluit.OpenOproepen(b.Dossier)
		if len(open) != 1 {
			t.Fatalf("%d open oproepen, verwacht 1", len(open))
		}
		dag := besluit.Vastlegging{Dag: begrip.MoetDag("2026-03-02")}
		if _, err := h.LegVerschijnenVast(ctx, jansen, nummer, b.Versie, besluit.Verschijning{Vastlegging: dag, Oproep: open[0].ID, Uitkomst: besluit.Kwam}); err != nil {
			t.Error(err, codes(err))
		}
	})
}

// Een bestand van elders mag de werklijst niet onleesbaar maken: een naam van een
// miljoen tekens stond anders in elke regel bij elke collega.
func TestBestandMetOnmogelijkeNaamWordtGeweigerd(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		_, err := h.ImportDossier(t.Context(), jansen, app.Overname{Naam: "dossier.yaml", Inhoud: []byte(`formaat: traject/dossier/1
gemeente: "1940"
persoon: {doelgroep: asielstatushouder, naam: {voornamen: Amina, geslachtsnaam: ` + strings.Repeat("a", 1_000_000) + `}}
feiten: []
`)})
		if c := codes(err); !slices.Equal(c, []string{"geslachtsnaam: waarde-ongeldig"}) {
			t.Errorf("codes %v (%v)", c, err)
		}
		l, err := h.Dossiers(t.Context(), jansen, app.DossierFilter{})
		if err != nil || len(l.Rijen) != 0 {
			t.Errorf("%d dossiers, verwacht 0 (%v)", len(l.Rijen), err)
		}
	})
}

// Een dossier dat niet meer op BSN te vinden is, valt niemand op tot DUO schrijft en er
// een tweede komt. Nalopen ziet het, herbouwen maakt het goed.
func TestNalopenZietEenKwijtBSN(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		regel, taken, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer) // zonder BSN: dat staat niet in de lijst
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.kelder.VervangLijst(ctx, voorbeeldstad, []store.Lijstvervanging{{Nummer: nummer, Versie: versie, Lijst: regel, Taken: taken}}); err != nil {
			t.Fatal(err)
		}
		c, err := h.Controleer(ctx, beheer, func(int) {})
		if err != nil || len(c.Fouten) != 1 || !strings.Contains(c.Fouten[0], "burgerservicenummer") {
			t.Fatalf("fouten %v (%v)", c.Fouten, err)
		}
		if _, err := h.Herbouw(ctx, systeem, func(int) {}); err != nil {
			t.Fatal(err)
		}
		if c, err := h.Controleer(ctx, beheer, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("na herbouwen: %v (%v)", c.Fouten, err)
		}
	})
}

// Na een dag waarop alleen de tijd iets verandert leidt het huis de lijsten opnieuw
// af; nalopen en herbouwen geven dan hetzelfde.
func TestHerzienVolgtDeTijd(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := geopend(t, h, "b-1", "999990019", "Amina")
		h.op("2026-06-15") // ruim na de laatste dag van pip-vaststellen
		n, err := h.Herzien(ctx)
		if err != nil || n != 1 {
			t.Fatalf("%d dossiers herzien, verwacht 1 (%v)", n, err)
		}
		if n, err := h.Herzien(ctx); err != nil || n != 0 {
			t.Errorf("een tweede keer herziet nog %d dossiers (%v)", n, err)
		}
		w, err := h.Vandaag(ctx, jansen, app.WerkFilter{})
		if err != nil || len(w.Groepen) == 0 || w.Groepen[0].Groep != app.TeLaat || w.Groepen[0].Rijen[0].Nummer != nummer {
			t.Errorf("het dossier staat niet bij te laat: %+v %v", w, err)
		}
		voor, _, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := h.Herbouw(ctx, systeem, func(int) {}); err != nil || n != 1 {
			t.Fatalf("herbouw: %d %v", n, err)
		}
		na, _, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
		if err != nil || !reflect.DeepEqual(voor, na) {
			t.Errorf("herbouwen gaf een andere rij:\n%+v\n%+v (%v)", voor, na, err)
		}
		if c, err := h.Controleer(ctx, beheer, func(int) {}); err != nil || len(c.Fouten) > 0 {
			t.Errorf("nalopen: %+v %v", c, err)
		}
	})
}

// Een feit dat pas later ingaat verandert de lijst op zijn dag, zonder dat iemand iets
// doet; tot die dag klopt de lijst met de feiten van nu.
func TestFeitVanLaterGaatVanzelfIn(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, _ := geopend(t, h, "b-1", "999990019", "Amina")
		f, err := h.ExportDossier(ctx, jansen, nummer)
		if err != nil {
			t.Fatal(err)
		}
		gs, fouten := bestandsvorm{h.Boek}.Lees(f.Naam, f.Inhoud)
		if len(fouten) > 0 {
			t.Fatal(fouten)
		}
		gs = append(gs, dossier.Gebeurtenis{GeldigOp: begrip.MoetDag("2026-03-20"), BekendOp: begrip.MoetDag("2026-03-02"), ID: "later",
			Feit: &dossier.DoelgroepGewijzigd{Naar: begrip.GezinEnOverig}})
		leeg := nieuwHuis(t, openSQLite(t, t.TempDir()))
		if err := leeg.Vul(ctx, systeem, []app.NieuwDossier{{Jaar: 2026, Gebeurtenissen: gs}}); err != nil {
			t.Fatal(err)
		}
		groep := func() begrip.Doelgroep {
			l, err := leeg.Dossiers(ctx, leider, app.DossierFilter{})
			if err != nil || len(l.Rijen) != 1 {
				t.Fatalf("%d rijen (%v)", len(l.Rijen), err)
			}
			return l.Rijen[0].Doelgroep
		}
		nalopen := func() {
			t.Helper()
			if c, err := leeg.Controleer(ctx, beheer, func(int) {}); err != nil || len(c.Fouten) > 0 {
				t.Errorf("nalopen: %+v %v", c.Fouten, err)
			}
		}
		leeg.op("2026-03-19")
		nalopen()
		if g := groep(); g != begrip.Asielstatushouder {
			t.Errorf("een dag te vroeg staat %s in de lijst", g)
		}
		leeg.op("2026-03-20")
		if n, err := leeg.Herzien(ctx); err != nil || n != 1 {
			t.Errorf("op de dag zelf herziet het huis %d dossiers (%v)", n, err)
		}
		nalopen()
		if g := groep(); g != begrip.GezinEnOverig {
			t.Errorf("op de dag zelf staat %s in de lijst", g)
		}
	})
}

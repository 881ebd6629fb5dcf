package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"traject/kern/dossier"
	"traject/store"
)

func berichtEenKeer(t *testing.T, p *proef) {
	nummer, err := p.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	o := opening(nummer, amina)
	o.Bericht = &store.Bericht{ID: "m1", Bron: "duo", Code: "SS101", Moment: moment, Inhoud: []byte(`{"a":1}`)}
	gelukt(t, p.Toevoegen(ctx, o))
	for inhoud, zelfde := range map[string]bool{`{"a":1}`: true, `{"a":2}`: false} {
		weer := store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Gebeurtenissen: []dossier.Gebeurtenis{notitie("dubbel")},
			Bericht: &store.Bericht{ID: "m1", Inhoud: []byte(inhoud)}}
		var al *store.BerichtBestaat
		if err := p.Toevoegen(ctx, weer); !errors.As(err, &al) || !errors.Is(err, store.ErrBestaatAl) || al.Zelfde != zelfde || al.Nummer != nummer {
			t.Errorf("%s nog eens: %v", inhoud, err)
		}
	}
	if l := p.lees(t, nummer); l.Versie != 1 {
		t.Errorf("een dubbel bericht gaf toch een feit: versie %d", l.Versie)
	}
	b, err := p.ZoekBericht(ctx, gemeente, "m1")
	gelukt(t, err)
	if string(b.Inhoud) != `{"a":1}` || b.Nummer != nummer || b.Code != "SS101" || b.Bron != "duo" || b.Moment != moment {
		t.Errorf("teruggelezen bericht %+v", b)
	}
	if _, err := p.ZoekBericht(ctx, andere, "m1"); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een andere gemeente zag het bericht: %v", err)
	}
}

// zelfdeBericht lets one message arrive eight times at once: it is kept once.
func zelfdeBericht(t *testing.T, p *proef) {
	var groep sync.WaitGroup
	var een atomic.Int32
	for range 8 {
		groep.Go(func() {
			err := p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m1", Inhoud: []byte("x")})
			if err == nil {
				een.Add(1)
			} else if !errors.Is(err, store.ErrBestaatAl) {
				t.Error(err)
			}
		})
	}
	groep.Wait()
	if een.Load() != 1 {
		t.Errorf("het bericht werd %d keer nieuw genoemd", een.Load())
	}
}

func berichtKoppelen(t *testing.T, p *proef) {
	for i, code := range []string{"SS120", "SS999", "SS120"} {
		gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: fmt.Sprintf("m%d", i), Code: code, Moment: moment + int64(i), Inhoud: []byte(code)}))
	}
	var al *store.BerichtBestaat
	if err := p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m1", Inhoud: []byte("SS999")}); !errors.As(err, &al) || !al.Zelfde || al.Nummer != "" {
		t.Errorf("hetzelfde bericht nog eens gaf %v", err)
	}
	ids := func(f store.BerichtFilter) (uit []string) {
		t.Helper()
		f.Gemeente, f.Hooguit = gemeente, 2
		for {
			b, err := p.Berichten(ctx, f)
			gelukt(t, err)
			for _, x := range b.Berichten {
				uit = append(uit, x.ID)
				if (string(x.Inhoud) == x.Code) != f.MetInhoud {
					t.Errorf("inhoud van %s: %q", x.ID, x.Inhoud)
				}
			}
			if f.Na = b.Volgende; f.Na == "" {
				return uit
			}
		}
	}
	if got := ids(store.BerichtFilter{ZonderDossier: true, MetInhoud: true}); !slices.Equal(got, []string{"m2", "m1", "m0"}) {
		t.Errorf("zonder dossier: %v, verwacht het nieuwste eerst", got)
	}
	if got := ids(store.BerichtFilter{Code: "SS120"}); !slices.Equal(got, []string{"m2", "m0"}) {
		t.Errorf("op code: %v", got)
	}
	nummer := p.open(t, amina, func(o *store.Toevoeging) { o.Koppel = []string{"m0"} })
	gelukt(t, p.KoppelBericht(ctx, gemeente, "m1", nummer))
	gelukt(t, p.KoppelBericht(ctx, gemeente, "m1", nummer)) // joining again changes nothing
	if err := p.KoppelBericht(ctx, gemeente, "m1", p.open(t, bilal)); !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("aan een ander dossier koppelen gaf %v", err)
	}
	if err := p.KoppelBericht(ctx, gemeente, "m9", nummer); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een bericht dat er niet is koppelen gaf %v", err)
	}
	if got := ids(store.BerichtFilter{ZonderDossier: true}); !slices.Equal(got, []string{"m2"}) {
		t.Errorf("na koppelen zonder dossier: %v", got)
	}
	if got := ids(store.BerichtFilter{Nummer: nummer, MetInhoud: true}); !slices.Equal(got, []string{"m1", "m0"}) {
		t.Errorf("van het dossier: %v", got)
	}
}

func brief(sleutel string) store.Uitgaand {
	return store.Uitgaand{Sleutel: sleutel, Soort: "brief", Inhoud: []byte("stuk van " + sleutel)}
}

func uitgaandMetFeit(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	met := func(verwacht int) store.Toevoeging {
		return store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: verwacht, Gebeurtenissen: []dossier.Gebeurtenis{notitie("x")}, Uitgaand: []store.Uitgaand{brief("brief:1")}}
	}
	if err := p.Toevoegen(ctx, met(7)); !errors.Is(err, store.ErrConflict) {
		t.Fatal(err)
	}
	if u, err := p.UitgaandLijst(ctx, gemeente, store.AlleWerk, "", 10); err != nil || len(u) != 0 {
		t.Errorf("van een geweigerde handeling ging werk uit: %v %v", u, err)
	}
	gelukt(t, p.Toevoegen(ctx, met(1)))
	gelukt(t, p.Toevoegen(ctx, met(2))) // the same key is the same work
	gelukt(t, p.Plaats(ctx, gemeente, []store.Uitgaand{brief("brief:1"), {Sleutel: "herzien:2026-11-23", Soort: "herzien"}}))
	u, err := p.UitgaandLijst(ctx, gemeente, store.Wacht, "", 10)
	gelukt(t, err)
	if len(u) != 2 || u[0].Sleutel != "brief:1" || u[0].Nummer != nummer || len(u[0].Inhoud) != 0 {
		t.Errorf("uitgaand werk %+v", u)
	}
	if u, err := p.UitgaandLijst(ctx, gemeente, store.Wacht, "brief:1", 10); err != nil || len(u) != 1 {
		t.Errorf("het tweede blad: %v %v", u, err)
	}
	if u, err := p.Neem(ctx, gemeente, "herzien", moment, moment+60, 10); err != nil || len(u) != 1 || u[0].Soort != "herzien" {
		t.Errorf("nemen op soort: %v %v", u, err)
	}
}

func leases(t *testing.T, p *proef) {
	later := brief("b2")
	later.Vanaf = moment + 1000
	gelukt(t, p.Plaats(ctx, gemeente, []store.Uitgaand{brief("b1"), later}))
	neem := func(nu int64) []store.Uitgaand {
		t.Helper()
		u, err := p.Neem(ctx, gemeente, "", nu, nu+60, 10)
		gelukt(t, err)
		return u
	}
	eerste := neem(moment)
	if len(eerste) != 1 || eerste[0].Sleutel != "b1" || string(eerste[0].Inhoud) != "stuk van b1" || eerste[0].Poging != 1 {
		t.Fatalf("genomen %+v", eerste)
	}
	if u := neem(moment + 59); len(u) != 0 {
		t.Errorf("tijdens de lease nog eens genomen: %+v", u)
	}
	tweede := neem(moment + 60) // the first worker died
	if len(tweede) != 1 || tweede[0].Poging != 2 {
		t.Fatalf("na de lease genomen %+v", tweede)
	}
	if err := p.Klaar(ctx, gemeente, eerste[0], moment+61); !errors.Is(err, store.ErrLeaseKwijt) {
		t.Errorf("de eerste werker meldt zich te laat: %v", err)
	}
	gelukt(t, p.Mislukt(ctx, gemeente, tweede[0], "printer zonder papier", moment+100))
	if u := neem(moment + 99); len(u) != 0 {
		t.Errorf("te vroeg opnieuw genomen: %+v", u)
	}
	derde := neem(moment + 100)
	if len(derde) != 1 || derde[0].Poging != 3 || derde[0].Fout != "printer zonder papier" {
		t.Fatalf("opnieuw genomen %+v", derde)
	}
	gelukt(t, p.Mislukt(ctx, gemeente, derde[0], "adres bestaat niet", 0))
	if u, err := p.UitgaandLijst(ctx, gemeente, store.Opgeven, "", 10); err != nil || len(u) != 1 || u[0].Fout != "adres bestaat niet" {
		t.Errorf("opgegeven werk: %+v %v", u, err)
	}
	if u := neem(moment + 500); len(u) != 0 {
		t.Errorf("opgegeven werk werd genomen: %+v", u)
	}
	gelukt(t, p.Opnieuw(ctx, gemeente, "b1", moment+500))
	vierde := neem(moment + 500)
	if len(vierde) != 1 {
		t.Fatalf("met de hand opnieuw: %+v", vierde)
	}
	gelukt(t, p.Klaar(ctx, gemeente, vierde[0], moment+501))
	if err := p.Opnieuw(ctx, gemeente, "b1", moment+502); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("gedaan werk opnieuw doen gaf %v", err)
	}
	if u, err := p.UitgaandLijst(ctx, gemeente, store.Gedaan, "", 10); err != nil || len(u) != 1 || u[0].Klaar != moment+501 {
		t.Errorf("gedaan werk: %+v %v", u, err)
	}
	if u := neem(moment + 1000); len(u) != 1 || u[0].Sleutel != "b2" {
		t.Errorf("werk voor later: %+v", u)
	}
}

// achtWerkers lets eight workers take two hundred pieces: each piece exactly once.
func achtWerkers(t *testing.T, p *proef) {
	var werk []store.Uitgaand
	for i := range 200 {
		werk = append(werk, brief(fmt.Sprintf("b%03d", i)))
	}
	gelukt(t, p.Plaats(ctx, gemeente, werk))
	var groep sync.WaitGroup
	var slot sync.Mutex
	gedaan := map[string]int{}
	for range 8 {
		groep.Go(func() {
			for {
				us, err := p.Neem(ctx, gemeente, "brief", moment, moment+60, 7)
				if err != nil {
					t.Error(err)
					return
				}
				for _, u := range us {
					slot.Lock()
					gedaan[u.Sleutel]++
					slot.Unlock()
					if err := p.Klaar(ctx, gemeente, u, moment); err != nil {
						t.Error(err)
					}
				}
				if len(us) == 0 {
					return
				}
			}
		})
	}
	groep.Wait()
	for s, n := range gedaan {
		if n != 1 {
			t.Errorf("%s is %d keer gedaan", s, n)
		}
	}
	if len(gedaan) != 200 {
		t.Errorf("%d van 200 gedaan", len(gedaan))
	}
}

func concepten(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	s := store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "pip"}
	c := store.Concept{ConceptSleutel: s, Versie: 1, Moment: moment, Inhoud: []byte("route=b1")}
	gelukt(t, p.BewaarConcept(ctx, gemeente, c))
	c.Inhoud, c.Moment = []byte("route=z"), moment+5
	gelukt(t, p.BewaarConcept(ctx, gemeente, c))
	terug, err := p.LeesConcept(ctx, gemeente, s)
	gelukt(t, err)
	if string(terug.Inhoud) != "route=z" || terug.Versie != 1 || terug.Moment != moment+5 || terug.ConceptSleutel != s {
		t.Errorf("concept %+v", terug)
	}
	for _, ander := range []store.ConceptSleutel{{Gebruiker: "k2", Nummer: nummer, Handeling: "pip"}, {Gebruiker: "k1", Nummer: "2026-9999", Handeling: "pip"}, {Gebruiker: "k1", Nummer: nummer, Handeling: "oproep"}} {
		if _, err := p.LeesConcept(ctx, gemeente, ander); !errors.Is(err, store.ErrNietGevonden) {
			t.Errorf("%+v gaf %v", ander, err)
		}
	}
	los := store.ConceptSleutel{Gebruiker: "k1", Handeling: "dossier-openen"}
	gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: los, Inhoud: []byte("x")}))
	if _, err := p.LeesConcept(ctx, gemeente, los); err != nil {
		t.Errorf("een concept zonder dossier: %v", err)
	}
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Gebeurtenissen: []dossier.Gebeurtenis{notitie("x")}, WisConcept: &s}))
	if _, err := p.LeesConcept(ctx, gemeente, s); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("het concept is er na de handeling nog: %v", err)
	}
	gelukt(t, p.WisConcept(ctx, gemeente, los))
	gelukt(t, p.WisConcept(ctx, gemeente, los))
	for _, h := range []string{"notitie", "intake"} { // what nobody finishes does not stay for ever
		oud := store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: h}
		gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: oud, Moment: moment + int64(len(h)), Inhoud: []byte("x")}))
	}
	for _, wil := range []int{1, 0} {
		if n, err := p.RuimConceptenOp(ctx, gemeente, moment+7); err != nil || n != wil {
			t.Errorf("%d oude concepten opgeruimd, verwacht %d, %v", n, wil, err)
		}
	}
	if n, err := p.RuimConceptenOp(ctx, andere, moment+99); err != nil || n != 0 {
		t.Errorf("van een andere gemeente gingen er %d weg, %v", n, err)
	}
	if _, err := p.LeesConcept(ctx, gemeente, store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "notitie"}); err != nil {
		t.Errorf("een concept dat niet oud is: %v", err)
	}
}

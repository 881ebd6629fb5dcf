package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"traject/kern/dossier"
	"traject/store"
)

func vastleggenEnTeruglezen(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	p.voegToe(t, nummer, 1, notitie("eerste"), notitie("tweede"))
	l := p.lees(t, nummer)
	if l.Versie != 3 || len(l.Gebeurtenissen) != 3 {
		t.Fatalf("versie %d met %d feiten, verwacht 3 en 3", l.Versie, len(l.Gebeurtenissen))
	}
	g := l.Gebeurtenissen[2]
	f, ok := g.Feit.(*dossier.Notitie)
	if !ok || f.Tekst != "tweede" || g.Nummer != 3 || g.Moment != moment || g.Wie != "k1" || g.GeldigOp != dag || g.Vorm != dossier.HuidigeVorm {
		t.Errorf("het derde feit kwam anders terug: %+v", g)
	}
	if _, err := p.Lees(ctx, gemeente, "2026-9999"); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een dossier dat er niet is gaf %v", err)
	}
	if _, err := p.Lees(ctx, andere, nummer); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een andere gemeente las het dossier: %v", err)
	}
}

func nummersZijnEnig(t *testing.T, p *proef) {
	reeks, err := p.NieuweNummers(ctx, gemeente, 2026, 3)
	gelukt(t, err)
	volgende, err := p.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	ander, err := p.NieuwNummer(ctx, gemeente, 2027)
	gelukt(t, err)
	if got := append(reeks, volgende, ander); !slices.Equal(got, []string{"2026-0001", "2026-0002", "2026-0003", "2026-0004", "2027-0001"}) {
		t.Errorf("nummers %v", got)
	}
}

func tweedeSchrijverZietHetConflict(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	p.voegToe(t, nummer, 1, notitie("van de eerste"))
	err := p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Gebeurtenissen: []dossier.Gebeurtenis{notitie("van de tweede")}})
	var c *store.Conflict
	if !errors.As(err, &c) || !errors.Is(err, store.ErrConflict) || c.Verwacht != 1 || c.Nu != 2 {
		t.Fatalf("de tweede schrijver kreeg %v, verwacht een conflict met versie 2", err)
	}
	l := p.lees(t, nummer)
	sindsdien := l.Gebeurtenissen[c.Verwacht:]
	if len(sindsdien) != 1 || sindsdien[0].Feit.(*dossier.Notitie).Tekst != "van de eerste" {
		t.Errorf("de tweede schrijver kan niet lezen wat er sindsdien kwam: %v", sindsdien)
	}
	if err := p.Toevoegen(ctx, opening(nummer, amina)); !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("hetzelfde dossier nog eens openen gaf %v", err)
	}
	if err := p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: "2026-9999", Verwacht: 1}); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("toevoegen aan een dossier dat er niet is gaf %v", err)
	}
}

// achtSchrijvers lets eight writers add 8 × 50 facts to one dossier: none may get lost.
func achtSchrijvers(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	var groep sync.WaitGroup
	var gelukt, conflicten atomic.Int32
	for s := range 8 {
		groep.Go(func() {
			for i := range 25 {
				for {
					l, err := p.Lees(ctx, gemeente, nummer)
					if err != nil {
						t.Error(err)
						return
					}
					err = p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: l.Versie, Gebeurtenissen: []dossier.Gebeurtenis{notitie(fmt.Sprintf("%d/%d", s, i))}})
					if err == nil {
						gelukt.Add(1)
						break
					}
					if !errors.Is(err, store.ErrConflict) {
						t.Error(err)
						return
					}
					conflicten.Add(1)
				}
			}
		})
	}
	groep.Wait()
	gezien := map[string]bool{}
	for _, g := range p.lees(t, nummer).Gebeurtenissen[1:] {
		gezien[g.Feit.(*dossier.Notitie).Tekst] = true
	}
	if gelukt.Load() != 200 || len(gezien) != 200 {
		t.Errorf("%d bevestigd en %d terug, verwacht 200 en 200", gelukt.Load(), len(gezien))
	}
	p.ketenHeel(t)
}

func veelIneens(t *testing.T, p *proef) {
	nummers, err := p.NieuweNummers(ctx, gemeente, 2026, 300)
	gelukt(t, err)
	ts := make([]store.Toevoeging, len(nummers))
	for i, n := range nummers {
		ts[i] = opening(n, amina)
		ts[i].Gebeurtenissen = append(ts[i].Gebeurtenissen, notitie("a"), notitie("b"), notitie("c"))
	}
	gelukt(t, p.ToevoegenVeel(ctx, ts))
	if l := p.lees(t, nummers[299]); l.Versie != 4 {
		t.Errorf("laatste dossier heeft versie %d", l.Versie)
	}
	if k := p.ketenHeel(t); k.Dossiers != 300 || k.Feiten != 1200 {
		t.Errorf("gekeurd %+v", k)
	}
	// One refusal refuses the batch.
	nieuw, err := p.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	if err := p.ToevoegenVeel(ctx, []store.Toevoeging{opening(nieuw, amina), opening(nummers[0], amina)}); !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("een partij met een bestaand dossier gaf %v", err)
	}
	if _, err := p.Lees(ctx, gemeente, nieuw); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("van een geweigerde partij bleef een dossier achter: %v", err)
	}
	if err := p.ToevoegenVeel(ctx, []store.Toevoeging{opening(nieuw, amina), opening(nieuw, amina)}); !errors.Is(err, store.ErrVerkeerdeVorm) {
		t.Errorf("tweemaal hetzelfde dossier gaf %v", err)
	}
	gelukt(t, p.ToevoegenVeel(ctx, nil))
}

func knoeienKomtUit(t *testing.T, p *proef) {
	heel := p.open(t, bilal)
	gewijzigd, weg, staart := p.open(t, amina), p.open(t, amina), p.open(t, amina)
	for _, n := range []string{gewijzigd, weg, staart} {
		p.voegToe(t, n, 1, notitie("een"), notitie("twee"), notitie("drie"))
	}
	var hoofden []store.Hoofd
	gelukt(t, p.Hoofden(ctx, gemeente, func(h store.Hoofd) error { hoofden = append(hoofden, h); return nil }))
	p.voegToe(t, heel, 1, notitie("later")) // a chain that grew still has its old heads
	if b, err := p.ControleerHoofden(ctx, gemeente, hoofden); err != nil || len(b) != 0 {
		t.Fatalf("vóór het knoeien: %v %v", b, err)
	}
	p.Knoei(t, gemeente, gewijzigd, 2, Wijzig)
	p.Knoei(t, gemeente, weg, 3, HaalWeg)
	p.Knoei(t, gemeente, staart, 4, KapAf)

	gevonden := map[string]int{}
	k, err := p.ControleerKeten(ctx, gemeente, func(b store.Bevinding) error { gevonden[b.Nummer] = b.Feit; return nil })
	gelukt(t, err)
	if len(gevonden) != 2 || gevonden[gewijzigd] != 2 || gevonden[weg] != 3 || k.Fouten != 2 || k.Dossiers != 4 {
		t.Errorf("bevindingen %v, keuring %+v; verwacht feit 2 van %s en feit 3 van %s", gevonden, k, gewijzigd, weg)
	}
	// A tail that was cut off neatly can only be seen with heads that were kept elsewhere.
	b, err := p.ControleerHoofden(ctx, gemeente, hoofden)
	gelukt(t, err)
	if i := slices.IndexFunc(b, func(b store.Bevinding) bool { return b.Nummer == staart }); i < 0 || b[i].Feit != 4 {
		t.Errorf("de afgekapte staart viel niet op: %v", b)
	}
	var breuk *store.Ketenbreuk
	if _, err := p.Lees(ctx, gemeente, gewijzigd); !errors.As(err, &breuk) || breuk.Feit != 2 {
		t.Errorf("lezen van het gewijzigde dossier gaf %v", err)
	}
	goed, fout := 0, 0
	gelukt(t, p.Loop(ctx, gemeente, func(nummer string, _ store.Logboek, err error) error {
		if err != nil {
			fout++
		} else {
			goed++
		}
		return nil
	}))
	if goed != 2 || fout != 2 {
		t.Errorf("rondgang las %d dossiers en stuitte op %d, verwacht 2 en 2", goed, fout)
	}
	p.lees(t, heel)
}

func vernietigen(t *testing.T, p *proef) {
	nummer, blijft := p.open(t, amina), p.open(t, bilal)
	s := store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "pip"}
	gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: s, Inhoud: []byte("half")}))
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Gebeurtenissen: []dossier.Gebeurtenis{notitie("x")},
		Uitgaand: []store.Uitgaand{{Sleutel: "brief:1", Soort: "brief", Inhoud: []byte("stuk")}},
		Bericht:  &store.Bericht{ID: "m1", Bron: "duo", Code: "SS139", Moment: moment, Inhoud: []byte("bericht")}}))

	v := store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1"}
	if err := p.Vernietig(ctx, gemeente, nummer, v); !errors.Is(err, store.ErrConflict) {
		t.Errorf("vernietigen op een oude versie gaf %v", err)
	}
	v.Verwacht = 2
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, v))

	if _, err := p.Lees(ctx, gemeente, nummer); !errors.Is(err, store.ErrVernietigd) {
		t.Errorf("lezen na vernietigen gaf %v", err)
	}
	if err := p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 3, Gebeurtenissen: []dossier.Gebeurtenis{notitie("y")}}); !errors.Is(err, store.ErrVernietigd) {
		t.Errorf("toevoegen na vernietigen gaf %v", err)
	}
	if n, err := p.ZoekBSN(ctx, gemeente, amina.bsn); err != nil || len(n) != 0 {
		t.Errorf("op BSN nog te vinden: %v %v", n, err)
	}
	if l, err := p.Zoek(ctx, store.Zoekvraag{Zicht: alles, Tekst: "amina"}); err != nil || len(l) != 0 {
		t.Errorf("op naam nog te vinden: %v %v", l, err)
	}
	if w, err := p.Werklijst(ctx, store.WerkFilter{Zicht: alles, Nummer: nummer}); err != nil || len(w.Regels) != 0 {
		t.Errorf("nog op de werklijst: %v %v", w, err)
	}
	if _, err := p.LeesConcept(ctx, gemeente, s); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("het concept is er nog: %v", err)
	}
	if u, err := p.UitgaandLijst(ctx, gemeente, store.AlleWerk, "", 10); err != nil || len(u) != 0 {
		t.Errorf("uitgaand werk is er nog: %v %v", u, err)
	}
	if b, err := p.ZoekBericht(ctx, gemeente, "m1"); err != nil || len(b.Inhoud) != 0 {
		t.Errorf("de inhoud van het bericht is er nog: %v", err)
	}
	if err := p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m1", Inhoud: []byte("bericht")}); !errors.Is(err, store.ErrBestaatAl) {
		t.Errorf("het bericht wordt niet meer herkend: %v", err)
	}
	z, err := p.Zegel(ctx, gemeente, nummer)
	gelukt(t, err)
	if z.SleutelID != "" || z.Vernietigd == nil || z.Vernietigd.Grond != v.Grond || z.Vernietigd.Dag != dag {
		t.Errorf("het slotfeit zegt niet wat er gebeurde: %+v", z)
	}
	if k := p.ketenHeel(t); k.Dossiers != 2 || k.Feiten != 4 {
		t.Errorf("de keten is na vernietigen niet meer te bewijzen: %+v", k)
	}
	p.lees(t, blijft)
	if p.Ruw != nil {
		ruw := p.Ruw(t)
		if !bytes.Contains(ruw, []byte("bilal")) {
			t.Error("de proef leest niet wat er is opgeschreven: de andere naam ontbreekt")
		}
		for _, woord := range []string{"Amina", "amina"} {
			if bytes.Contains(ruw, []byte(woord)) {
				t.Errorf("%q staat na vernietigen nog in de opslag", woord)
			}
		}
	}
}

func nietsPersoonlijksLeesbaar(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	p.voegToe(t, nummer, 1, notitie("geheim-woord"))
	gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "pip"}, Inhoud: []byte("geheim-woord")}))
	gelukt(t, p.Plaats(ctx, gemeente, []store.Uitgaand{{Sleutel: "u1", Soort: "brief", Nummer: nummer, Inhoud: []byte("geheim-woord")}}))
	gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m1", Inhoud: []byte("geheim-woord " + amina.bsn.Cijfers())}))
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "medewerker", Sleutel: "m1", Inhoud: []byte("geheim-woord")}))
	ruw := p.Ruw(t)
	for _, woord := range []string{"geheim-woord", amina.bsn.Cijfers(), "Voorstraat", "dossier-geopend"} {
		if bytes.Contains(ruw, []byte(woord)) {
			t.Errorf("%q staat leesbaar in de opslag", woord)
		}
	}
	if !bytes.Contains(ruw, []byte(nummer)) {
		t.Error("de proef leest niet wat er is opgeschreven: het dossiernummer ontbreekt")
	}
}

func sleutelsWisselen(t *testing.T, p *proef) {
	voor, err := p.Kenmerken(gemeente, []byte("999900018"))
	gelukt(t, err)
	if elders, err := p.Kenmerken(andere, []byte("999900018")); err != nil || len(voor) != 1 || elders[0] == voor[0] {
		t.Errorf("kenmerken: %v, bij een andere gemeente %v (%v)", voor, elders, err)
	}
	defer func() { // een regel die onder een vorige sleutel is gelezen is nog te herkennen
		na, err := p.Kenmerken(gemeente, []byte("999900018"))
		if err != nil || len(na) < 2 || na[0] == voor[0] || !slices.Contains(na, voor[0]) {
			t.Errorf("kenmerken na een nieuwe sleutel: %v, eerst %v (%v)", na, voor, err)
		}
	}()
	nummer := p.open(t, amina)
	gelukt(t, p.Wissel(gemeente))
	p.lees(t, nummer) // still opens with the old key
	if n, err := p.ZoekBSN(ctx, gemeente, amina.bsn); err != nil || !slices.Equal(n, []string{nummer}) {
		t.Errorf("na de wissel niet te vinden op BSN: %v %v", n, err)
	}
	n, err := p.VernieuwSleutels(ctx, gemeente)
	gelukt(t, err)
	nogEens, err := p.VernieuwSleutels(ctx, gemeente)
	gelukt(t, err)
	z, err := p.Zegel(ctx, gemeente, nummer)
	gelukt(t, err)
	if n != 1 || nogEens != 0 || z.SleutelID != "s2" {
		t.Errorf("vernieuwd %d en daarna %d, sleutel %q; verwacht 1, 0 en s2", n, nogEens, z.SleutelID)
	}
	p.lees(t, nummer)
}

// herstart closes the engine and opens it again: everything is still there.
func herstart(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	p.voegToe(t, nummer, 1, notitie("een"))
	gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m1", Inhoud: []byte("x")}))
	voor, voorTaken, err := p.LeesLijst(ctx, gemeente, nummer)
	gelukt(t, err)
	gelukt(t, p.Sluit())
	p.Kelder = p.Heropen(t)
	if l := p.lees(t, nummer); l.Versie != 2 {
		t.Errorf("na herstart versie %d", l.Versie)
	}
	na, naTaken, err := p.LeesLijst(ctx, gemeente, nummer)
	gelukt(t, err)
	if na != voor || !slices.Equal(naTaken, voorTaken) {
		t.Errorf("na herstart %+v, daarvoor %+v", na, voor)
	}
	if g, err := p.Gemeenten(ctx); err != nil || !slices.Contains(g, gemeente) {
		t.Errorf("gemeenten na herstart: %v %v", g, err)
	}
	if volgende, err := p.NieuwNummer(ctx, gemeente, 2026); err != nil || volgende == nummer {
		t.Errorf("nummer na herstart: %v %v", volgende, err)
	}
	p.ketenHeel(t)
}

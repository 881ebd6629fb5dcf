package storetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

func archieven(t *testing.T, nieuw func(*testing.T) *proef) {
	for _, v := range []struct {
		zin string
		f   func(*testing.T, *proef)
	}{
		{"een reservekopie gaat heen en komt gelijk terug", archiefHeenEnTerug},
		{"een reservekopie is van één moment terwijl anderen doorwerken", archiefOnderLast},
		{"van een afgebroken of veranderde kopie gaat niets terug", archiefBeschadigd},
		{"een kopie gaat alleen terug op een lege plaats", archiefNietLeeg},
		{"wat na de kopie is vernietigd, komt vernietigd terug", archiefVernietigd},
		{"lange sets reizen mee, komen weer bij wat later is vernietigd en blijven weg als zij weg waren", archiefLangeSet},
		{"een deel dat na de kopie is vernietigd, komt vernietigd terug", archiefGroep},
		{"berichten en auditregels die na de kopie zijn vernietigd komen niet terug", archiefAfloop},
		{"wat al niet heel was, komt zo terug en wordt genoemd", archiefGebroken},
		{"wie halverwege stopt, laat niets half achter", archiefGestopt},
		{"in een reservekopie staat geen sleutel en niets persoonlijks leesbaar", archiefGeheim},
		{"vergelijken vindt een afgekapte keten", archiefVergelijken},
	} {
		t.Run(v.zin, func(t *testing.T) { v.f(t, nieuw(t)) })
	}
}

// vulArchief keeps one of everything in two municipalities and gives two numbers of
// the first: one with messages and letters, one that was destroyed.
func (p *proef) vulArchief(t *testing.T) (nummer, weg string) {
	t.Helper()
	nummer, weg = p.open(t, amina), p.open(t, bilal)
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: 1, Gebeurtenissen: []dossier.Gebeurtenis{notitie("bellen"), notitie("schrijven")},
		Uitgaand: []store.Uitgaand{brief("b1"), brief("b2")},
		Bericht:  &store.Bericht{ID: "m1", Bron: "duo", Code: "SS139", Moment: moment, Inhoud: []byte("bericht")}}))
	gelukt(t, p.BewaarBericht(ctx, gemeente, store.Bericht{ID: "m2", Moment: moment + 1, Inhoud: []byte("los")}))
	gelukt(t, p.BewaarConcept(ctx, gemeente, store.Concept{ConceptSleutel: store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "pip"}, Versie: 3, Inhoud: []byte("half")}))
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "verwerker", Sleutel: "v1", Moment: moment, Inhoud: []byte("Taal in Zicht")}))
	gelukt(t, p.Vernietig(ctx, gemeente, weg, store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1"}))
	Vul(t, p, andere, 3, 4)
	return nummer, weg
}

func bewaar(t *testing.T, p *proef) ([]byte, []store.Archieftelling) {
	t.Helper()
	var b bytes.Buffer
	tellingen, err := p.Kelder.(store.Archief).Bewaar(ctx, &b, moment, func(int) {})
	gelukt(t, err)
	return b.Bytes(), tellingen
}

func opdracht(t *testing.T) store.Herstelopdracht {
	return store.Herstelopdracht{
		Afleiden:  func(begrip.Gemeente) (store.Afleiding, error) { return archiefAfleiding, nil },
		Bevinding: func(_ begrip.Gemeente, b store.Bevinding) error { t.Errorf("onverwacht: %+v", b); return nil },
		Meld:      func(int) {},
	}
}

// archiefAfleiding is afleiden for the people of Vul too, who have no BSN.
func archiefAfleiding(l store.Logboek) (store.Lijstvervanging, error) {
	if l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend).BSN != "" {
		return afleiden(l)
	}
	return store.Lijstvervanging{Lijst: store.Lijstregel{Naam: begrip.Naam{Geslachtsnaam: "zonder"}}}, nil
}

func zet(t *testing.T, p *proef, kopie []byte, o store.Herstelopdracht) []store.Archieftelling {
	t.Helper()
	uit, err := p.Kelder.(store.Archief).Herstel(ctx, bytes.NewReader(kopie), o)
	gelukt(t, err)
	return uit
}

func (p *proef) leeg(t *testing.T) *proef {
	t.Helper()
	k := p.Leeg(t)
	t.Cleanup(func() { gelukt(t, k.Sluit()) })
	return &proef{Opstelling{Kelder: k}}
}

// MoetGelijk fails when two stores do not hold the same chains.
func MoetGelijk(t *testing.T, a, b store.Kelder, g begrip.Gemeente) {
	t.Helper()
	hoofden := func(k store.Kelder) (uit []store.Hoofd) {
		gelukt(t, k.Hoofden(ctx, g, func(h store.Hoofd) error { uit = append(uit, h); return nil }))
		return uit
	}
	van, naar := hoofden(a), hoofden(b)
	if len(van) == 0 || !slices.Equal(van, naar) {
		t.Fatalf("de ketens verschillen: %d en %d", len(van), len(naar))
	}
	for _, h := range van {
		x, errX := a.Lees(ctx, g, h.Nummer)
		y, errY := b.Lees(ctx, g, h.Nummer)
		if errors.Is(errX, store.ErrVernietigd) != errors.Is(errY, store.ErrVernietigd) || errX == nil && !reflect.DeepEqual(x, y) {
			t.Errorf("dossier %s verschilt: %v %v", h.Nummer, errX, errY)
		}
	}
}

func archiefHeenEnTerug(t *testing.T, p *proef) {
	nummer, weg := p.vulArchief(t)
	kopie, bewaard := bewaar(t, p)
	leeg := p.leeg(t)
	terug := zet(t, leeg, kopie, opdracht(t))
	if !slices.Equal(bewaard, terug) || len(terug) != 2 || terug[0].Dossiers != 2 || terug[0].Vernietigd != 1 || terug[0].Feiten != 5 || terug[0].Berichten != 2 {
		t.Errorf("bewaard %+v, terug %+v", bewaard, terug)
	}
	MoetGelijk(t, p, leeg, gemeente)
	MoetGelijk(t, p, leeg, andere)
	for id, inhoud := range map[string]string{"m1": "bericht", "m2": "los"} {
		if b, err := leeg.ZoekBericht(ctx, gemeente, id); err != nil || string(b.Inhoud) != inhoud {
			t.Errorf("bericht %s: %q %v", id, b.Inhoud, err)
		}
	}
	if u, err := leeg.Neem(ctx, gemeente, "brief", moment, moment+60, 10); err != nil || len(u) != 2 || string(u[1].Inhoud) != "stuk van b2" {
		t.Errorf("uitgaand werk: %+v %v", u, err)
	}
	if c, err := leeg.LeesConcept(ctx, gemeente, store.ConceptSleutel{Gebruiker: "k1", Nummer: nummer, Handeling: "pip"}); err != nil || string(c.Inhoud) != "half" {
		t.Errorf("concept: %+v %v", c, err)
	}
	if r, err := leeg.LeesStuk(ctx, gemeente, "verwerker", "v1"); err != nil || string(r.Inhoud) != "Taal in Zicht" || r.Versie != 1 {
		t.Errorf("register: %+v %v", r, err)
	}
	if n, err := leeg.ZoekBSN(ctx, gemeente, amina.bsn); err != nil || !slices.Equal(n, []string{nummer}) {
		t.Errorf("zoeken op BSN: %v %v", n, err)
	}
	if l, err := leeg.Zoek(ctx, store.Zoekvraag{Zicht: alles, Tekst: "ami"}); err != nil || len(l) != 1 || l[0].Versie != 3 {
		t.Errorf("zoeken op naam: %+v %v", l, err)
	}
	if z, err := leeg.Zegel(ctx, gemeente, weg); err != nil || z.Vernietigd == nil || z.SleutelID != "" {
		t.Errorf("het vernietigde dossier: %+v %v", z, err)
	}
	if n, err := leeg.NieuwNummer(ctx, gemeente, 2026); err != nil || n == nummer || n == weg {
		t.Errorf("het volgende nummer is %s: %v", n, err)
	}
	if _, err := store.Controleer(ctx, leeg, gemeente, archiefAfleiding, func(b store.Bevinding) error { t.Errorf("na terugzetten: %+v", b); return nil }); err != nil {
		t.Error(err)
	}
}

func archiefOnderLast(t *testing.T, p *proef) {
	nummers := Vul(t, p, gemeente, 450, 1)
	stop := make(chan struct{})
	var groep sync.WaitGroup
	for s := range 3 {
		groep.Go(func() {
			for i := s; ; i += 3 {
				select {
				case <-stop:
					return
				default:
				}
				nummer := nummers[(i*149)%len(nummers)]
				l, err := p.Lees(ctx, gemeente, nummer)
				if err == nil {
					err = p.Toevoegen(ctx, Notitie(gemeente, nummer, l.Versie, "intussen"))
				}
				if err != nil && !errors.Is(err, store.ErrConflict) {
					t.Error(err)
				}
			}
		})
	}
	kopie, bewaard := bewaar(t, p)
	close(stop)
	groep.Wait()
	leeg := p.leeg(t)
	if terug := zet(t, leeg, kopie, opdracht(t)); !slices.Equal(bewaard, terug) {
		t.Errorf("bewaard %+v, terug %+v", bewaard, terug)
	}
	leeg.ketenHeel(t)
}

func archiefBeschadigd(t *testing.T, p *proef) {
	p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	leeg := p.leeg(t)
	gevallen := map[string][]byte{"leeg": nil, "iets anders": []byte("PK\x03\x04 dit is iets anders"), "met staart": append(slices.Clone(kopie), 0)}
	for i := range 20 {
		gevallen[fmt.Sprintf("afgebroken op %d", i)] = kopie[:len(kopie)*i/20]
		plaats := len(kopie) * (2*i + 1) / 40
		anders := slices.Clone(kopie)
		anders[plaats] ^= 0x20
		gevallen[fmt.Sprintf("veranderd op %d", plaats)] = anders
	}
	nagemaakt := slices.Clone(kopie) // changed, with a checksum that is right again: only the seal shows it
	nagemaakt[len(kopie)/2] ^= 0x20
	som := sha256.Sum256(nagemaakt[:len(kopie)-sha256.Size-4])
	copy(nagemaakt[len(kopie)-sha256.Size:], som[:])
	gevallen["nagemaakt"] = nagemaakt
	for naam, inhoud := range gevallen {
		_, err := leeg.Kelder.(store.Archief).Herstel(ctx, bytes.NewReader(inhoud), opdracht(t))
		var fout *store.Archieffout
		if !errors.As(err, &fout) {
			t.Errorf("%s gaf %v", naam, err)
		}
	}
	if g, err := leeg.Gemeenten(ctx); err != nil || len(g) != 0 {
		t.Errorf("er staat iets: %v %v", g, err)
	}
	zet(t, leeg, kopie, opdracht(t))
}

func archiefNietLeeg(t *testing.T, p *proef) {
	p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	_, err := p.Kelder.(store.Archief).Herstel(ctx, bytes.NewReader(kopie), opdracht(t))
	var s *store.Storing
	if !errors.As(err, &s) || s.Soort != store.NietLeeg {
		t.Errorf("terugzetten over gegevens heen gaf %v", err)
	}
}

func archiefVernietigd(t *testing.T, p *proef) {
	nummer, _ := p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, store.Vernietiging{Verwacht: 3, Dag: dag.Plus(1), Moment: moment + 9, Grond: "Bi2021 art. 9.9 lid 2"}))
	o := opdracht(t)
	var err error
	o.Vernietigd, err = p.Kelder.(store.Archief).VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	leeg := p.leeg(t)
	terug := zet(t, leeg, kopie, o)
	if len(o.Vernietigd) != 2 || terug[0].Vernietigd != 2 || terug[0].Uitgaand != 0 || terug[0].Concepten != 0 {
		t.Errorf("lijst %+v, terug %+v", o.Vernietigd, terug)
	}
	MoetGelijk(t, p, leeg, gemeente)
	if b, err := leeg.ZoekBericht(ctx, gemeente, "m1"); err != nil || len(b.Inhoud) != 0 {
		t.Errorf("het bericht van het vernietigde dossier: %q %v", b.Inhoud, err)
	}
	if n, err := leeg.ZoekBSN(ctx, gemeente, amina.bsn); err != nil || len(n) != 0 {
		t.Errorf("het vernietigde dossier is te vinden: %v %v", n, err)
	}
	leeg.ketenHeel(t)
}

func archiefGebroken(t *testing.T, p *proef) {
	nummer, _ := p.vulArchief(t)
	p.Knoei(t, gemeente, nummer, 2, Wijzig)
	kopie, _ := bewaar(t, p)
	o := opdracht(t)
	var gezien []string
	o.Bevinding = func(g begrip.Gemeente, b store.Bevinding) error {
		gezien = append(gezien, fmt.Sprintf("%s %s %d", g, b.Nummer, b.Feit))
		return nil
	}
	leeg := p.leeg(t)
	zet(t, leeg, kopie, o)
	if !slices.Equal(gezien, []string{"9001 " + nummer + " 2"}) {
		t.Errorf("genoemd: %v", gezien)
	}
	var breuk *store.Ketenbreuk
	if _, err := leeg.Lees(ctx, gemeente, nummer); !errors.As(err, &breuk) {
		t.Errorf("het gebroken dossier lezen gaf %v", err)
	}
}

func archiefGestopt(t *testing.T, p *proef) {
	Vul(t, p, gemeente, 1200, 2)
	Vul(t, p, andere, 1, 1)
	kopie, _ := bewaar(t, p)
	leeg := p.leeg(t)
	weg, stop := context.WithCancel(ctx)
	o := opdracht(t)
	o.Meld = func(int) { stop() }
	if _, err := leeg.Kelder.(store.Archief).Herstel(weg, bytes.NewReader(kopie), o); !errors.Is(err, context.Canceled) {
		t.Fatalf("stoppen gaf %v", err)
	}
	if g, err := leeg.Gemeenten(ctx); err != nil || len(g) != 0 {
		t.Errorf("er staat iets: %v %v", g, err)
	}
	zet(t, leeg, kopie, opdracht(t))
	MoetGelijk(t, p, leeg, gemeente)
	if _, err := p.Kelder.(store.Archief).Bewaar(weg, io.Discard, moment, func(int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("een gestopte reservekopie gaf %v", err)
	}
}

func archiefGeheim(t *testing.T, p *proef) {
	p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	for _, g := range []begrip.Gemeente{gemeente, andere} {
		sleutels, err := p.Sleutels.Sleutels(g)
		gelukt(t, err)
		for _, s := range sleutels {
			if bytes.Contains(kopie, s.Waarde) || bytes.Contains(kopie, []byte(base64.StdEncoding.EncodeToString(s.Waarde))) {
				t.Errorf("de sleutel van gemeente %s staat in de reservekopie", g)
			}
		}
	}
	for _, woord := range []string{"Amina", "Voorbeeld", amina.bsn.Cijfers(), "Voorstraat", "bellen", "stuk van"} {
		if bytes.Contains(kopie, []byte(woord)) {
			t.Errorf("%q staat leesbaar in de reservekopie", woord)
		}
	}
}

func archiefVergelijken(t *testing.T, p *proef) {
	nummer, _ := p.vulArchief(t)
	kopie, _ := bewaar(t, p)
	vergelijk := func() (uit []string) {
		_, err := p.Kelder.(store.Archief).VergelijkArchief(ctx, bytes.NewReader(kopie), func(_ begrip.Gemeente, b store.Bevinding) error {
			uit = append(uit, b.Nummer+" "+b.Zin)
			return nil
		})
		gelukt(t, err)
		return uit
	}
	p.voegToe(t, nummer, 3, notitie("later"))
	if uit := vergelijk(); len(uit) != 0 {
		t.Errorf("verschillen na alleen toevoegen: %v", uit)
	}
	p.Knoei(t, gemeente, nummer, 4, KapAf)
	p.Knoei(t, gemeente, nummer, 3, KapAf)
	if uit := vergelijk(); !slices.Equal(uit, []string{nummer + " het einde van de keten is weg"}) {
		t.Errorf("na afkappen: %v", uit)
	}
}

package storetest

import (
	"bytes"
	"errors"
	"slices"
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

const grondLang = "Bi2021 art. 9.9 lid 2"

func lang(nummer string, m mens, tot begrip.Datum) *store.LangeSet {
	return &store.LangeSet{Nummer: nummer, Tot: tot, Moment: moment, Grond: grondLang, BSN: m.bsn, Inhoud: []byte(`{"naam":"` + m.naam.Voornamen + `"}`)}
}

// weg destroys a dossier of one fact, with a long set.
func (p *proef) weg(t *testing.T, nummer string, l *store.LangeSet) {
	t.Helper()
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1", Lang: l,
		Audit: &store.Auditregel{Gebruiker: "systeem", Moment: moment, Handeling: "dossier-vernietigd", Nummer: nummer}}))
}

// aanhouden: what is kept about a dossier stands or falls with it, also when someone holds
// the dossier back at the very moment that it is destroyed.
func aanhouden(t *testing.T, p *proef) {
	soort := store.DossierSoort + "proef"
	stuk := func(nummer string) store.Stuk { return store.Stuk{Soort: soort, Sleutel: nummer, Inhoud: []byte("x")} }
	v := store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1", Tenzij: soort}
	if err := p.BewaarStuk(ctx, gemeente, stuk("2026-9999")); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een stuk over een dossier dat er niet is gaf %v", err)
	}
	nummer := p.open(t, amina)
	gelukt(t, p.BewaarStuk(ctx, gemeente, stuk(nummer)))
	if err := p.Vernietig(ctx, gemeente, nummer, v); !errors.Is(err, store.ErrAangehouden) {
		t.Errorf("vernietigen van wat wordt aangehouden gaf %v", err)
	}
	if l := p.lees(t, nummer); l.Versie != 1 {
		t.Errorf("het aangehouden dossier is nu %+v", l)
	}
	gelukt(t, p.Toevoegen(ctx, opening(nummer+"0", bilal)))
	gelukt(t, p.BewaarStuk(ctx, gemeente, stuk(nummer+"0")))
	gelukt(t, p.WisStuk(ctx, gemeente, soort, nummer, 1, nil))
	gelukt(t, p.Vernietig(ctx, gemeente, nummer, v))
	if _, err := p.LeesStuk(ctx, gemeente, soort, nummer+"0"); err != nil {
		t.Errorf("het stuk van een dossier met een langer nummer: %v", err)
	}
	if err := p.BewaarStuk(ctx, gemeente, stuk(nummer)); !errors.Is(err, store.ErrVernietigd) {
		t.Errorf("een stuk over een vernietigd dossier gaf %v", err)
	}
	for range 20 {
		nummer := p.open(t, cem)
		var vast, weg error
		var samen sync.WaitGroup
		samen.Go(func() { vast = p.BewaarStuk(ctx, gemeente, stuk(nummer)) })
		samen.Go(func() { weg = p.Vernietig(ctx, gemeente, nummer, v) })
		samen.Wait()
		isVast := vast == nil && errors.Is(weg, store.ErrAangehouden)
		isWeg := weg == nil && errors.Is(vast, store.ErrVernietigd)
		if _, err := p.LeesStuk(ctx, gemeente, soort, nummer); isVast == isWeg || isVast != (err == nil) {
			t.Fatalf("tegelijk aanhouden en vernietigen gaf %v en %v; het stuk: %v", vast, weg, err)
		}
	}
}

func langeSet(t *testing.T, p *proef) {
	nummer := p.open(t, amina)
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: store.DossierSoort + "proef", Sleutel: nummer, Inhoud: []byte("x")}))
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: store.DossierSoort + "proef", Sleutel: nummer + "/1", Inhoud: []byte("x")}))
	gelukt(t, p.BewaarStuk(ctx, gemeente, store.Stuk{Soort: "proef", Sleutel: nummer, Inhoud: []byte("x")}))
	p.weg(t, nummer, lang(nummer, amina, dag.Plus(30)))
	if s, err := p.Stukken(ctx, gemeente, store.DossierSoort+"proef", "", 0); err != nil || len(s) != 0 {
		t.Errorf("stukken van het dossier: %+v %v", s, err)
	}
	_, err := p.LeesStuk(ctx, gemeente, "proef", nummer)
	gelukt(t, err)
	moetEr := func(wat string) {
		t.Helper()
		ls, err := p.ZoekLangeSet(ctx, gemeente, amina.bsn)
		if err != nil || len(ls) != 1 || ls[0].Nummer != nummer || ls[0].BSN != amina.bsn || string(ls[0].Inhoud) != `{"naam":"Amina"}` || ls[0].Tot != dag.Plus(30) {
			t.Errorf("%s: %+v %v", wat, ls, err)
		}
	}
	moetEr("na vernietigen")
	if ls, err := p.ZoekLangeSet(ctx, andere, amina.bsn); err != nil || len(ls) != 0 {
		t.Errorf("een andere gemeente vindt %+v %v", ls, err)
	}
	if ls, err := p.ZoekLangeSet(ctx, gemeente, bilal.bsn); err != nil || len(ls) != 0 {
		t.Errorf("een ander vindt %+v %v", ls, err)
	}
	gelukt(t, p.Wissel(gemeente))
	moetEr("na een nieuwe sleutel")
	if n, err := p.VernieuwSleutels(ctx, gemeente); err != nil || n != 1 {
		t.Errorf("vernieuwd: %d %v", n, err)
	}
	moetEr("na vernieuwen")
	if p.Ruw != nil && (bytes.Contains(p.Ruw(t), []byte("Amina")) || bytes.Contains(p.Ruw(t), []byte(amina.bsn.Cijfers()))) {
		t.Error("de lange set is leesbaar in de opslag")
	}
	for voor, wil := range map[begrip.Datum]int{dag.Plus(30): 0, dag.Plus(31): 1} {
		ls, _, err := p.LangeSets(ctx, store.BewaarFilter{Zicht: alles, Voor: voor})
		if err != nil || len(ls) != wil || wil == 1 && (ls[0].Nummer != nummer || ls[0].Inhoud != nil || !ls[0].BSN.IsLeeg()) {
			t.Errorf("voor %s: %+v %v", voor, ls, err)
		}
	}
	v := store.Vernietiging{Dag: dag.Plus(31), Moment: moment + 5, Grond: grondLang, Audit: &store.Auditregel{Gebruiker: "systeem", Moment: moment, Handeling: "lange-set-vernietigd", Nummer: nummer}}
	gelukt(t, p.VernietigLangeSet(ctx, gemeente, nummer, v))
	if err := p.VernietigLangeSet(ctx, gemeente, nummer, v); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("nog eens vernietigen gaf %v", err)
	}
	if _, err := p.LeesLangeSet(ctx, gemeente, nummer); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("lezen na vernietigen gaf %v", err)
	}
	if ls, err := p.ZoekLangeSet(ctx, gemeente, amina.bsn); err != nil || len(ls) != 0 {
		t.Errorf("nog te vinden: %+v %v", ls, err)
	}
	vs, err := p.VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	if len(vs) != 2 || vs[0].Nummer != nummer || vs[1].Nummer != store.LangVoor+nummer || vs[1].Dag != dag.Plus(31) || vs[1].Grond != grondLang {
		t.Errorf("lijst van wat vernietigd is: %+v", vs)
	}
	p.ketenHeel(t)
	if n, err := p.ControleerAudit(ctx, gemeente, func(b store.Bevinding) error { t.Errorf("audit: %+v", b); return nil }); err != nil || n != 2 {
		t.Errorf("%d auditregels, %v", n, err)
	}
}

func teVernietigen(t *testing.T, p *proef) {
	metDag := func(m mens, tot begrip.Datum, km, houdt string) string {
		return p.open(t, m, func(o *store.Toevoeging) {
			o.Lijst.BewaarTot, o.Lijst.BewaarHoudt, o.Lijst.Klantmanager = tot, houdt, km
		})
	}
	a := metDag(amina, dag.Plus(-10), "k1", "")
	b := metDag(bilal, dag.Plus(-20), "k2", "boete-open")
	c := metDag(cem, dag, "k1", "")
	metDag(cem, 0, "k1", "")
	lijst := func(f store.BewaarFilter) (uit []string, volgende string) {
		blad, err := p.TeVernietigen(ctx, f)
		gelukt(t, err)
		for _, r := range blad.Regels {
			uit = append(uit, r.Nummer)
		}
		return uit, blad.Volgende
	}
	if got, _ := lijst(store.BewaarFilter{Zicht: alles, Voor: dag}); !slices.Equal(got, []string{b, a}) {
		t.Errorf("voor de dag zelf: %v", got)
	}
	if got, _ := lijst(store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1)}); !slices.Equal(got, []string{b, a, c}) {
		t.Errorf("een dag later: %v", got)
	}
	if got, _ := lijst(store.BewaarFilter{Zicht: store.Zicht{Gemeente: gemeente, Klantmanager: "k2"}, Voor: dag}); !slices.Equal(got, []string{b}) {
		t.Errorf("van k2: %v", got)
	}
	if got, _ := lijst(store.BewaarFilter{Zicht: store.Zicht{Gemeente: andere, Alles: true}, Voor: dag}); len(got) != 0 {
		t.Errorf("een andere gemeente: %v", got)
	}
	eerst, volgende := lijst(store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1), Hooguit: 2})
	daarna, einde := lijst(store.BewaarFilter{Zicht: alles, Voor: dag.Plus(1), Hooguit: 2, Na: volgende})
	if !slices.Equal(append(eerst, daarna...), []string{b, a, c}) || volgende == "" || einde != "" {
		t.Errorf("bladeren: %v %v", eerst, daarna)
	}
	if _, err := p.TeVernietigen(ctx, store.BewaarFilter{Zicht: alles, Voor: dag, Na: "onzin"}); !errors.Is(err, store.ErrCursor) {
		t.Errorf("een plaats die er niet is gaf %v", err)
	}
	if _, err := p.TeVernietigen(ctx, store.BewaarFilter{Voor: dag}); !errors.Is(err, store.ErrGeenZicht) {
		t.Errorf("zonder zicht: %v", err)
	}
	if l, _, err := p.LeesLijst(ctx, gemeente, b); err != nil || l.BewaarTot != dag.Plus(-20) || l.BewaarHoudt != "boete-open" {
		t.Errorf("de rij: %+v %v", l, err)
	}
}

func archiefLangeSet(t *testing.T, p *proef) {
	blijft, later, ook := p.open(t, amina), p.open(t, bilal), p.open(t, cem)
	p.weg(t, blijft, lang(blijft, amina, dag.Plus(30)))
	kopie, _ := bewaar(t, p)
	p.weg(t, later, lang(later, bilal, dag.Plus(40)))
	p.weg(t, ook, lang(ook, cem, dag.Plus(40)))
	gelukt(t, p.VernietigLangeSet(ctx, gemeente, ook, store.Vernietiging{Dag: dag, Moment: moment, Grond: grondLang}))
	o := opdracht(t)
	var err error
	o.Vernietigd, err = p.VernietigdeDossiers(ctx, gemeente)
	gelukt(t, err)
	o.LangeSet = func(_ begrip.Gemeente, l store.Logboek, v store.Vernietiging) (*store.LangeSet, error) {
		f := l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend)
		return lang(l.Nummer, mens{begrip.Naam{Voornamen: f.Voornamen}, bilal.bsn}, v.Dag.Plus(40)), nil
	}
	leeg := p.leeg(t)
	zet(t, leeg, kopie, o)
	MoetGelijk(t, p, leeg, gemeente)
	for _, m := range []mens{amina, bilal} {
		van, err1 := p.ZoekLangeSet(ctx, gemeente, m.bsn)
		naar, err2 := leeg.ZoekLangeSet(ctx, gemeente, m.bsn)
		gelukt(t, errors.Join(err1, err2))
		if len(van) != 1 || len(naar) != 1 || van[0].Nummer != naar[0].Nummer || van[0].Tot != naar[0].Tot || string(van[0].Inhoud) != string(naar[0].Inhoud) {
			t.Errorf("%s: %+v en %+v", m.naam.Voornamen, van, naar)
		}
	}
	if _, err := leeg.LeesLangeSet(ctx, gemeente, ook); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een vernietigde lange set kwam terug: %v", err)
	}
	if vs, err := leeg.VernietigdeDossiers(ctx, gemeente); err != nil || !slices.Equal(vs, o.Vernietigd) {
		t.Errorf("de lijst van wat vernietigd is: %+v en %+v, %v", o.Vernietigd, vs, err)
	}
	opnieuw, _ := bewaar(t, leeg) // the copy of the copy has the tombstone too
	nogEens := p.leeg(t)
	zet(t, nogEens, opnieuw, opdracht(t))
	if _, err := nogEens.LeesLangeSet(ctx, gemeente, ook); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een vernietigde lange set kwam terug uit een latere kopie: %v", err)
	}
}

package storetest

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// loop gives what a walk along the extracts gives, by number.
func (p *proef) loop(t *testing.T, na string) map[string]store.Uittreksel {
	t.Helper()
	return loopUittreksels(t, p.Kelder, na)
}

func loopUittreksels(t *testing.T, k store.Kelder, na string) map[string]store.Uittreksel {
	t.Helper()
	var mu sync.Mutex
	uit := map[string]store.Uittreksel{}
	gelukt(t, k.LoopUittreksels(ctx, gemeente, na, func(_ context.Context, blad store.Uittrekselblad) error {
		mu.Lock()
		defer mu.Unlock()
		for _, u := range blad.Dossiers {
			uit[u.Nummer] = u
		}
		return nil
	}))
	return uit
}

// uitUittreksel says whether these facts came from an extract: what a note says stays out.
func uitUittreksel(u store.Uittreksel) bool {
	for _, g := range u.Gebeurtenissen {
		if n, ok := g.Feit.(*dossier.Notitie); ok && n.Tekst != "(niet in het uittreksel)" {
			return false
		}
	}
	return u.Rijen != store.Afdruk{}
}

// metNotitie adds a note together with the rows of the dossier.
func (p *proef) metNotitie(t *testing.T, nummer string, m mens, pas ...func(*store.Toevoeging)) {
	t.Helper()
	l := p.lees(t, nummer)
	o := opening(nummer, m)
	o.Verwacht, o.Eerder, o.Gebeurtenissen = l.Versie, l.Gebeurtenissen, []dossier.Gebeurtenis{notitie("niet in het uittreksel")}
	for _, f := range pas {
		f(&o)
	}
	gelukt(t, p.Toevoegen(ctx, o))
}

func vervanging(nummer string, m mens, u store.Uittreksel) store.Lijstvervanging {
	o := opening(nummer, m)
	return store.Lijstvervanging{Nummer: nummer, Versie: u.Versie, Lijst: *o.Lijst, Taken: o.Taken, Gebeurtenissen: u.Gebeurtenissen, Staat: u.Rijen}
}

func (p *proef) vervang(t *testing.T, vs ...store.Lijstvervanging) store.Vervangen {
	t.Helper()
	uit, err := p.VervangLijst(ctx, gemeente, vs)
	gelukt(t, err)
	return uit
}

func uittreksels(t *testing.T, p *proef) {
	a, b := p.open(t, amina), p.open(t, bilal)
	zonder := p.open(t, cem, func(o *store.Toevoeging) { o.Lijst, o.Taken = nil, nil })
	p.metNotitie(t, a, amina)
	alle := p.loop(t, "")
	if len(alle) != 3 || !uitUittreksel(alle[a]) || !uitUittreksel(alle[b]) || uitUittreksel(alle[zonder]) {
		t.Fatalf("uit een uittreksel: %v, %v en zonder rijen %v, van %d", uitUittreksel(alle[a]), uitUittreksel(alle[b]), uitUittreksel(alle[zonder]), len(alle))
	}
	l := p.lees(t, a)
	l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend).Adres = ""
	l.Gebeurtenissen[1].Feit = &dossier.Notitie{Tekst: "(niet in het uittreksel)"}
	if !reflect.DeepEqual(alle[a].Logboek, l) {
		t.Errorf("uittreksel %+v, logboek %+v", alle[a].Logboek, l)
	}
	if na := p.loop(t, a); len(na) != 2 || na[a].Nummer != "" {
		t.Errorf("na het eerste dossier komen er %d", len(na))
	}
	if u := p.vervang(t, vervanging(a, amina, alle[a]), vervanging(b, bilal, alle[b])); u.Gewijzigd != 0 || len(u.Overgeslagen) != 0 {
		t.Errorf("dezelfde rijen: %+v", u)
	}
	anders := vervanging(a, amina, alle[a])
	anders.Lijst.Fase = "plan"
	if u := p.vervang(t, anders, vervanging(b, bilal, alle[b])); u.Gewijzigd != 1 {
		t.Errorf("één andere rij: %+v", u)
	}
	nieuw := p.loop(t, "")
	if !uitUittreksel(nieuw[a]) || nieuw[a].Rijen == alle[a].Rijen || nieuw[b].Rijen != alle[b].Rijen {
		t.Error("de afdruk ging niet met de rijen mee")
	}
	if u := p.vervang(t, vervanging(a, amina, nieuw[a])); u.Gewijzigd != 1 {
		t.Errorf("terug naar de eerste rij: %+v", u)
	}
	oud := vervanging(b, bilal, nieuw[b])
	oud.Lijst.Fase, oud.Gebeurtenissen, oud.Staat = "plan", nil, store.Afdruk{}
	p.vervang(t, oud)
	if na := p.loop(t, ""); uitUittreksel(na[b]) || len(na[b].Gebeurtenissen) != 1 {
		t.Error("wie rijen zet zonder feiten liet het oude uittreksel staan")
	}
	if u := p.vervang(t, vervanging(b, bilal, p.loop(t, "")[b])); u.Gewijzigd != 1 || !uitUittreksel(p.loop(t, "")[b]) {
		t.Errorf("het uittreksel kwam niet terug: %+v", u)
	}
	uittrekselOud(t, p, a, b)
}

// uittrekselOud looks at what makes an extract too old, and at what does not.
func uittrekselOud(t *testing.T, p *proef, a, b string) {
	voor := p.loop(t, "")
	p.voegToe(t, a, 2, notitie("zonder rijen"))
	if na := p.loop(t, ""); uitUittreksel(na[a]) || na[a].Versie != 3 || len(na[a].Gebeurtenissen) != 3 {
		t.Errorf("na een feit zonder rijen: %+v", na[a])
	}
	anders := vervanging(a, amina, voor[a])
	anders.Lijst.Fase = "plan"
	if u := p.vervang(t, anders); !slices.Equal(u.Overgeslagen, []string{a}) {
		t.Errorf("van een oude versie vervangen: %+v", u)
	}
	p.metNotitie(t, a, amina)
	if !uitUittreksel(p.loop(t, "")[a]) {
		t.Error("na een feit met rijen is er geen uittreksel")
	}
	gelukt(t, p.Wissel(gemeente))
	_, err := p.VernieuwSleutels(ctx, gemeente)
	gelukt(t, err)
	gewisseld := p.loop(t, "")
	if !uitUittreksel(gewisseld[a]) {
		t.Error("na het wisselen van sleutels is het uittreksel niet te lezen")
	}
	// The blind index is made with the present key, so the rows do change.
	if u := p.vervang(t, vervanging(a, amina, gewisseld[a]), vervanging(b, bilal, gewisseld[b])); u.Gewijzigd != 2 && p.Ruw != nil {
		t.Errorf("na het wisselen van sleutels veranderde de zoekingang van %d dossiers", u.Gewijzigd)
	}
	p.Knoei(t, gemeente, a, 4, KapAf)
	if na := p.loop(t, ""); uitUittreksel(na[a]) || na[a].Versie == 4 {
		t.Errorf("na het afkappen van de keten telt het uittreksel nog: %+v", na[a])
	}
	gelukt(t, p.Vernietig(ctx, gemeente, b, store.Vernietiging{Verwacht: 1, Dag: dag, Moment: moment, Grond: "Bi2021 art. 9.9 lid 1"}))
	if na := p.loop(t, ""); na[b].Nummer != "" {
		t.Errorf("een vernietigd dossier komt nog langs: %+v", na[b])
	}
}

// UittrekselsNalopen spoils extracts behind the back of the program, and demands that none
// of them is ever believed, that checking names them, and that making them again helps.
func UittrekselsNalopen(t *testing.T, k store.Kelder, db *sql.DB) {
	t.Helper()
	nummers := Vul(t, k, gemeente, 6, 2)
	p := &proef{Opstelling{Kelder: k}}
	doe := func(opdracht string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(ctx, opdracht, args...); err != nil {
			t.Fatalf("%s: %v", opdracht, err)
		}
	}
	rij := func(nummer string) (versie int, rijen, inhoud []byte) {
		t.Helper()
		gelukt(t, db.QueryRowContext(ctx, "SELECT versie, rijen, inhoud FROM uittreksel WHERE nummer = $1", nummer).Scan(&versie, &rijen, &inhoud))
		return versie, rijen, inhoud
	}
	const zet = "UPDATE uittreksel SET versie = $1, rijen = $2, inhoud = $3 WHERE nummer = $4"
	for n, u := range p.loop(t, "") {
		if u.Rijen == (store.Afdruk{}) || u.Fout != nil {
			t.Fatalf("dossier %s begint zonder uittreksel (%v)", n, u.Fout)
		}
	}
	versie, rijen, inhoud := rij(nummers[0])
	_, rijen1, inhoud1 := rij(nummers[1])
	doe(zet, versie, rijen1, inhoud1, nummers[0]) // of another dossier
	doe("UPDATE uittreksel SET rijen = $1 WHERE nummer = $2", rijen, nummers[1])
	_, rijen2, inhoud2 := rij(nummers[2])
	om := slices.Clone(inhoud2)
	om[len(om)/2] ^= 1
	doe(zet, versie, rijen2, om, nummers[2])
	doe("UPDATE uittreksel SET inhoud = $1 WHERE nummer = $2", []byte{}, nummers[3])
	oudeVersie, oudeRijen, oudeInhoud := rij(nummers[4])
	l := p.lees(t, nummers[4])
	regel, taken, err := k.LeesLijst(ctx, gemeente, nummers[4])
	gelukt(t, err)
	gelukt(t, k.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummers[4], Verwacht: l.Versie, Gebeurtenissen: []dossier.Gebeurtenis{notitie("nieuwer")}, Lijst: &regel, Taken: taken, Eerder: l.Gebeurtenissen}))
	doe(zet, oudeVersie+1, oudeRijen, oudeInhoud, nummers[4]) // an old one that claims to be new
	doe("DELETE FROM uittreksel WHERE nummer = $1", nummers[5])
	doe("INSERT INTO uittreksel (gemeente, nummer, versie, rijen, inhoud) VALUES ($1, '1999-0001', 1, $2, $3)", string(gemeente), rijen, inhoud)

	alle := p.loop(t, "")
	for _, n := range nummers {
		if u := alle[n]; u.Rijen != (store.Afdruk{}) || u.Fout != nil || !reflect.DeepEqual(u.Logboek, p.lees(t, n)) {
			t.Errorf("dossier %s: een bedorven uittreksel telde (%v)", n, u.Fout)
		}
	}
	if len(alle) != len(nummers) {
		t.Errorf("%d dossiers, verwacht %d", len(alle), len(nummers))
	}
	fouten := func() (uit []string) {
		t.Helper()
		gelukt(t, k.ControleerLijsten(ctx, gemeente, func(b store.Bevinding) error { uit = append(uit, b.Nummer+" "+b.Zin); return nil }))
		return uit
	}
	want := []string{"1999-0001 er is een uittreksel, maar het dossier is er niet"}
	for _, n := range nummers[:5] {
		want = append(want, n+" het uittreksel klopt niet met het logboek")
	}
	if got := fouten(); !slices.Equal(got, want) {
		t.Errorf("nalopen gaf\n%s\nverwacht\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	_, err = store.Herbouw(ctx, k, gemeente, rijenVan(t, k), func(b store.Bevinding) error { return errors.New(b.Zin) })
	gelukt(t, err)
	_, err = k.RuimLijsten(ctx, gemeente)
	gelukt(t, err)
	if got := fouten(); len(got) > 0 {
		t.Errorf("na het herbouwen: %v", got)
	}
	for n, u := range p.loop(t, "") {
		if !uitUittreksel(u) {
			t.Errorf("dossier %s kreeg geen nieuw uittreksel", n)
		}
	}
}

// rijenVan derives nothing: it gives the rows that stand.
func rijenVan(t *testing.T, k store.Kelder) store.Afleiding {
	return func(l store.Logboek) (store.Lijstvervanging, error) {
		regel, taken, err := k.LeesLijst(ctx, gemeente, l.Nummer)
		if f, ok := l.Gebeurtenissen[0].Feit.(*dossier.DossierGeopend); ok && f.BSN != "" {
			b, fout := begrip.LeesBSN(f.BSN)
			gelukt(t, fout)
			regel.BSN = b
		}
		return store.Lijstvervanging{Lijst: regel, Taken: taken}, err
	}
}

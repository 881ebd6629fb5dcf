package storetest

import (
	"errors"
	"testing"

	"traject/store"
)

// sessies checks that a session is found by its key only, in its own municipality,
// until it ends, and that all sessions of one person go at once.
func sessies(t *testing.T, p *proef) {
	bewaar := func(sleutel, wie, inhoud string, tot int64) {
		t.Helper()
		gelukt(t, p.BewaarSessie(ctx, gemeente, store.Sessie{Sleutel: sleutel, Gebruiker: wie, Tot: tot, Inhoud: []byte(inhoud)}))
	}
	lees := func(sleutel string, nu int64) string {
		t.Helper()
		b, err := p.LeesSessie(ctx, gemeente, sleutel, nu)
		if err != nil && !errors.Is(err, store.ErrNietGevonden) {
			t.Fatal(err)
		}
		return string(b)
	}
	bewaar("s1", "", "voor het inloggen", moment+100)
	bewaar("s1", "a.jansen", "ingelogd", moment+200) // the same session goes on
	bewaar("s2", "a.jansen", "thuis", moment+300)
	bewaar("s3", "b.dewit", "ander", moment+300)
	bewaar("s4", "", "deur", moment+50)
	if got := lees("s1", moment+199); got != "ingelogd" {
		t.Errorf("teruggelezen %q", got)
	}
	if got := lees("s1", moment+200); got != "" {
		t.Errorf("een afgelopen sessie gaf %q", got)
	}
	if _, err := p.LeesSessie(ctx, andere, "s1", moment); !errors.Is(err, store.ErrNietGevonden) {
		t.Errorf("een andere gemeente las de sessie: %v", err)
	}
	if err := p.BewaarSessie(ctx, gemeente, store.Sessie{Sleutel: "", Tot: 1}); !errors.Is(err, store.ErrVerkeerdeVorm) {
		t.Errorf("een sessie zonder sleutel: %v", err)
	}
	if n, err := p.RuimSessiesOp(ctx, gemeente, moment+50); err != nil || n != 1 || lees("s4", moment) != "" {
		t.Errorf("opruimen: %d %v", n, err)
	}
	gelukt(t, p.WisSessie(ctx, gemeente, "bestaat-niet"))
	if n, err := p.WisSessiesVan(ctx, andere, "a.jansen"); err != nil || n != 0 {
		t.Errorf("een andere gemeente wiste %d sessies: %v", n, err)
	}
	if n, err := p.WisSessiesVan(ctx, gemeente, "a.jansen"); err != nil || n != 2 || lees("s1", moment)+lees("s2", moment) != "" {
		t.Errorf("overal uitloggen: %d %v", n, err)
	}
	if n, err := p.WisSessiesVan(ctx, gemeente, ""); err != nil || n != 0 {
		t.Errorf("zonder gebruiker gingen er %d weg: %v", n, err)
	}
	if got := lees("s3", moment); got != "ander" {
		t.Errorf("de sessie van een ander: %q", got)
	}
	gelukt(t, p.WisSessie(ctx, gemeente, "s3"))
	if got := lees("s3", moment); got != "" {
		t.Errorf("na uitloggen: %q", got)
	}
}

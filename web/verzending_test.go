package web

import (
	"maps"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"traject/app"
)

// A form that opens a dossier, sent eight times at once by someone who is in a hurry,
// opens one; with another person in it, it opens another.
func TestEenFormulierOpentEenDossier(t *testing.T) {
	b := openBalie(t)
	vorm := b.haal("/dossiers/nieuw").vorm(t)
	vorm.Set("wet", "wi2021")
	vorm.Set("geslachtsnaam", "Haast")
	naar := make([]string, 8)
	var wacht sync.WaitGroup
	for i := range naar {
		wacht.Go(func() {
			a := b.post("/dossiers/nieuw", vorm)
			if a.status != http.StatusSeeOther {
				t.Errorf("%d: %d", i, a.status)
			}
			naar[i] = a.naar
		})
	}
	wacht.Wait()
	for _, n := range naar {
		if n != naar[0] {
			t.Errorf("the same form opened %s and %s", naar[0], n)
		}
	}
	ander := maps.Clone(map[string][]string(vorm))
	url.Values(ander).Set("geslachtsnaam", "Ander")
	if a := b.post("/dossiers/nieuw", ander); a.status != http.StatusSeeOther || a.naar == naar[0] {
		t.Errorf("another person in the same form: %d %s", a.status, a.naar)
	}
	if a := b.post("/dossiers/nieuw", b.nieuweVorm("Haast")); a.status != http.StatusSeeOther || a.naar == naar[0] {
		t.Errorf("a new form for someone of the same name: %d %s", a.status, a.naar)
	}
	l, err := b.huis.Dossiers(t.Context(), anke, app.DossierFilter{Aantal: 50})
	if err != nil || len(l.Rijen) != 3 {
		t.Errorf("%d dossiers: %v", len(l.Rijen), err)
	}
	// A fault keeps the mark, so that the form that comes after it is still the same one.
	leeg := b.haal("/dossiers/nieuw").vorm(t)
	terug := b.post("/dossiers/nieuw", leeg)
	if terug.status != http.StatusUnprocessableEntity || terug.vorm(t).Get(verzendveld) != leeg.Get(verzendveld) || leeg.Get(verzendveld) == "" {
		t.Errorf("the mark after a fault: %d", terug.status)
	}
}

func (b *balie) nieuweVorm(naam string) url.Values {
	b.t.Helper()
	v := b.haal("/dossiers/nieuw").vorm(b.t)
	v.Set("wet", "wi2021")
	v.Set("geslachtsnaam", naam)
	return v
}

package app_test

import (
	"errors"
	"strings"
	"testing"

	"traject/app"
	"traject/store/geheugen"
)

// Wat iemand van de werklijst bewaart is van die mens alleen, en een tweede venster
// overschrijft het eerste niet stil.
func TestVoorkeurIsVanJezelf(t *testing.T) {
	p, ctx := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir()))), t.Context()
	v := app.Voorkeur{Zonder: []string{"route"}, Lijsten: []app.BewaardeLijst{{Naam: "Gezinnen", Vraag: "groep=gezin-en-overig"}}}
	if err := p.BewaarVoorkeur(ctx, jansen, v); err != nil {
		t.Fatal(err)
	}
	terug, err := p.Voorkeur(ctx, jansen)
	if err != nil || terug.Versie == 0 || len(terug.Lijsten) != 1 || terug.Lijsten[0] != v.Lijsten[0] || terug.Zonder[0] != "route" {
		t.Fatalf("%+v %v", terug, err)
	}
	if ander, err := p.Voorkeur(ctx, dewit); err != nil || len(ander.Lijsten) != 0 {
		t.Errorf("een collega ziet %+v %v", ander, err)
	}
	var geweigerd *app.Geweigerd
	if err := p.BewaarVoorkeur(ctx, jansen, v); !errors.As(err, &geweigerd) {
		t.Errorf("een oud venster overschrijft: %v", err)
	}
	for _, wie := range []app.Wie{jurist, beleid, beheer} {
		if _, err := p.Voorkeur(ctx, wie); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("%s leest een voorkeur: %v", wie.Rol, err)
		}
		if err := p.BewaarVoorkeur(ctx, wie, v); !errors.Is(err, app.ErrMagNiet) {
			t.Errorf("%s bewaart een voorkeur: %v", wie.Rol, err)
		}
	}
}

func TestVoorkeurKentGrenzen(t *testing.T) {
	p, ctx := nieuwHuis(t, geheugen.Nieuw(sleutels(t, t.TempDir()))), t.Context()
	lijst := func(naam, vraag string) app.BewaardeLijst { return app.BewaardeLijst{Naam: naam, Vraag: vraag} }
	veel := make([]app.BewaardeLijst, 13)
	for i := range veel {
		veel[i] = lijst("Lijst", "")
	}
	for naam, lijsten := range map[string][]app.BewaardeLijst{"zonder naam": {lijst(" ", "")}, "lange naam": {lijst(strings.Repeat("é", 41), "")}, "lang adres": {lijst("x", strings.Repeat("a", 401))}, "te veel": veel} {
		var geweigerd *app.Geweigerd
		if err := p.BewaarVoorkeur(ctx, jansen, app.Voorkeur{Lijsten: lijsten}); !errors.As(err, &geweigerd) {
			t.Errorf("%s: %v", naam, err)
		}
	}
}

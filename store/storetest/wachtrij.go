package storetest

import (
	"fmt"
	"slices"
	"testing"

	"traject/store"
)

// wachtrij checks what the application manager sees of the outbox and can do with it.
func wachtrij(t *testing.T, p *proef) {
	var werk []store.Uitgaand
	for i := range 5 {
		werk = append(werk, store.Uitgaand{Sleutel: fmt.Sprintf("brief:%d", i), Soort: "brief", Vanaf: moment})
	}
	werk = append(werk, store.Uitgaand{Sleutel: "periode:1", Soort: "periode", Vanaf: moment + 10})
	gelukt(t, p.Plaats(ctx, gemeente, werk))
	us, err := p.Neem(ctx, gemeente, "brief", moment, moment+60, 4)
	gelukt(t, err)
	gelukt(t, p.Mislukt(ctx, gemeente, us[0], "geen papier", 0))
	gelukt(t, p.Mislukt(ctx, gemeente, us[1], "geen papier", 0))
	gelukt(t, p.Klaar(ctx, gemeente, us[2], moment+1))
	tel := func() []store.Werktelling {
		t.Helper()
		uit, err := p.WerkTellingen(ctx, gemeente, moment+5)
		gelukt(t, err)
		return uit
	}
	wil := []store.Werktelling{{Soort: "brief", Wacht: 1, Bezig: 1, Mislukt: 2, Eerste: moment}, {Soort: "periode", Wacht: 1, Eerste: moment + 10}}
	if got := tel(); !slices.Equal(got, wil) {
		t.Errorf("tellingen %+v", got)
	}
	if got, err := p.WerkTellingen(ctx, andere, moment); err != nil || len(got) != 0 {
		t.Errorf("een andere gemeente: %+v %v", got, err)
	}
	rijen, err := p.Werk(ctx, store.WerkrijFilter{Gemeente: gemeente, Stand: store.Opgeven, Soort: "brief", Hooguit: 1})
	gelukt(t, err)
	if len(rijen) != 1 || rijen[0].Sleutel != "brief:0" || rijen[0].Fout != "geen papier" || rijen[0].Poging != 1 || len(rijen[0].Inhoud) != 0 {
		t.Errorf("eerste blad %+v", rijen)
	}
	if rijen, err = p.Werk(ctx, store.WerkrijFilter{Gemeente: gemeente, Stand: store.Opgeven, Soort: "brief", Na: "brief:0"}); err != nil || len(rijen) != 1 || rijen[0].Sleutel != "brief:1" {
		t.Errorf("tweede blad %+v %v", rijen, err)
	}
	if n, err := p.OpnieuwVeel(ctx, andere, "brief", moment); err != nil || n != 0 {
		t.Errorf("een andere gemeente zette %d terug: %v", n, err)
	}
	if n, err := p.OpnieuwVeel(ctx, gemeente, "brief", moment+2); err != nil || n != 2 {
		t.Errorf("teruggezet %d: %v", n, err)
	}
	if got := tel(); got[0].Wacht != 3 || got[0].Mislukt != 0 {
		t.Errorf("na terugzetten %+v", got)
	}
	if n, err := p.RuimWerkOp(ctx, gemeente, "brief", moment+1); err != nil || n != 0 {
		t.Errorf("te vroeg opgeruimd: %d %v", n, err)
	}
	if n, err := p.RuimWerkOp(ctx, gemeente, "brief", moment+2); err != nil || n != 1 {
		t.Errorf("opgeruimd %d: %v", n, err)
	}
	if us, err := p.UitgaandLijst(ctx, gemeente, store.AlleWerk, "", 10); err != nil || len(us) != 5 {
		t.Errorf("na opruimen %d: %v", len(us), err)
	}
}

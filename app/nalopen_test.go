package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// Een bericht dat bij een dossier hoort maar er niet aan hangt, gaat niet mee als het
// dossier wordt vernietigd. Nalopen ziet het.
func TestNalopenZietEenLosBericht(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if err := h.kelder.BewaarBericht(ctx, voorbeeldstad, store.Bericht{ID: "b-2", Bron: "duo", Code: "SS142", Moment: 1, Inhoud: []byte("x")}); err != nil {
			t.Fatal(err)
		}
		regel, taken, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
		if err != nil {
			t.Fatal(err)
		}
		regel.BSN = bsn(t, "999990019")
		feit := dossier.Gebeurtenis{GeldigOp: begrip.MoetDag("2026-03-02"), Moment: 1, Feit: &dossier.SignaalOntvangen{Code: "SS142", BerichtID: "b-2"}}
		if err := h.kelder.Toevoegen(ctx, store.Toevoeging{Gemeente: voorbeeldstad, Nummer: nummer, Verwacht: versie, Gebeurtenissen: []dossier.Gebeurtenis{feit}, Lijst: &regel, Taken: taken}); err != nil {
			t.Fatal(err)
		}
		c, err := h.Controleer(ctx, beheer, func(int) {})
		if err != nil || !strings.Contains(strings.Join(c.Fouten, "\n"), "bericht b-2 hoort erbij") || strings.Contains(strings.Join(c.Fouten, "\n"), "bericht b-1") {
			t.Errorf("fouten %v (%v)", c.Fouten, err)
		}
	})
}

// Wie het opnieuw maken van de lijsten stopt, gaat de volgende keer verder; wat na het
// stoppen overbleef wordt gedaan en de rest niet nog eens.
func TestHerbouwenGaatVerderWaarHetStopte(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		var nummers []string
		for i, cijfers := range []string{"999990019", "999990020", "999990032"} {
			nummer, _ := geopend(t, h, "b-"+string(rune('1'+i)), cijfers, "Amina")
			nummers = append(nummers, nummer)
		}
		if gedaan, na, err := h.HerbouwVerder(t.Context(), systeem, func(int) {}); err != nil || gedaan != 3 || na != "" {
			t.Fatalf("%d dossiers na %q (%v)", gedaan, na, err)
		}
		ctx, stop := context.WithCancel(t.Context())
		_, err := h.Herbouw(ctx, systeem, func(int) { stop() }) // stopt na de eerste partij, en dat is hier alles
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("een afgebroken keer gaf %v", err)
		}
		gedaan, na, err := h.HerbouwVerder(t.Context(), systeem, func(int) {})
		if err != nil || na != nummers[len(nummers)-1] || gedaan != 0 {
			t.Errorf("daarna %d dossiers na %q (%v), verwacht niets meer na %s", gedaan, na, err, nummers[2])
		}
		if gedaan, na, err := h.HerbouwVerder(t.Context(), systeem, func(int) {}); err != nil || gedaan != 3 || na != "" {
			t.Errorf("na een hele keer %d dossiers na %q (%v)", gedaan, na, err)
		}
	})
}

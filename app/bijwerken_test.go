package app_test

import (
	"testing"

	"traject/store"
)

// Na een nieuwe versie klopt de werklijst vanzelf: iemand moet niet eerst weten dat er
// iets te herbouwen is. Daarna gebeurt er niets meer, tot de volgende versie.
func TestNieuweVersieLeidtDeLijstenOpnieuwAf(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		ctx := t.Context()
		nummer, versie := geopend(t, h, "b-1", "999990019", "Amina")
		if err := h.LijstenZijnBij(ctx); err != nil {
			t.Fatal(err)
		}
		wil, taken, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
		if err != nil || len(taken) == 0 {
			t.Fatalf("%d taken (%v)", len(taken), err)
		}
		oud := wil // zoals een vorige versie het afleidde
		oud.Fase, oud.BSN = "anders", bsn(t, "999990019")
		if _, err := h.kelder.VervangLijst(ctx, voorbeeldstad, []store.Lijstvervanging{{Nummer: nummer, Versie: versie, Lijst: oud}}); err != nil {
			t.Fatal(err)
		}
		if n, err := h.WerkLijstenBij(ctx); err != nil || n != 0 {
			t.Errorf("dezelfde versie deed %d dossiers (%v)", n, err)
		}
		h.Versie = "een nieuwere"
		if n, err := h.WerkLijstenBij(ctx); err != nil || n != 1 {
			t.Fatalf("de nieuwe versie deed %d dossiers, verwacht 1 (%v)", n, err)
		}
		is, nu, err := h.kelder.LeesLijst(ctx, voorbeeldstad, nummer)
		if err != nil || is != wil || len(nu) != len(taken) {
			t.Errorf("de rij is %+v met %d taken, verwacht %+v met %d (%v)", is, len(nu), wil, len(taken), err)
		}
		if op, err := h.kelder.ZoekBSN(ctx, voorbeeldstad, bsn(t, "999990019")); err != nil || len(op) != 1 {
			t.Errorf("op BSN te vinden: %v (%v)", op, err)
		}
		if n, err := h.WerkLijstenBij(ctx); err != nil || n != 0 {
			t.Errorf("een tweede keer deed %d dossiers (%v)", n, err)
		}
	})
}

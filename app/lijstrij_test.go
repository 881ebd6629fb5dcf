package app_test

import (
	"slices"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
	"traject/store"
)

// ingelezen opent een dossier uit een bestand met deze feiten.
func ingelezen(t *testing.T, h *proefhuis, feiten string) string {
	t.Helper()
	nummer, err := h.ImportDossier(t.Context(), jansen, app.Overname{Naam: "dossier.yaml", Inhoud: []byte("formaat: traject/dossier/1\nstelsel: wi2021\ngemeente: \"9999\"\n" +
		"persoon: {naam: {voornamen: Amina, geslachtsnaam: Voorbeeld}, geboortedatum: 1991-05-17, bsn: \"999990019\", doelgroep: asielstatushouder}\nfeiten:\n" + feiten)})
	if err != nil {
		t.Fatal(err, codes(err))
	}
	return nummer
}

func rij(t *testing.T, h *proefhuis, nummer string) (store.Lijstregel, []store.Taakregel) {
	t.Helper()
	l, taken, err := h.kelder.LeesLijst(t.Context(), voorbeeldstad, nummer)
	if err != nil {
		t.Fatal(err)
	}
	return l, taken
}

// De rij van een dossier noemt de eerste laatste dag van al het werk: daarop staat de lijst.
func TestRijNoemtDeEersteLaatsteDag(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := ingelezen(t, h, "  - {soort: kennisgeving, datum: 2026-02-27}\n  - {soort: pip-vastgesteld, datum: 2026-03-01, leerroute: b1}\n")
		l, taken := rij(t, h, nummer)
		var dagen []begrip.Datum
		for _, x := range taken {
			if x.Uiterlijk != 0 {
				dagen = append(dagen, x.Uiterlijk)
			}
		}
		if len(slices.Compact(slices.Sorted(slices.Values(dagen)))) < 2 {
			t.Fatalf("dit dossier bewijst niets: het werk heeft maar één laatste dag (%v)", dagen)
		}
		if l.Uiterlijk != slices.Min(dagen) {
			t.Errorf("de rij noemt %s, het eerste werk is van %s", l.Uiterlijk, slices.Min(dagen))
		}
	})
}

// Wie klaar is maar nog een certificaat moet krijgen, blijft in de lijsten tot dat is gedaan.
func TestAfgerondMetWerkBlijftOpen(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer := ingelezen(t, h, "  - {soort: kennisgeving, datum: 2023-11-06}\n  - {soort: pip-vastgesteld, datum: 2024-01-15, leerroute: z}\n  - {soort: pip-gemeld, datum: 2024-01-16}\n  - {soort: aangeboden, datum: 2024-02-01, wat: leerroute}\n  - {soort: aangeboden, datum: 2024-02-01, wat: map}\n  - {soort: plicht-geeindigd, datum: 2026-02-27, reden: voldaan}\n")
		if _, err := h.WijsToe(t.Context(), leider, nummer, beeld(t, h, jansen, nummer).Versie, besluit.Toewijzing{Aan: jansen.Gebruiker}); err != nil {
			t.Fatal(err, codes(err))
		}
		if l, taken := rij(t, h, nummer); !l.Gesloten || len(taken) != 0 {
			t.Fatalf("na het einde: gesloten %v, taken %+v", l.Gesloten, taken)
		}
		o, err := h.OntvangSignaal(t.Context(), signaal(t, "b-1", "SS141", "999990019", "2026-03-01"))
		if err != nil || o.Nummer != nummer {
			t.Fatalf("%+v %v", o, err)
		}
		if l, taken := rij(t, h, nummer); l.Gesloten || len(taken) != 1 {
			t.Errorf("met een certificaat dat klaarligt: gesloten %v, taken %+v", l.Gesloten, taken)
		}
		b := beeld(t, h, jansen, nummer)
		bericht, _ := dossier.Laatste[*dossier.SignaalOntvangen](b.Dossier)
		if _, err := h.HandelSignaalAf(t.Context(), jansen, nummer, b.Versie, besluit.Afhandeling{Signaal: bericht.ID}); err != nil {
			t.Fatal(err, codes(err))
		}
		if l, _ := rij(t, h, nummer); !l.Gesloten {
			t.Error("het certificaat is uitgereikt en het dossier is nog open")
		}
	})
}

// Een bestand van elders kan het kenmerk al gebruiken dat wij aan de volgende brief zouden
// geven. Twee feiten met één kenmerk zijn niet meer uit elkaar te houden.
func TestKenmerkVanEldersBlijftEnig(t *testing.T) {
	kelders(t, func(t *testing.T, h *proefhuis) {
		// Na vier feiten is de oproep het vijfde en haar brief het zesde.
		nummer := ingelezen(t, h, "  - {soort: kennisgeving, datum: 2026-02-27, id: f6}\n  - {soort: inschrijving, datum: 2026-01-05, id: f5}\n")
		b := beeld(t, h, jansen, nummer)
		if _, err := h.RoepOp(t.Context(), jansen, nummer, b.Versie, besluit.Oproep{Voor: dossier.VoorBredeIntake, Afspraak: begrip.MoetDag("2026-03-16"), Tijd: "10.00", Plaats: "Stadhuis",
			Inhoud: []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}}); err != nil {
			t.Fatal(err, codes(err))
		}
		l, err := h.kelder.Lees(t.Context(), voorbeeldstad, nummer)
		if err != nil {
			t.Fatal(err)
		}
		gezien := map[string]bool{}
		for _, g := range l.Gebeurtenissen {
			if g.ID != "" && gezien[g.ID] {
				t.Errorf("twee feiten heten %s", g.ID)
			}
			gezien[g.ID] = true
		}
	})
}

package app_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"traject/app"
	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// Wat over gezondheid is opgeschreven lezen alleen de behandelend klantmanager en de
// jurist, langs welke weg ook: het dossier, wat als, het bestand, een conflict, een proef,
// de lijsten, het zoeken, de brieven, inzage en de audit (Wi2021 art. 37 lid 2 onder b).
func TestGezondheidLangsElkeWeg(t *testing.T) {
	const opmerking = "kan niet lang staan"
	kelders(t, func(t *testing.T, h *proefhuis) {
		nummer, versie := intakeKlaar(t, h)
		v, err := h.WijsToe(t.Context(), leider, nummer, versie, besluit.Toewijzing{Aan: "a.jansen"})
		if err != nil {
			t.Fatal(err)
		}
		collega := app.Wie{Gebruiker: "c.collega", Rol: begrip.Klantmanager, Gemeente: voorbeeldstad}
		eigen := app.Wie{Gebruiker: "burger", Rol: begrip.Inburgeraar, Gemeente: voorbeeldstad, Dossier: nummer}
		toezicht := app.Wie{Gebruiker: "p.kok", Rol: begrip.Toezichthouder, Gemeente: voorbeeldstad}
		school := app.Wie{Gebruiker: "school", Rol: begrip.AanbiederTaal, Gemeente: voorbeeldstad, Aanbieder: "school"}
		mag := map[string]bool{jansen.Gebruiker: true, jurist.Gebruiker: true}
		for _, wie := range []app.Wie{jansen, jurist, leider, collega, beleid, beheer, toezicht, school, eigen, elders} {
			wegen := map[string]func() (any, error){
				"dossier": func() (any, error) { return h.Dossier(t.Context(), wie, nummer) },
				"mijn":    func() (any, error) { return h.Mijn(t.Context(), wie) },
				"bestand": func() (any, error) { return h.ExportDossier(t.Context(), wie, nummer) },
				"wat als": func() (any, error) {
					return h.WatAls(t.Context(), wie, nummer, app.Veronderstelling{Soort: "notitie", Velden: []app.Stelveld{{Naam: "tekst", Waarde: "x"}}})
				},
				"conflict": func() (any, error) {
					_, err := h.MaakNotitie(t.Context(), wie, nummer, 1, besluit.Aantekening{Tekst: "x"})
					var c *app.Conflict
					if errors.As(err, &c) {
						return c, nil
					}
					return nil, err
				},
				"proef": func() (any, error) {
					return h.ProefRoepOp(t.Context(), wie, nummer, besluit.Oproep{Voor: dossier.VoorVoortgangsgesprek})
				},
				"werklijst": func() (any, error) { return h.Vandaag(t.Context(), wie, app.WerkFilter{Wiens: "team"}) },
				"lijst":     func() (any, error) { return h.Dossiers(t.Context(), wie, app.DossierFilter{}) },
				"zoeken":    func() (any, error) { return h.Dossiers(t.Context(), wie, app.DossierFilter{Zoek: "staan"}) },
				"cijfers":   func() (any, error) { return h.Tellingen(t.Context(), wie) },
				"audit":     func() (any, error) { return h.Audit(t.Context(), wie, app.AuditVraag{}) },
			}
			for naam, weg := range wegen {
				uit, err := weg()
				var w *app.Geweigerd
				if err != nil && !errors.Is(err, app.ErrMagNiet) && !errors.Is(err, app.ErrNietGevonden) && !errors.As(err, &w) {
					t.Fatalf("%s als %s: %v", naam, wie.Gebruiker, err)
				}
				b, fout := json.Marshal(uit)
				if fout != nil {
					b = []byte(fmt.Sprintf("%+v", uit))
				}
				tekst := string(b)
				if f, ok := uit.(app.Bestand); ok {
					tekst = string(f.Inhoud)
				}
				if strings.Contains(tekst, opmerking) && !mag[wie.Gebruiker] {
					t.Errorf("%s als %s (%s) leest over gezondheid", naam, wie.Gebruiker, wie.Rol)
				}
				if mag[wie.Gebruiker] && (naam == "dossier" || naam == "bestand" || naam == "conflict") && !strings.Contains(tekst, opmerking) {
					t.Errorf("%s als %s leest niets over gezondheid", naam, wie.Gebruiker)
				}
			}
		}
		// A klantmanager who is no longer treating reads it no more.
		if _, err := h.WijsToe(t.Context(), leider, nummer, v.Versie, besluit.Toewijzing{Aan: "b.dewit"}); err != nil {
			t.Fatal(err)
		}
		b, err := h.Dossier(t.Context(), jansen, nummer)
		if err != nil || b.Rechten.Gezondheid {
			t.Errorf("wie niet meer behandelt leest nog over gezondheid: %v", err)
		}
		if strings.Contains(h.log.String(), opmerking) {
			t.Error("de opmerking staat in het log")
		}
	})
}

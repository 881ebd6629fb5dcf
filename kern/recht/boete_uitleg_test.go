package recht_test

import (
	"bytes"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

// metUitleg laadt de wetten met één andere gekozen uitleg.
func metUitleg(t *testing.T, van, naar string) *wetten.Recht {
	t.Helper()
	map_ := fstest.MapFS{}
	raak := false
	err := fs.WalkDir(os.DirFS("../../wetten"), ".", func(pad string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile("../../wetten/" + pad)
		raak = raak || bytes.Contains(b, []byte(van))
		map_[pad] = &fstest.MapFile{Data: bytes.ReplaceAll(b, []byte(van), []byte(naar))}
		return err
	})
	if err != nil || !raak {
		t.Fatalf("%q staat niet in wetten (%v)", van, err)
	}
	boek, bevindingen := wetten.LaadUit(map_)
	if len(bevindingen) > 0 {
		t.Fatal(bevindingen)
	}
	r, _ := boek.Recht(begrip.Wi2021, "")
	return r
}

// tweedeBoete geeft de tweede boete na een eerste van 25 euro met normaal verwijt.
func tweedeBoete(r *wetten.Recht, verwijt dossier.Verwijtbaarheid) recht.Boete {
	d := dossier.Opbouwen([]dossier.Gebeurtenis{
		{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}}},
		{Nummer: 2, ID: "o1", GeldigOp: begrip.MoetDag("2024-03-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt}},
		{Nummer: 3, GeldigOp: begrip.MoetDag("2024-03-20"), Feit: &dossier.BoeteOpgelegd{Overtreding: "o1", Bedrag: dossier.Met(begrip.Cent(2500))}},
		{Nummer: 4, ID: "o2", GeldigOp: begrip.MoetDag("2024-09-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: verwijt}},
	}, begrip.MoetDag("2024-10-01"), 0)
	b, _ := recht.Reken(d, r).Boete("o2")
	return b
}

// Gewoon is het percentage van de trede; in de andere lezing is het bedrag het dubbele van
// de vorige boete. Bij gelijk verwijt komt dat op hetzelfde uit, anders niet.
func TestPercentageVanTredeOfVanVorigeBoete(t *testing.T) {
	gewoon, anders := recht2021(t), metUitleg(t, "waarde: trede,", "waarde: opgelegd,")
	for _, g := range []struct {
		verwijt        dossier.Verwijtbaarheid
		gewoon, anders begrip.Cent
	}{{dossier.NormaalVerwijt, 5000, 5000}, {dossier.Opzet, 10000, 5000}, {dossier.VerminderdVerwijt, 2500, 5000}} {
		if a, b := tweedeBoete(gewoon, g.verwijt).Bedrag, tweedeBoete(anders, g.verwijt).Bedrag; a != g.gewoon || b != g.anders {
			t.Errorf("%s: %d en %d, verwacht %d en %d", g.verwijt, a, b, g.gewoon, g.anders)
		}
	}
}

// Elf maanden tussen elke overtreding: gewoon hoeft alleen de voorganger binnen twaalf
// maanden te liggen, in de andere lezing de hele keten.
func TestKetenLangerDanEenJaar(t *testing.T) {
	gs := []dossier.Gebeurtenis{{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}}}}
	for i, dag := range []string{"2023-01-10", "2023-12-05", "2024-11-04"} {
		id := string(rune('a' + i))
		gs = append(gs, dossier.Gebeurtenis{Nummer: len(gs) + 1, ID: id, GeldigOp: begrip.MoetDag(dag), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.Opzet}})
		if i < 2 {
			gs = append(gs, dossier.Gebeurtenis{Nummer: len(gs) + 1, GeldigOp: begrip.MoetDag(dag).Plus(20), Feit: &dossier.BoeteOpgelegd{Overtreding: id, Bedrag: dossier.Met(begrip.Cent(5000))}})
		}
	}
	d := dossier.Opbouwen(gs, begrip.MoetDag("2024-12-01"), 0)
	for _, g := range []struct {
		r     *wetten.Recht
		trede int
	}{{recht2021(t), 3}, {metUitleg(t, "waarde: voorganger,", "waarde: jaar,"), 2}} {
		if b, _ := recht.Reken(d, g.r).Boete("c"); b.Trede != g.trede {
			t.Errorf("trede %d, verwacht %d", b.Trede, g.trede)
		}
	}
}

// Bij asielstatushouders na C-158/23 is de juridische toets een keuze die uit kan.
func TestAsielstatushouderGewoonBeboeten(t *testing.T) {
	d := dossier.Opbouwen([]dossier.Gebeurtenis{
		{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.Asielstatushouder}}},
		{Nummer: 2, ID: "o1", GeldigOp: begrip.MoetDag("2025-03-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.Opzet}},
	}, begrip.MoetDag("2025-03-10"), 0)
	for _, g := range []struct {
		r     *wetten.Recht
		eisen int
	}{{recht2021(t), 3}, {metUitleg(t, "waarde: juridische-toets,", "waarde: gewoon,"), 2}} {
		if b, _ := recht.Reken(d, g.r).Boete("o1"); len(b.Eisen) != g.eisen {
			t.Errorf("eisen %v, verwacht %d", b.Eisen, g.eisen)
		}
	}
}

// Een nieuwe termijn van negen maanden noemt de wet niet: gewoon is dat een vraag en geen
// bedrag, in de andere lezing geldt het maximum van twaalf maanden.
func TestNieuweTermijnVanEenAndereDuur(t *testing.T) {
	zaakMet := func(maanden int, r *wetten.Recht) recht.Boete {
		d := dossier.Opbouwen([]dossier.Gebeurtenis{
			{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "0148", Stelsel: begrip.Wi2021, Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}}},
			{Nummer: 2, GeldigOp: begrip.MoetDag("2022-03-01"), Feit: &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}},
			{Nummer: 3, GeldigOp: begrip.MoetDag("2025-04-01"), Feit: &dossier.NieuweTermijn{Maanden: dossier.Met(maanden)}},
			{Nummer: 4, ID: "o1", GeldigOp: begrip.MoetDag("2025-06-01"), Feit: &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.Opzet}},
		}, begrip.MoetDag("2025-06-10"), 0)
		b, _ := recht.Reken(d, r).Boete("o1")
		return b
	}
	gewoon, anders := recht2021(t), metUitleg(t, "waarde: vraag,", "waarde: eerstvolgende,")
	for _, g := range []struct {
		maanden int
		r       *wetten.Recht
		bekend  bool
		ruimte  begrip.Cent
	}{{12, gewoon, true, 80000}, {9, gewoon, false, 0}, {9, anders, true, 80000}, {3, anders, true, 40000}, {12, anders, true, 80000}, {30, anders, false, 0}} {
		b := zaakMet(g.maanden, g.r)
		if b.Bekend != g.bekend || b.Ruimte != g.ruimte || b.HeeftRuimte != g.bekend || b.Mag != g.bekend {
			t.Errorf("%d maanden: %+v", g.maanden, b)
		}
		if !g.bekend && (len(b.Vragen) != 1 || b.Vragen[0].Feit != "nieuwe-termijn.maanden" || b.Bedrag != 0) {
			t.Errorf("%d maanden: een vraag en geen bedrag: %+v", g.maanden, b)
		}
	}
}
